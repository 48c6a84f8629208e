/// What an application says in words about the key of a request: `Invalid API key attempt from ADDRESS for /path`.
///
/// Only one with an inbound context, an address, a method or a path, is one. What stands behind the path, or between
/// quotes, may be the client's words: of it nothing is taken but an address at the very end.
struct KeySentence {
  private(set) var isRejected = false
  private(set) var reason: Reason?
  private(set) var source: Bytes?
  private(set) var method: Bytes?
  private(set) var path: Bytes?
  private(set) var status: Bytes?
  /// The label of a configured key that the application has recognised.
  private(set) var label: Bytes?

  /// Where the context begins, where the first quote stands, and where the words end that are the application's.
  private var contextStart: Int?
  private var quoteStart: Int?
  private var end: Int

  init?(_ text: Bytes, namesKey: (Bytes) -> Bool) {
    // An object at the end says the same in fields.
    guard text.count >= 8, text.last != 0x7d else { return nil }
    end = min(text.count, KeyEvent.limit)
    guard KeyEvent.isAboutKey(text.first(end)) else { return nil }
    var label: Bytes?
    readContext(text) { before, word in
      if label == nil, Self.introducesLabel(before), namesKey(word) { label = word }
    }
    guard source != nil || method != nil || path != nil else { return nil }
    let words = text.first(min(end, quoteStart ?? end))
    let head = words.first(contextStart ?? end)
    guard let said = KeyEvent.isRejected(head) ?? KeyEvent.isRejected(words),
      KeyEvent.isRejected(words) != nil
    else { return nil }
    isRejected = said
    if said { reason = KeyEvent.reason(head) ?? KeyEvent.reason(words) }
    // Behind `Invalid API key:` stands what the client presented.
    if !said || reason == .scope { self.label = label }
  }

  private mutating func readContext(
    _ text: Bytes, _ visit: (_ before: Bytes, _ word: Bytes) -> Void
  ) {
    var words = SentenceWords(text.first(end))
    var before = text.first(0)
    while let word = words.next() {
      defer { before = word.text }
      if word.isQuoted {
        quoteStart = quoteStart ?? word.start
        guard word.text[1] == 0x2f, Self.introducesPath(before) else { continue }
        contextStart = contextStart ?? word.start
        end = word.start
        return takePath(text.dropping(word.start + 1))
      }
      if word.text[0] == 0x2f, method != nil || Self.introducesPath(before) {
        contextStart = contextStart ?? word.start
        end = word.start
        return takePath(text.dropping(word.start))
      }
      if Address(client: word.text) != nil {
        if source == nil { source = word.text }
        contextStart = contextStart ?? word.start
      } else if Field.isMethod(word.text), word.text[0] < 0x5b {
        method = word.text
        contextStart = contextStart ?? word.start
      } else if Self.introducesStatus(before), Field.status(word.text) != nil {
        status = word.text
      } else if contextStart == nil, quoteStart == nil {
        visit(before, word.text)
      }
    }
    end = words.offset
  }

  /// Takes a path up to the next blank, and behind it the address at the end of the line.
  private mutating func takePath(_ text: Bytes) {
    let word = text.first(text.firstIndex(of: 0x20) ?? text.count)
    path = SentenceWords.trimmed(word)
    guard source == nil, let blank = text.lastIndex(of: 0x20) else { return }
    let last = SentenceWords.trimmed(text.dropping(blank + 1))
    let before = text.first(blank)
    guard let gap = before.lastIndex(of: 0x20), before.dropping(gap + 1).equals("from"),
      !last.isEmpty, Address(client: last) != nil
    else { return }
    source = last
  }

  private static func introducesPath(_ word: Bytes) -> Bool {
    let words: [StaticString] = [
      "for", "on", "to", "path", "endpoint", "route", "request", "accessing", "access", "url",
      "uri",
      "para", "em",
    ]
    return words.contains(where: word.equalsIgnoringCase)
  }

  private static func introducesStatus(_ word: Bytes) -> Bool {
    word.equalsIgnoringCase("status") || word.equalsIgnoringCase("status_code")
  }

  private static func introducesLabel(_ word: Bytes) -> Bool {
    let words: [StaticString] = [
      "key", "keys", "key_id", "api_key", "key_name", "authenticated", "validated", "verified",
      "accepted", "as", "label", "using", "with",
    ]
    return words.contains(where: word.equalsIgnoringCase)
  }
}

extension KeySentence {
  /// Makes a record of it.
  func write(to record: inout Record) {
    record.clear()
    record.grade = .weak
    record.set(
      .event, Self.word(isRejected ? "api key rejected      " : "api key accepted      ", 16))
    record.set(.authOutcome, Self.word(isRejected ? "rejected        " : "accepted        ", 8))
    if let reason { record.set(.authReason, Self.word(of: reason)) }
    if let source { record.set(.source, source) }
    if let method { record.set(.method, method) }
    if let path { record.set(.path, path) }
    if let status { record.set(.status, status) }
    if let label { record.set(.key, label) }
  }

  private static func word(of reason: Reason) -> Bytes {
    switch reason {
    case .missing: word("missing         ", 7)
    case .malformed: word("malformed       ", 9)
    case .retired: word("retired         ", 7)
    case .scope: word("scope           ", 5)
    default: word("unknown         ", 7)
    }
  }

  /// The first bytes of a text; blanks behind them make it long enough for `Bytes`.
  private static func word(_ text: StaticString, _ count: Int) -> Bytes {
    Bytes(base: text.utf8Start, count: count)
  }
}
