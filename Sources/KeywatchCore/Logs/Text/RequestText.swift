/// `METHOD TARGET HTTP/VERSION`, as it stands between quotes.
enum RequestText {
  /// Sets method and path; false where the text is no request line. The protocol may be missing.
  static func read(_ text: Bytes, into record: inout Record) -> Bool {
    guard let blank = text.firstIndex(of: 0x20) else { return false }
    let method = text.first(blank)
    let target = text.dropping(blank + 1)
    // A target with blanks in it stands there as it came; only what follows the last one is the protocol.
    let end = target.lastIndex(of: 0x20).flatMap { at in
      isProtocol(target.dropping(at + 1)) ? at : nil
    }
    let path = target.first(end ?? target.count)
    let isKnown = Field.isMethod(method)
    guard isKnown || end != nil, Field.isPath(path) else { return false }
    record.set(.method, isKnown ? method : method.first(0))
    record.set(.path, record.resolved(path))
    return true
  }

  /// Sets the method of a request that was no HTTP, empty where it had none.
  static func readMalformed(_ text: Bytes, into record: inout Record) {
    let word = text.first(text.firstIndex(of: 0x20) ?? text.count)
    record.set(.method, Field.isMethod(word) ? word : word.first(0))
  }

  /// Whether a text begins with a method and what can begin a target.
  static func begins(_ text: Bytes) -> Bool {
    guard let blank = text.first(16).firstIndex(of: 0x20), Field.isMethod(text.first(blank)) else {
      return false
    }
    return Field.isPath(text.dropping(blank + 1).word(0))
  }

  /// `HTTP/1.1`, or as hypercorn writes it `1.1`.
  private static func isProtocol(_ word: Bytes) -> Bool {
    if word.hasPrefix("HTTP/") { return true }
    return word.equals("1.1") || word.equals("2") || word.equals("3") || word.equals("1.0")
  }
}
