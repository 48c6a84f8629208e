/// Decides what of a text from outside is shown as it is: the one way from a log to people's eyes.
///
/// What a terminal might act on, hide or measure differently is written out: `^[` for controls, `\xff` for bytes that
/// are no UTF-8, `<U+202E>` for the rest. A character bears at most two marks.
package struct Escapes: Sendable {
  /// A part of the text, in the order of the text.
  package enum Piece: Equatable, Sendable {
    /// One column, two columns, or none: joined to the character before it.
    case narrow(Unicode.Scalar), wide(Unicode.Scalar), mark(Unicode.Scalar)
    /// Signs of 7 bits that stand for something else.
    case written(String)
  }

  private static let markLimit = 2

  private let isASCII: Bool
  /// Marks the character before may still bear; nil where there is none: after an escape and at the start.
  private var marksLeft: Int?

  /// With `isASCII` everything beyond 7 bits is written out too.
  package init(isASCII: Bool = false) { self.isASCII = isASCII }

  /// Takes in that another text begins, whose marks join nothing of the last one.
  package mutating func begin() { marksLeft = nil }

  /// What becomes of a scalar; nil where it is left out: a mark too many, or a choice between two looks.
  package mutating func piece(_ scalar: Unicode.Scalar) -> Piece? {
    if (0xfe0e...0xfe0f).contains(scalar.value), marksLeft != nil { return nil }
    switch isASCII && scalar.value > 0x7e ? .escaped : ScalarWidth(scalar) {
    case .narrow:
      marksLeft = Self.markLimit
      return .narrow(scalar)
    case .wide:
      marksLeft = Self.markLimit
      return .wide(scalar)
    case .mark:
      guard let marksLeft else { return .written(Self.written(scalar)) }
      self.marksLeft = max(marksLeft - 1, 0)
      return marksLeft > 0 ? .mark(scalar) : nil
    case .escaped:
      marksLeft = nil
      return .written(Self.written(scalar))
    }
  }

  /// Gives the pieces of bytes that may be no UTF-8 until `take` has enough.
  package mutating func read(_ bytes: [UInt8], _ take: (Piece?) -> Bool) {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var position = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let encoded):
        position += encoded.count
        guard take(piece(Unicode.UTF8.decode(encoded))) else { return }
      case .error(let length):
        marksLeft = nil
        for byte in bytes[position..<min(position + length, bytes.count)] {
          guard take(.written("\\x" + Self.hex(UInt32(byte), isUpper: false))) else { return }
        }
        position += length
      case .emptyInput: return
      }
    }
  }

  private static func written(_ scalar: Unicode.Scalar) -> String {
    switch scalar.value {
    case 0..<0x20: "^" + String(Unicode.Scalar(UInt8(scalar.value) + 0x40))
    case 0x7f: "^?"
    default: "<U+" + hex(scalar.value, isUpper: true) + ">"
    }
  }

  /// At least two digits.
  private static func hex(_ value: UInt32, isUpper: Bool) -> String {
    (value < 0x10 ? "0" : "") + String(value, radix: 16, uppercase: isUpper)
  }
}
