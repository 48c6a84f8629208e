/// `HEAD "REQUEST" STATUS SIZE TAIL`, the family of the common log format: Apache and nginx (common, combined, with
/// the virtual host in front or a forwarded address behind), lighttpd, Traefik, gunicorn, hypercorn, morgan, Werkzeug;
/// and without address or time uvicorn, granian and Django.
enum AccessLogShape {
  static func read(
    _ line: TextLine, into record: inout Record, _ found: inout FoundValues
  ) -> Bool {
    guard line.quoteCount >= 2,
      AccessHead.read(line.bytes.first(line.quote(0)), into: &record),
      let request = QuotedRequest(line)
    else { return false }
    record.set(.status, request.status)
    if !RequestText.read(request.text, into: &record) {
      // What was no HTTP, the server refused it: a request all the same, where the line is beyond doubt one about it.
      guard request.isExact, record.has(.time), Field.status(request.status) != 0 else {
        return false
      }
      RequestText.readMalformed(request.text, into: &record)
    }
    AccessTail.read(line, behind: request, into: &record, &found)
    return true
  }
}
