/// Pairs of a text as fields, with what several writers of pairs have in common.
enum PairText {
  /// Adds the pairs from `offset` on; returns how many had a value, nil where something stands among them that is none.
  @inline(__always)
  static func read(
    _ text: Bytes, from offset: Int = 0, quotes: Quotes = .any, into record: inout Record,
    _ found: inout FoundValues
  ) -> Int? {
    var walk = PairWalk(text, from: offset)
    var count = 0
    while let pair = walk.next() {
      if quotes == .double, pair.quote == 0x27 { return nil }
      if !pair.isFlag { count &+= 1 }
      add(pair, into: &record, &found)
    }
    return walk.isBroken ? nil : count
  }

  enum Quotes { case double, any }

  @inline(__always)
  static func add(
    _ pair: PairWalk.Pair, into record: inout Record, _ found: inout FoundValues
  ) {
    let value = pair.hasEscapes ? record.resolved(pair.value) : pair.value
    if isRequest(pair.name), RequestText.read(value, into: &record) { return }
    if value.count <= 1, isUnreadMethod(pair.name, value) {
      return record.set(.method, value.first(0))
    }
    found.add(pair.name, value, pair.kind)
  }

  /// Whether a server says that it could read no method: the line is about a request all the same.
  private static func isUnreadMethod(_ name: Bytes, _ value: Bytes) -> Bool {
    guard value.isEmpty || value.equals("-") else { return false }
    return name.equals("method") || name.equals("request_method")
  }

  /// Whether a value may be a whole request line (`request='POST /batch'`).
  @inline(__always) static func isRequest(_ name: Bytes) -> Bool {
    guard name[0] == 0x72 else { return false }
    return name.equals("request") || name.equals("req") || name.equals("request_line")
  }
}
