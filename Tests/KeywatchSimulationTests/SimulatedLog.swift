import Glibc
import KeywatchCore

@testable import KeywatchSimulation

/// A whole log of the story with its times and its truth.
struct SimulatedLog {
  static let start = Timestamp(seconds: 1_793_491_200)  // 2026-11-01T00:00:00Z
  /// Logs that several tests look at.
  static let small = SimulatedLog(lines: 20_000)
  static let large = SimulatedLog(lines: 60_000)

  private(set) var simulation: Simulation
  private(set) var lines: [(time: Timestamp, bytes: [UInt8])] = []

  init(seed: UInt64 = 7, start: Timestamp = start, lines: Int) {
    simulation = Simulation(seed: seed, start: start, lines: lines)
    var bytes: [UInt8] = []
    while let time = simulation.next(into: &bytes) {
      self.lines.append((time, bytes))
      bytes.removeAll(keepingCapacity: true)
    }
  }

  var truth: Truth { simulation.truth }
  var times: [Timestamp] { lines.map(\.time) }
  var bytes: [UInt8] { lines.flatMap(\.bytes) }

  /// The lines that have all of these parts.
  func with(_ parts: String...) -> [(time: Timestamp, bytes: [UInt8])] {
    let parts = parts.map { Array($0.utf8) }
    return lines.filter { line in parts.allSatisfy { Self.range(of: $0, in: line.bytes) != nil } }
  }

  /// The 16 characters after `part` in each line that has it.
  static func values(after part: String, in lines: [(time: Timestamp, bytes: [UInt8])]) -> [String]
  {
    lines.compactMap { line in
      range(of: Array(part.utf8), in: line.bytes).map {
        String(decoding: line.bytes[$0.upperBound...].prefix(16), as: UTF8.self)
      }
    }
  }

  private static func range(of part: [UInt8], in line: [UInt8]) -> Range<Int>? {
    // A log has no NUL in it, so the C library may look for the part.
    (line + [0]).withUnsafeBytes { line in
      (part + [0]).withUnsafeBytes { word in
        guard let base = line.baseAddress, let word = word.baseAddress,
          let found = strstr(
            base.assumingMemoryBound(to: CChar.self), word.assumingMemoryBound(to: CChar.self))
        else { return nil }
        let start = UnsafeRawPointer(found) - base
        return start..<start + part.count
      }
    }
  }
}
