/// `METHOD TARGET HTTP/VERSION`, as it stands between quotes.
enum RequestText {
  /// Sets method and path; false where the text is no request line. The protocol may be missing.
  static func read(_ text: Bytes, into record: inout Record) -> Bool {
    guard let blank = text.firstIndex(of: 0x20) else { return false }
    let method = text.first(blank)
    let target = text.dropping(blank + 1)
    // A target with blanks in it stands there as it came; only what follows the last one is the protocol.
    let end = target.lastIndex(of: 0x20).flatMap { at in
      target.dropping(at + 1).hasPrefix("HTTP/") ? at : nil
    }
    let path = target.first(end ?? target.count)
    guard Field.isMethod(method), Field.isPath(path) else { return false }
    record.set(.method, method)
    record.set(.path, path)
    return true
  }
}
