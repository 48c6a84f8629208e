/// `Nov 22 13:00:19 HOST TAG: LINE`, with or without `<PRIORITY>` (RFC 3164), as syslog daemons write files and the
/// journal prints text; `TIME app[web.1]: LINE` of Heroku; a host in brackets, as Papertrail's live view has it.
enum SyslogLine {
  static func strip(_ line: TextLine) -> Layer? {
    var start = LineStart(line.bytes)
    let hasPriority = start.take(0x3c)
    if hasPriority {
      guard let priority = start.take(upTo: 0x3e), priority.count <= 3, priority.isDigits else {
        return nil
      }
    }
    guard let time = takeTime(&start), start.take(0x20) else { return nil }
    if start.takeBracketed() != nil {
      guard start.take(0x20), start.takeWord()?.count == 1 else { return nil }
      return Layer(length: start.count, time: time, isSyslog: true)
    }
    guard var tag = start.takeWord() else { return nil }
    // The host may be missing.
    if tag.last != 0x3a {
      guard tag.isName || Address(bytes: tag.bytes) != nil, let second = start.takeWord() else {
        return nil
      }
      tag = second
    }
    // Behind a time that any application might write, two words and a colon may be a sentence's.
    let needsProcess = !hasPriority && time[4] == 0x2d
    guard tag.last == 0x3a, isTag(tag.first(tag.count - 1), needsProcess: needsProcess) else {
      return nil
    }
    start.takeBlanks()
    return Layer(length: start.count, time: time, isSyslog: true)
  }

  /// `Nov 22 13:00:19`, or `Sun 2026-11-22 13:00:19 UTC` and `2026-11-22T13:00:19+0000` of the journal.
  private static func takeTime(_ start: inout LineStart) -> Bytes? {
    if let time = start.takeTime() { return time }
    let text = start.rest
    guard text.count > 16 else { return nil }
    if text[3] == 0x20, text[8] == 0x2d {
      start.take(count: 4)
      guard let time = start.takeTime(gap: 0x20) else { return nil }
      return start.take(" UTC") ? text.dropping(4).first(time.count + 4) : time
    }
    guard text[3] == 0x20, text[6] == 0x20, text[9] == 0x3a, text[12] == 0x3a,
      let month = start.takeWord(), month.count == 3
    else { return nil }
    start.takeBlanks()
    guard start.takeWord() != nil, let end = start.rest.first(16).firstIndex(of: 0x20) else {
      return nil
    }
    start.take(count: end)
    return Timestamp(yearless: text, near: Timestamp(milliseconds: 0)) == nil
      ? nil : text.first(7 + end)
  }

  /// `nginx`, `gunicorn[4711]`, `postfix/smtpd[7]`.
  private static func isTag(_ tag: Bytes, needsProcess: Bool) -> Bool {
    var name = tag
    if let open = tag.firstIndex(of: 0x5b) {
      guard tag.last == 0x5d else { return false }
      name = tag.first(open)
    } else if needsProcess {
      return false
    }
    return name.count > 0
      && name.bytes.allSatisfy { $0 > 0x20 && $0 != 0x22 && $0 != 0x7b && $0 != 0x3d }
  }
}
