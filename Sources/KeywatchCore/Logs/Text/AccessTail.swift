/// What stands behind request and status in an access line: size, referer, user agent, and what a server adds.
enum AccessTail {
  /// Sets referer, user agent and forwarded address; values with names, and words that are labels of keys, are only
  /// taken from behind the last field a client writes.
  static func read(
    _ line: TextLine, behind request: QuotedRequest, into record: inout Record,
    _ found: inout FoundValues
  ) {
    let bytes = line.bytes
    var at = line.quote(request.close) + 2 + request.status.count
    var mark = request.close + 1
    skipSize(bytes, &at)
    if request.isExact {
      var fields = 0
      while fields < 2, mark < line.quoteCount, line.quote(mark) == at + 1 {
        let value = bytes.dropping(at + 2).first(line.quote(mark + 1) - at - 2)
        record.set(fields == 0 ? .referer : .userAgent, record.resolved(value))
        at = line.quote(mark + 1) + 1
        mark += 2
        fields += 1
      }
    } else if mark < line.quoteCount {
      readUnescaped(line, from: mark, at: at + 1, into: &record)
      mark = line.quoteCount
      at = line.quote(mark - 1) + 1
    }
    if at < bytes.count { readAdded(line, at, mark, into: &record, &found) }
  }

  private static func skipSize(_ bytes: Bytes, _ at: inout Int) {
    guard at + 1 < bytes.count, bytes[at] == 0x20 else { return }
    var end = at + 1
    if bytes[end] == 0x2d {
      end += 1
    } else {
      while end < bytes.count, bytes[end] &- 0x30 < 10 { end += 1 }
    }
    if end == bytes.count || bytes[end] == 0x20 { at = end }
  }

  /// `"REFERER" "USER AGENT"` with quotes inside: the first `" "` parts them, and the last quote ends them.
  private static func readUnescaped(
    _ line: TextLine, from mark: Int, at: Int, into record: inout Record
  ) {
    guard line.quote(mark) == at else { return }
    var close = mark + 1
    while close + 1 < line.quoteCount {
      if line.quote(close + 1) == line.quote(close) + 2, line.bytes[line.quote(close) + 1] == 0x20 {
        let agent = line.quote(close + 1) + 1
        let last = line.quote(line.quoteCount - 1)
        record.set(.referer, line.bytes.dropping(at + 1).first(line.quote(close) - at - 1))
        if last >= agent { record.set(.userAgent, line.bytes.dropping(agent).first(last - agent)) }
        return
      }
      close += 1
    }
  }

  /// Words, quoted values, and values with names, in any order.
  private static func readAdded(
    _ line: TextLine, _ start: Int, _ firstMark: Int, into record: inout Record,
    _ found: inout FoundValues
  ) {
    let bytes = line.bytes
    var (at, mark) = (start, firstMark)
    var label: Bytes?
    var labels = 0
    while at < bytes.count {
      if bytes[at] == 0x20 {
        at += 1
        continue
      }
      let rest = bytes.dropping(at)
      var word = rest.first(rest.firstIndex(of: 0x20) ?? rest.count)
      var quoted: Bytes?
      if mark + 1 < line.quoteCount, line.quote(mark) < at + word.count {
        word = rest.first(line.quote(mark) - at)
        let open = line.quote(mark) + 1
        quoted = bytes.dropping(open).first(line.quote(mark + 1) - open)
        at = line.quote(mark + 1) + 1
        mark += 2
      } else {
        at += word.count
      }
      if let equals = word.firstIndex(of: 0x3d) {
        let value = quoted.map { record.resolved($0) } ?? word.dropping(equals + 1)
        found.add(word.first(equals), value)
      } else if let quoted {
        if !record.has(.forwardedFor), Address(client: quoted) != nil {
          record.set(.forwardedFor, quoted)
        }
      } else if found.labels.contains(word) {
        if let label, label.bytes.elementsEqual(word.bytes) { continue }
        label = word
        labels += 1
      }
    }
    // Two labels that differ say nothing.
    if labels == 1, let label { record.set(.key, label) }
  }
}
