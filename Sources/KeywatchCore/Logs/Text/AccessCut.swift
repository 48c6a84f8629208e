/// Where the values stand in a line of the common log format that do not decide what is counted: its time, a number at
/// the end of its path, the size of the answer.
enum AccessCut {
  /// Cuts `… [22/Nov/2026:12:55:20 +0000] "METHOD PATH HTTP/1.1" STATUS SIZE …`; nil for anything else. No backslash is
  /// in the line.
  ///
  /// What is left out can neither open nor close anything, so a line that is equal but for that reads the same.
  static func cut<Result>(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, end: Int, _ memo: inout LineMemo<Result>
  ) -> LineMemo<Result>.Cut? {
    guard line.markCount >= 2 else { return nil }
    let open = Int(line.marks[1])
    let close = Int(line.marks[2])
    guard open &- line.start >= 30, close &+ 5 <= end, text[open &- 29] == 0x5b,
      text[open &- 26] == 0x2f, text[open &- 22] == 0x2f, text[open &- 2] == 0x5d,
      text[open &- 1] == 0x20, close &- open > 9, text[close &- 9] == 0x20,
      text[close &- 8] == 0x48
    else { return nil }
    var cut = LineMemo<Result>.Cut(text, from: line.start)
    cut.tell(line.start, open &- 30)
    cut.time = Bytes(base: text + open - 28, count: 26)
    guard memo.gap(open &- 28, open &- 2, &cut) else { return nil }
    let blank = Bytes(base: text + open + 1, count: 16).firstIndex(of: 0x20) ?? 16
    let path = open &+ 2 &+ blank
    guard path < close &- 9 else { return nil }
    // Three letters of the method, the status and what is around them.
    cut.tell(open &+ 1, path)
    guard memo.path(path, close &- 9, &cut) else { return nil }
    cut.tell(close &- 3, close &+ 5)
    guard size(text, close &+ 5, end, &cut, &memo) else { return nil }
    var mark = 3
    while mark < line.markCount {
      cut.tell(Int(line.marks[mark]), Int(line.marks[mark &+ 1]))
      mark &+= 2
    }
    cut.tell(Int(line.marks[line.markCount]), end)
    return cut
  }

  /// Leaves out a number between blanks.
  @inline(__always)
  private static func size<Result>(
    _ text: UnsafePointer<UInt8>, _ at: Int, _ end: Int, _ cut: inout LineMemo<Result>.Cut,
    _ memo: inout LineMemo<Result>
  ) -> Bool {
    guard at < end, text[at] == 0x20 else { return true }
    var to = at &+ 1
    while to < end, text[to] &- 0x30 < 10 { to &+= 1 }
    guard to > at &+ 1, to == end || text[to] == 0x20 else { return true }
    return memo.gap(at &+ 1, to, &cut)
  }
}
