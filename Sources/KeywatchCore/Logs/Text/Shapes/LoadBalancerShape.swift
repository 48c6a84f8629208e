/// `TYPE TIME BALANCER CLIENT TARGET SECONDS×3 STATUS STATUS SIZE SIZE "REQUEST" "USER AGENT" …`, the access logs of
/// AWS load balancers; the classic ones write no type (AWS's documentation of both).
enum LoadBalancerShape {
  static func read(_ line: TextLine, into record: inout Record) -> Bool {
    guard line.quoteCount >= 4 else { return false }
    let head = line.bytes.first(line.quote(0))
    let first = head.first(24).word(0)
    let isClassic = first.count >= 20
    guard isClassic || isType(first) else { return false }
    let words = isClassic ? head : head.dropping(first.count)
    let time = words.word(0)
    let status = words.word(7)
    guard time.count >= 20, time[10] == 0x54, Timestamp(logged: time) != nil,
      Field.status(status) != nil, !words.word(10).isEmpty, words.word(11).isEmpty,
      let source = address(words.word(2))
    else { return false }
    let text = line.quoted(0)
    if !RequestText.read(text, into: &record) {
      // `- - - ` of a connection that carried no HTTP.
      guard Field.status(status) != 0 else { return false }
      RequestText.readMalformed(text, into: &record)
    }
    record.set(.time, time)
    record.set(.source, source)
    record.set(.status, status)
    record.set(.userAgent, record.resolved(line.quoted(1)))
    if line.quoteCount >= 6 { record.set(.requestID, line.quoted(2)) }
    if line.quoteCount >= 8 { record.set(.host, line.quoted(3)) }
    return true
  }

  private static func isType(_ word: Bytes) -> Bool {
    word.equals("http") || word.equals("https") || word.equals("h2") || word.equals("ws")
      || word.equals("wss") || word.equals("grpc") || word.equals("grpcs")
  }

  /// An address without its port, which stands behind IPv6 without brackets too.
  private static func address(_ word: Bytes) -> Bytes? {
    guard let colon = word.lastIndex(of: 0x3a) else { return nil }
    let address = word.first(colon)
    return Address(client: address) != nil ? address : nil
  }
}
