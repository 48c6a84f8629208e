/// An array of records in an object: CloudWatch's `logEvents`, OpenTelemetry's `logRecords`, the `values` of Loki.
struct RecordBatch {
  enum Kind { case objects, attributed, pairs }

  var kind: Kind
  /// Behind the array's bracket.
  var start: LineDecoder.Place

  /// The next batch whose name stands at a place or behind it, and before `end`.
  static func next(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, from place: LineDecoder.Place, to end: Int
  ) -> RecordBatch? {
    var mark = place.mark
    while mark <= line.markCount, Int(line.marks[mark]) < place.offset { mark += 1 }
    while mark + 1 <= line.markCount {
      let (open, close) = (Int(line.marks[mark]), Int(line.marks[mark + 1]))
      guard close < end else { return nil }
      if let kind = kind(Bytes(base: text + open + 1, count: close - open - 1)),
        let start = arrayStart(text, close + 1, end, kind)
      {
        return RecordBatch(kind: kind, start: LineDecoder.Place(offset: start, mark: mark + 2))
      }
      mark += 2
    }
    return nil
  }

  @inline(__always) private static func kind(_ name: Bytes) -> Kind? {
    switch name.count {
    case 6: name.equals("values") ? .pairs : nil
    case 9: name.equals("logEvents") ? .objects : nil
    case 10: name.equals("logRecords") ? .attributed : nil
    default: nil
    }
  }

  /// Where the first element is, if a colon and an array of the right elements follow.
  private static func arrayStart(
    _ text: UnsafePointer<UInt8>, _ from: Int, _ end: Int, _ kind: Kind
  ) -> Int? {
    guard let open = skip(0x3a, text, from, end), let first = skip(0x5b, text, open, end) else {
      return nil
    }
    let isRight = text[first] == (kind == .pairs ? 0x5b : 0x7b)
    return isRight ? first : nil
  }

  /// The pair of a time and a line that begins at a place, and where the next one may.
  static func pair(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, _ place: LineDecoder.Place, _ end: Int
  ) -> (time: Bytes, line: Bytes, rest: LineDecoder.Place)? {
    let mark = place.mark
    guard mark + 3 <= line.markCount, let open = skip(0x5b, text, place.offset, end),
      open == Int(line.marks[mark]),
      let second = skip(0x2c, text, Int(line.marks[mark + 1]) + 1, end),
      second == Int(line.marks[mark + 2]), Int(line.marks[mark + 3]) < end
    else { return nil }
    var at = Int(line.marks[mark + 3]) + 1
    var nextMark = mark + 4
    // Metadata may follow; it holds no brackets but in strings.
    while at < end, text[at] != 0x5d {
      if nextMark + 1 <= line.markCount, at == Int(line.marks[nextMark]) {
        at = Int(line.marks[nextMark + 1])
        nextMark += 2
      }
      at += 1
    }
    let behind = skip(0x2c, text, min(at + 1, end), end) ?? min(at + 1, end)
    return (
      slice(text, line, mark), slice(text, line, mark + 2),
      LineDecoder.Place(offset: behind, mark: nextMark)
    )
  }

  private static func slice(
    _ text: UnsafePointer<UInt8>, _ line: IndexedLine, _ mark: Int
  ) -> Bytes {
    let open = Int(line.marks[mark]) + 1
    return Bytes(base: text + open, count: Int(line.marks[mark + 1]) - open)
  }

  /// Behind a byte, the blanks before it and those after it; nil where something else is there.
  private static func skip(
    _ byte: UInt8, _ text: UnsafePointer<UInt8>, _ from: Int, _ end: Int
  ) -> Int? {
    var i = from
    while i < end, text[i] == 0x20 { i += 1 }
    guard i < end, text[i] == byte else { return nil }
    i += 1
    while i < end, text[i] == 0x20 { i += 1 }
    return i < end ? i : nil
  }
}
