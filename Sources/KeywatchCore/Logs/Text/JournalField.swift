/// Lines of a journal's export: `NAME=VALUE`, or `NAME` and in the next line the value behind the number of its bytes, in
/// eight bytes, where it holds control characters.
enum JournalField {
  /// Whether a line holds such a name.
  static func isNamed(_ line: Bytes) -> Bool {
    let name = line.first(line.first(64).firstIndex(of: 0x3d) ?? 64)
    return name.count > 3
      && name.bytes.allSatisfy { $0 == 0x5f || $0 &- 0x41 < 26 || $0 &- 0x30 < 10 }
  }

  /// A value behind its number of bytes; nil where the line holds none, or not all of it.
  static func value(_ line: Bytes) -> Bytes? {
    guard line.count > 8, line[7] == 0, line[6] == 0, line[5] == 0, line[4] == 0 else { return nil }
    let length = (0..<4).reversed().reduce(0) { $0 << 8 | Int(line[$1]) }
    // Its own newline may be counted, too.
    guard length == line.count - 8 || length == line.count - 7 else { return nil }
    return line.dropping(8)
  }
}
