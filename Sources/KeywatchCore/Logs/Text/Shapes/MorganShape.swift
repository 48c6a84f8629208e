/// `METHOD URL STATUS SIZE - DURATION ms`, `METHOD URL STATUS DURATION ms - SIZE` and
/// `ADDRESS USER METHOD URL PROTOCOL STATUS SIZE - DURATION ms`: the formats tiny, dev and short of morgan.
enum MorganShape {
  static func read(_ line: TextLine, into record: inout Record) -> Bool {
    let bytes = line.bytes
    // Cheap to refuse: they end with `ms` or `- SIZE`.
    guard let last = bytes.last, last == 0x73 || last == 0x2d || last &- 0x30 < 10 else {
      return false
    }
    let method = bytes.first(12).word(0)
    if Field.isMethod(method) { return readBrief(bytes, method, &record) }
    return readShort(bytes, &record)
  }

  private static func readBrief(_ bytes: Bytes, _ method: Bytes, _ record: inout Record) -> Bool {
    let path = bytes.word(1)
    let rest = bytes.dropping(method.count + 1 + path.count)
    let isTiny = rest.word(2).equals("-") && rest.word(4).equals("ms")
    let isDev = rest.word(2).equals("ms") && rest.word(3).equals("-")
    guard isTiny || isDev, rest.word(5).isEmpty, !rest.word(4).isEmpty, Field.isPath(path),
      Field.status(rest.word(0)) != nil, isNumber(rest.word(isTiny ? 3 : 1))
    else { return false }
    record.set(.method, method)
    record.set(.path, path)
    record.set(.status, rest.word(0))
    return true
  }

  /// The user may have any words, so those behind are counted from the right.
  private static func readShort(_ bytes: Bytes, _ record: inout Record) -> Bool {
    let source = bytes.first(bytes.firstIndex(of: 0x20) ?? 0)
    var rest = bytes.dropping(source.count)
    guard lastWord(&rest).equals("ms"), isNumber(lastWord(&rest)), lastWord(&rest).equals("-")
    else { return false }
    let size = lastWord(&rest)
    let status = lastWord(&rest)
    guard size.equals("-") || isNumber(size), Field.status(status) != nil,
      lastWord(&rest).hasPrefix("HTTP/")
    else { return false }
    let path = lastWord(&rest)
    let method = lastWord(&rest)
    guard Field.isPath(path), Field.isMethod(method), Address(client: source) != nil else {
      return false
    }
    record.set(.source, source)
    record.set(.method, method)
    record.set(.path, path)
    record.set(.status, status)
    return true
  }

  private static func lastWord(_ rest: inout Bytes) -> Bytes {
    let text = rest.trimmed
    let start = text.lastIndex(of: 0x20).map { $0 + 1 } ?? 0
    rest = text.first(start)
    return text.dropping(start)
  }

  /// A number of milliseconds, or `-` where nothing was answered.
  private static func isNumber(_ word: Bytes) -> Bool {
    word.equals("-") || Field.decimal(word) != nil
  }
}
