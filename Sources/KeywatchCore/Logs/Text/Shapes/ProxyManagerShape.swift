/// `[TIME] … STATUS - METHOD SCHEME HOST "PATH" [Client ADDRESS] … "USER AGENT" "REFERER"`, the log of Nginx Proxy Manager.
enum ProxyManagerShape {
  static func read(_ line: TextLine, into record: inout Record) -> Bool {
    let bytes = line.bytes
    guard bytes.count > 30, bytes[0] == 0x5b, bytes[27] == 0x5d, line.quoteCount >= 2,
      line.quote(0) > 29
    else { return false }
    let time = bytes.dropping(1).first(26)
    let words = bytes.first(line.quote(0)).dropping(28)
    // State of the cache and status of the upstream are only there where it was asked.
    let first = words.word(1).equals("-") ? 0 : 2
    let status = words.word(first)
    let method = words.word(first + 2)
    let client = bytes.dropping(line.quote(1) + 1)
    guard words.word(first + 1).equals("-"), !words.word(first + 4).isEmpty,
      words.word(first + 5).isEmpty, Field.status(status) != nil, client.hasPrefix(" [Client "),
      Timestamp(logged: time) != nil
    else { return false }
    let path = line.quoted(0)
    if Field.isPath(path) { record.set(.path, record.resolved(path)) }
    record.set(.method, Field.isMethod(method) ? method : method.first(0))
    record.set(.time, time)
    record.set(.status, status)
    record.set(.host, words.word(first + 4))
    let source = client.dropping(9).first(client.dropping(9).firstIndex(of: 0x5d) ?? 0)
    if Address(client: source) != nil { record.set(.source, source) }
    if line.quoteCount >= 6 {
      record.set(.userAgent, record.resolved(line.quoted(1)))
      record.set(.referer, record.resolved(line.quoted(2)))
    }
    return true
  }
}
