/// A request between quotes and the status behind it, in a line whose first quote opens the request.
struct QuotedRequest {
  /// What stands between the quotes, as it is.
  let text: Bytes
  let status: Bytes
  /// The number of the quote that closes it.
  let close: Int
  /// Whether every quote of the line stands where a field begins or ends, so that the quotes part the fields.
  let isExact: Bool

  /// nil where no quote has a status behind it.
  init?(_ line: TextLine) {
    let rest = line.bytes.dropping(line.quote(0) + 1)
    if Self.isExact(line), let status = Self.status(line, behind: 1) {
      self.init(text: line.quoted(0), status: status, close: 1, isExact: true)
      return
    }
    // Quotes that the client sent and nobody escaped: its path may hold what looks like the end of the request, so the
    // last one that can be it is it.
    guard RequestText.begins(rest) else { return nil }
    var close = line.quoteCount - 1
    while close > 0 {
      if let status = Self.status(line, behind: close) {
        let text = rest.first(line.quote(close) - line.quote(0) - 1)
        self.init(text: text, status: status, close: close, isExact: false)
        return
      }
      close -= 1
    }
    return nil
  }

  private init(text: Bytes, status: Bytes, close: Int, isExact: Bool) {
    self.text = text
    self.status = status
    self.close = close
    self.isExact = isExact
  }

  /// Whether each opening quote stands behind a blank or an equals sign, and each closing one before a blank.
  @inline(__always)
  private static func isExact(_ line: TextLine) -> Bool {
    let count = line.quoteCount
    guard count & 1 == 0 else { return false }
    var number = 1
    while number < count {
      let behind = line.quote(number) &+ 1
      guard behind == line.bytes.count || line.bytes[behind] == 0x20 else { return false }
      number &+= 1
      if number < count {
        let before = line.bytes[line.quote(number) &- 1]
        guard before == 0x20 || before == 0x3d else { return false }
      }
      number &+= 1
    }
    return true
  }

  /// The status behind a quote and one blank.
  @inline(__always)
  private static func status(_ line: TextLine, behind number: Int) -> Bytes? {
    let rest = line.bytes.dropping(line.quote(number) &+ 1)
    guard rest.count > 1, rest[0] == 0x20 else { return nil }
    // 401, or - where the client was gone.
    let length = rest[1] == 0x2d ? 1 : 3
    guard rest.count > length, rest.count == length + 1 || rest[length + 1] == 0x20 else {
      return nil
    }
    let status = rest.dropping(1).first(length)
    return Field.status(status) != nil ? status : nil
  }
}
