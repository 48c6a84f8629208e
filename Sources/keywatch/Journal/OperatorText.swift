import KeywatchCore

/// A text that an operator gives to be kept: one line, bounded, and without a key in it.
struct OperatorText: Equatable {
  /// Characters it may have.
  static let limit = 500

  let text: String

  /// Takes the text without what cannot be seen; throws `Failure.usage` where nothing is left of it, it is too
  /// long, or the value of a configured key stands in it. The text is not repeated then.
  init(_ argument: String, of option: String, _ configuration: Configuration) throws {
    text = Self.line(argument)
    guard !text.isEmpty else { throw Failure.usage("\(option) is empty") }
    guard text.count <= Self.limit else {
      throw Failure.usage("\(option) is longer than \(Self.limit) characters")
    }
    let mentions = KeyMentions(configuration)
    if let name = mentions.name(in: argument) ?? mentions.name(in: text) {
      throw Failure.usage(
        "\(option) holds the value of the key \(name): leave it out, and your shell's history too")
    }
  }

  /// What is unseen becomes a blank, and several blanks one.
  private static func line(_ text: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { scalars.append(isSeen(scalar) ? scalar : " ") }
    return String(scalars).split(separator: " ").joined(separator: " ")
  }

  private static func isSeen(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      false
    default: !scalar.properties.isDefaultIgnorableCodePoint && scalar.value != 0x2800
    }
  }
}
