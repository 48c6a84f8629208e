import Foundation
import KeywatchCore
import Testing

@testable import KeywatchStore

/// A folder that one test has to itself, and the state in it.
struct Scratch {
  let path: String

  /// Runs `body` with a new folder and removes it afterwards.
  static func during(_ body: (Scratch) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "keywatch-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(Scratch(path: folder.path))
  }

  /// Where the state is.
  var state: String { file("keywatch.db") }

  /// The path of a file in it.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Opens the state as its writer.
  func open(
    name: String = "production", at now: Timestamp = Sample.now, retention: Retention = Retention()
  ) throws -> Store {
    try Store.open(at: state, name: name, retention: retention, now: now)
  }

  /// The names of all files in it, sorted.
  var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }

  func bytes(of name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: file(name))))
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(filePath: file(name)))
  }

  /// Permission bits.
  func mode(of name: String) throws -> UInt16 {
    var status = stat()
    try #require(stat(file(name), &status) == 0, "\(name) is not there")
    return UInt16(status.st_mode & 0o777)
  }
}

/// Equal seeds give equal numbers.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}
