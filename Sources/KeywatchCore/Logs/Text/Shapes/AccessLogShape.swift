/// `ADDRESS IDENT USER [TIME] "METHOD TARGET PROTOCOL" STATUS SIZE`, and behind it whatever a server adds: the common and
/// the combined log format of Apache and nginx (Apache's mod_log_config documentation).
enum AccessLogShape {
  static func read(
    _ line: TextLine, into record: inout Record, _ found: inout FoundValues
  ) -> Bool {
    let bytes = line.bytes
    guard line.quoteCount >= 2, let blank = bytes.firstIndex(of: 0x20), blank > 0,
      let open = bytes.firstIndex(of: 0x5b), open > blank, open < line.quote(0),
      let close = bytes.dropping(open).firstIndex(of: 0x5d)
    else { return false }
    let status = bytes.dropping(line.quote(1) + 1).word(0)
    guard Address(client: bytes.first(blank)) != nil, Field.status(status) != nil,
      RequestText.read(line.quoted(0), into: &record)
    else { return false }
    record.set(.source, bytes.first(blank))
    record.set(.time, bytes.dropping(open + 1).first(close - 1))
    record.set(.status, status)
    if line.quoteCount >= 6 {
      record.set(.referer, line.quoted(1))
      record.set(.userAgent, line.quoted(2))
    }
    return true
  }
}
