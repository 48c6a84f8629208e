/// U+FEFF in UTF-8, at the beginning of a file or of the first line that was added to one.
enum ByteOrderMark {
  static func strip(_ line: TextLine) -> Layer? {
    line.bytes.hasPrefix("\u{feff}") ? Layer(length: 3) : nil
  }
}
