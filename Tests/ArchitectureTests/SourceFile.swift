/// One file of the house, as text.
struct SourceFile {
  /// Path from the top of the repository.
  var path: String
  var text: String

  /// The target it belongs to: the folder below `Sources`.
  var target: String {
    let parts = path.split(separator: "/")
    return parts.count > 2 ? String(parts[1]) : ""
  }

  /// Its lines, numbered from 1.
  var lines: [(number: Int, text: Substring)] {
    text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .map { (number: $0.offset + 1, text: $0.element) }
  }

  /// Its lines without those inside multi-line texts, which may hold another language's code.
  var code: [(number: Int, text: Substring)] {
    var isInText = false
    return lines.filter { line in
      let marks = line.text.split(separator: "\"\"\"", omittingEmptySubsequences: false).count - 1
      defer { if !marks.isMultiple(of: 2) { isInText.toggle() } }
      return !isInText
    }
  }

  /// The modules it imports.
  var imports: [(number: Int, module: String)] {
    code.compactMap { line in Self.module(importedBy: line.text).map { (line.number, $0) } }
  }

  /// The types it declares.
  var types: [(number: Int, name: String)] {
    code.compactMap { line in Self.type(declaredBy: line.text).map { (line.number, $0) } }
  }

  private static let modifiers: Set<Substring> = [
    "public", "package", "internal", "fileprivate", "private", "open", "final", "indirect",
    "nonisolated", "distributed",
  ]
  private static let kinds: Set<Substring> = [
    "struct", "class", "enum", "protocol", "actor", "typealias",
  ]

  private static func words(_ line: Substring) -> ArraySlice<Substring> {
    line.split { $0 == " " || $0 == "\t" || $0 == ";" }
      .drop { $0.hasPrefix("@") || modifiers.contains($0) }
  }

  private static func module(importedBy line: Substring) -> String? {
    let words = words(line)
    guard words.first == "import" else { return nil }
    let named = words.dropFirst().first {
      !kinds.contains($0) && !["func", "let", "var"].contains($0)
    }
    return named.map { String($0.prefix { $0 != "." }) }
  }

  private static func type(declaredBy line: Substring) -> String? {
    let words = words(line)
    guard let kind = words.first, kinds.contains(kind), let name = words.dropFirst().first,
      name.first?.isUppercase == true
    else { return nil }
    return String(name.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
  }
}
