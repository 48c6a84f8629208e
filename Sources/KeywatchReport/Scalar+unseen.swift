extension Unicode.Scalar {
  /// Whether it has no picture of its own and may act on what stands around it: controls,
  /// bidirectional and zero-width marks, line and paragraph separators, tags, fillers, and code
  /// points without a meaning.
  var isUnseen: Bool {
    if value < 0x7f { return value < 0x20 }
    switch properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
      .unassigned:
      return true
    default:
      return properties.isDefaultIgnorableCodePoint || value == 0x2800
    }
  }

  /// Whether it is drawn over the character before it.
  var isMark: Bool {
    switch properties.generalCategory {
    case .nonspacingMark, .enclosingMark: true
    default: false
    }
  }

  /// How many cells of a terminal it fills.
  var cells: Int {
    if value < 0x300 { return 1 }
    if isMark { return 0 }
    return Self.wide.contains { $0.contains(value) } || properties.isEmojiPresentation ? 2 : 1
  }

  /// The blocks whose characters are two cells wide (East Asian Width W and F, in whole blocks).
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xa960...0xa97f, 0xac00...0xd7a3,
    0xf900...0xfaff, 0xfe30...0xfe6f, 0xff01...0xff60, 0xffe0...0xffe6, 0x16fe0...0x1b2ff,
    0x1f200...0x1f2ff, 0x20000...0x3fffd,
  ]
}
