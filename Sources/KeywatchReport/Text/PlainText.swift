/// Text from outside, made safe for a terminal or a mail: what cannot be seen is written out.
///
/// `\n`, `\x1b`, `\u{202e}` stand for unseen characters, `\xff` for a byte that is no UTF-8; a
/// character bears at most four marks. Escaping twice changes nothing.
package struct PlainText {
  private static let markLimit = 4

  /// The escaped text.
  package private(set) var text = ""
  private var marks = markLimit

  /// Escapes bytes that may be no UTF-8.
  package init(_ bytes: some Sequence<UInt8>) {
    var parser = Unicode.UTF8.ForwardParser()
    var input = bytes.makeIterator()
    var behind = Array(bytes)[...]
    while true {
      switch parser.parseScalar(from: &input) {
      case .valid(let encoded):
        append(Unicode.UTF8.decode(encoded))
        behind = behind.dropFirst(encoded.count)
      case .error(let length):
        for byte in behind.prefix(length) { append(escape: "x" + Self.hex(UInt32(byte), 2)) }
        behind = behind.dropFirst(length)
      case .emptyInput:
        return
      }
    }
  }

  /// Escapes a string.
  package init(_ string: String) {
    for scalar in string.unicodeScalars { append(scalar) }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    if scalar.isUnseen {
      append(escape: Self.escape(scalar))
    } else if !scalar.isMark {
      text.unicodeScalars.append(scalar)
      marks = 0
    } else if text.isEmpty {
      append(escape: Self.escape(scalar))
    } else if marks < Self.markLimit {
      text.unicodeScalars.append(scalar)
      marks += 1
    }
  }

  private mutating func append(escape: String) {
    text += "\\" + escape
    marks = 0
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\n": "n"
    case "\r": "r"
    case "\t": "t"
    default: scalar.value < 0x100 ? "x" + hex(scalar.value, 2) : "u{" + hex(scalar.value, 4) + "}"
    }
  }

  private static func hex(_ value: UInt32, _ width: Int) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: max(width - digits.count, 0)) + digits
  }
}

extension String {
  /// The text with everything unseen written out.
  package var plain: String { PlainText(self).text }

  /// How many cells of a terminal the (plain) text fills.
  var cells: Int { unicodeScalars.reduce(0) { $0 + $1.cells } }

  /// The text cut to `width` cells, with a final `…` where something is missing.
  func cut(to width: Int) -> String {
    guard cells > width else { return self }
    var result = UnicodeScalarView()
    var used = 1
    for scalar in unicodeScalars {
      used += scalar.cells
      if used > width { break }
      result.append(scalar)
    }
    return String(result) + (width > 0 ? "…" : "")
  }

  /// The text in pieces of at most `width` cells.
  func pieces(of width: Int) -> [String] {
    var pieces = [UnicodeScalarView()]
    var used = 0
    for scalar in unicodeScalars {
      if used + scalar.cells > width, used > 0 {
        pieces.append(UnicodeScalarView())
        used = 0
      }
      pieces[pieces.count - 1].append(scalar)
      used += scalar.cells
    }
    return pieces.map { String($0) }
  }

  /// The text without blanks at its end.
  var trimmed: String {
    var result = self
    while result.last == " " { result.removeLast() }
    return result
  }

  /// The text filled up with blanks to `width` cells.
  func filled(to width: Int, right: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(width - cells, 0))
    return right ? blanks + self : self + blanks
  }
}
