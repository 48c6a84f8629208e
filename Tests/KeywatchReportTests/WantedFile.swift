import Foundation

/// A report as it should be, a file in `Tests/Reports`.
enum WantedFile {
  static func text(of name: String) throws -> String {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Reports/" + name)
    return try String(contentsOf: file, encoding: .utf8)
  }
}
