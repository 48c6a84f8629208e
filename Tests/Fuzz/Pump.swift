import Glibc
import KeywatchSimulation

/// Sixteen times the bytes take sixteen times the time, not its square.
enum Pump {
  private static let small = 16 << 10
  private static let factor = 16
  /// How many times the time is still taken for linear; a square would be `factor` × `factor`.
  private static let tolerance = 4.0
  /// Seconds below which the clock says nothing.
  private static let least = 0.02

  /// Repeats a piece of the input within one line, or the whole input line after line.
  static func check(_ input: [UInt8], _ random: inout SeededRandom) {
    guard !input.isEmpty else { return }
    var pump = (before: [UInt8](), piece: input + [0x0a], after: [UInt8]())
    if random.below(4) > 0 {
      let line = input.map { $0 == 0x0a ? 0x20 : $0 }
      let from = Int(random.below(UInt32(line.count)))
      let to = from + 1 + Int(random.below(UInt32(min(line.count - from, 64))))
      pump = (Array(line[..<from]), Array(line[from..<to]), Array(line[to...]))
    }
    func seconds(_ size: Int) -> Double {
      let middle = repeatElement(pump.piece, count: max(size / pump.piece.count, 1)).joined()
      let text = pump.before + middle + pump.after + [0x0a]
      let start = clock()
      _ = Reading(text)
      return clock() - start
    }
    for attempt in 0..<3 {
      let large = seconds(small * factor)
      let limit = max(seconds(small), 0.001) * Double(factor) * tolerance
      if large < least || large < limit { return }
      require(attempt < 2, "\(large) s where \(limit) s were expected at most")
    }
  }

  /// Seconds this thread has been running: others on the machine do not count.
  private static func clock() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
