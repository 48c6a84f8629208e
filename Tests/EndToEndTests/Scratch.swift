import Foundation

/// A folder that one test has to itself.
struct Scratch {
  let path: String

  /// The repository.
  static var root: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  /// Runs `body` with a new folder and removes it afterwards.
  static func during<R>(_ body: (Scratch) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "keywatch-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(Scratch(path: folder.path))
  }

  /// The path of a file in it.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ bytes: some Sequence<UInt8>, to name: String) throws -> String {
    try Data(bytes).write(to: URL(filePath: file(name)))
    return file(name)
  }

  /// What a file holds; bytes that are no UTF-8 are replaced.
  func text(of name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(filePath: file(name))), as: UTF8.self)
  }
}
