import Foundation

/// The repository the tests stand in, read from disk.
enum Tree {
  static let root = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Whether this is a git checkout; an unpacked archive is none.
  static var isCheckout: Bool {
    FileManager.default.fileExists(atPath: root.appending(path: ".git").path)
  }

  /// All source files below one of the top-level folders, sorted by path.
  static func sources(below folder: String) throws -> [SourceFile] {
    let top = root.appending(path: folder)
    let names = try FileManager.default.subpathsOfDirectory(atPath: top.path).sorted()
    return try names.filter { name in
      [".swift", ".c", ".h"].contains { name.hasSuffix($0) }
    }.map { name in
      let text = try String(contentsOf: top.appending(path: name), encoding: .utf8)
      return SourceFile(path: "\(folder)/\(name)", text: text)
    }
  }

  /// Paths of the files git knows (`--cached`) or would add (`--others`).
  static func listed(_ options: String...) throws -> [String] {
    let git = Process()
    git.executableURL = URL(filePath: "/usr/bin/env")
    // A checkout may belong to another user than the one who tests it.
    git.arguments =
      ["git", "-c", "safe.directory=*", "-C", root.path, "ls-files", "-z", "--exclude-standard"]
      + options
    let output = Pipe()
    git.standardOutput = output
    try git.run()
    let bytes = try output.fileHandleForReading.readToEnd() ?? Data()
    git.waitUntilExit()
    guard git.terminationStatus == 0 else { throw CocoaError(.fileReadUnknown) }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\0").map(String.init)
  }
}
