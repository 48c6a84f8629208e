/// The rules every source file keeps, each a function from a file to what breaks it.
enum Rules {
  static let lineLimit = 500

  /// What kills the process on outside data, hides a race, or postpones work.
  private static let forbidden = [
    "try!", "fatalError", "@unchecked Sendable", "nonisolated(unsafe)", "TODO", "FIXME", "Regex",
    "readLine",
  ]

  /// Endings that say nothing about what a type is.
  private static let emptyEndings = [
    "Manager", "Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Service", "Impl",
    "Base", "Info", "Types", "Common",
  ]

  /// Forbidden words and stored statics that vary.
  static func forbiddenWords(in file: SourceFile) -> [Finding] {
    file.lines.flatMap { line in
      var words = forbidden.filter { contains($0, in: line.text) }
      if contains("static var", in: line.text), !line.text.contains("{") {
        words.append("static var")
      }
      return words.map { Finding(file: file, line: line.number, what: "\($0) is not used here") }
    }
  }

  /// A file that is too long.
  static func length(of file: SourceFile) -> [Finding] {
    let count = file.text.hasSuffix("\n") ? file.lines.count - 1 : file.lines.count
    return count <= lineLimit
      ? [] : [Finding(file: file, line: count, what: "\(count) lines, \(lineLimit) at most")]
  }

  /// Types that are named for nothing, or like a module.
  static func typeNames(in file: SourceFile) -> [Finding] {
    file.types.compactMap { type in
      if let ending = emptyEndings.first(where: { type.name.hasSuffix($0) }) {
        return Finding(file: file, line: type.number, what: "\(type.name) ends in \(ending)")
      }
      return Arrows.allowed.keys.contains(type.name)
        ? Finding(file: file, line: type.number, what: "\(type.name) is a module's name") : nil
    }
  }

  /// Names at the top of the repository that do not belong there.
  static func topLevel(of paths: [String]) -> [Finding] {
    let known: Set = [
      "Package.swift", "Sources", "Tests", "README.md", "screenshots", "Makefile", "LICENSE",
    ]
    let names = Set(paths.map { String($0.prefix { $0 != "/" }) })
    return names.filter { !known.contains($0) && !$0.hasPrefix(".") }.sorted()
      .map { Finding(path: $0, what: "not at the top level") }
  }

  /// Whether `line` holds `word`, and not as a part of a longer identifier.
  private static func contains(_ word: String, in line: Substring) -> Bool {
    var rest = line
    while let range = rest.firstRange(of: word) {
      let before = line[..<range.lowerBound].last
      let after = line[range.upperBound...].first
      if !continues(before, word.first), !continues(word.last, after) { return true }
      rest = line[range.upperBound...]
    }
    return false
  }

  private static func continues(_ left: Character?, _ right: Character?) -> Bool {
    guard let left, let right else { return false }
    return [left, right].allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
  }
}
