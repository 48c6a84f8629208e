/// `[TIME] "REQUEST" STATUS FLAGS …`, the default text of Envoy and of Istio (Envoy's documentation of access logs).
enum EnvoyShape {
  static func read(_ line: TextLine, into record: inout Record) -> Bool {
    let bytes = line.bytes
    guard bytes.count > 0, bytes[0] == 0x5b, line.quoteCount >= 2,
      let close = bytes.firstIndex(of: 0x5d),
      close + 2 == line.quote(0), let request = QuotedRequest(line)
    else { return false }
    let time = bytes.dropping(1).first(close - 1)
    guard Timestamp(logged: time) != nil, RequestText.read(request.text, into: &record) else {
      return false
    }
    record.set(.time, time)
    record.set(.status, request.status)
    if request.isExact { readFields(line, &record) }
    return true
  }

  /// Forwarded address, user agent, request id, host and upstream; Istio quotes what failed before them, and says from
  /// where the request came behind them.
  private static func readFields(_ line: TextLine, _ record: inout Record) {
    guard line.quoteCount >= 4 else { return }
    let isIstio = line.bytes[line.quote(2) - 2] &- 0x30 >= 10
    let first = isIstio ? 2 : 1
    guard line.quoteCount >= 2 * (first + 5) else { return }
    record.set(.forwardedFor, line.quoted(first))
    record.set(.userAgent, record.resolved(line.quoted(first + 1)))
    record.set(.requestID, line.quoted(first + 2))
    record.set(.host, line.quoted(first + 3))
    let peer = line.bytes.dropping(line.quote(2 * first + 9) + 1).word(3)
    if isIstio, Address(client: peer) != nil { record.set(.source, peer) }
  }
}
