import KeywatchCore

/// What a snippet says of a configuration, in words that mean nothing but themselves in any server's language.
struct SnippetKeys: Sendable {
  /// How a key is called in the log, and the variable that holds it.
  struct Entry: Sendable {
    let label: String
    let variable: String
  }

  /// The request header that carries a key.
  let header: String
  let entries: [Entry]

  /// Throws `Failure.configuration` where the header, or all that a key may be called, would need quoting.
  init(_ configuration: Configuration) throws {
    guard Self.isPlain(configuration.header, besides: "-_") else {
      throw Failure.configuration("header: \(configuration.header) cannot stand in a snippet")
    }
    header = configuration.header
    entries = try configuration.keys.map { key in
      let words = [key.name] + key.labels + [key.environment].compactMap { $0 }
      guard let label = words.first(where: { Self.isPlain($0, besides: "-_.") }) else {
        throw Failure.configuration(
          "\(key.name): a snippet needs a label of letters, digits, dots and dashes for it")
      }
      return Entry(label: label, variable: key.environment ?? Self.variable(for: label))
    }
  }

  /// One text for each key, in a line of its own: `ending` ends all but the last, `margin` begins all
  /// but the first.
  func lines(_ margin: String, ending: String = "", _ text: (Entry) -> String) -> String {
    entries.map(text).joined(separator: ending + "\n" + margin)
  }

  /// Lines of shell that call `key NAME VALUE` for each key, and end where a variable is not set: what
  /// came of it would stand for a request without a key.
  func calls(_ margin: String) -> String {
    lines(margin) { "key \($0.label) \"${\($0.variable):?}\"" }
  }

  private static func variable(for label: String) -> String {
    let word = label.uppercased().map { $0.isLetter || $0.isNumber ? $0 : "_" }
    return (word[0].isNumber ? "KEY_" : "") + String(word) + "_API_KEY"
  }

  private static func isPlain(_ text: String, besides signs: String) -> Bool {
    text.utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20)
        || signs.utf8.contains(byte)
    }
  }
}
