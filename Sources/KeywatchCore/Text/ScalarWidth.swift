/// How many columns a scalar takes on a screen, as far as the terminals in use agree.
package enum ScalarWidth: UInt8, Sendable {
  /// They do not agree, or it would not be seen, or it could drive the terminal: it is written out.
  case escaped
  case narrow, wide
  /// Joins the character before it and takes no column of its own.
  case mark

  /// The width of one scalar.
  package init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x20...0x7e: self = .narrow
    case 0x7f..<0xa0: self = .escaped
    default: self = Self.table.last(notAfter: scalar.value)
    }
  }

  /// How many columns it takes on a screen.
  package var columns: Int {
    switch self {
    case .narrow, .escaped: 1
    case .wide: 2
    case .mark: 0
    }
  }

  private static let table = Table(runs: runs)

  /// Where each run begins, and what it is.
  private struct Table: Sendable {
    private var starts: [UInt32] = []
    private var widths: [ScalarWidth] = []

    init(runs: StaticString) {
      var start: UInt32 = 0
      var length: UInt32 = 0
      runs.withUTF8Buffer { text in
        for byte in text {
          if let digit = Self.digit(byte) {
            length = length * 10 + digit
          } else if let width = Self.width(byte) {
            starts.append(start)
            widths.append(width)
            start += length
            length = 0
          }
        }
      }
      starts.append(start)
      widths.append(.escaped)
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
      (0x30...0x39).contains(byte) ? UInt32(byte - 0x30) : nil
    }

    private static func width(_ letter: UInt8) -> ScalarWidth? {
      switch Unicode.Scalar(letter) {
      case "x": .escaped
      case "n": .narrow
      case "w": .wide
      case "m": .mark
      default: nil
      }
    }

    /// The width of the last run that begins at or before `scalar`.
    func last(notAfter scalar: UInt32) -> ScalarWidth {
      var low = 0
      var high = starts.count
      while high - low > 1 {
        let middle = (low + high) / 2
        if starts[middle] <= scalar { low = middle } else { high = middle }
      }
      return widths[low]
    }
  }
}
