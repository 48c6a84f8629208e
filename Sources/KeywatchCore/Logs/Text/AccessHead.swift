/// What stands before the request in an access line: from where it came, to which host, and when.
enum AccessHead {
  /// Sets source, host and time as far as they are stated; false where no access line begins like this.
  static func read(_ head: Bytes, into record: inout Record) -> Bool {
    guard head.last == 0x20 else { return false }
    let head = head.first(head.count - 1)
    switch head.last {
    case 0x5d: return readTimed(head, into: &record)
    case 0x2d: return readBrief(head, into: &record)
    default: return false
    }
  }

  /// `ADDRESS IDENT USER [TIME]`, `HOST ADDRESS IDENT USER [TIME]` or `[TIME]`. What the user is called is up to the
  /// client, so the time is looked for from the right.
  private static func readTimed(_ head: Bytes, into record: inout Record) -> Bool {
    guard let open = timeStart(head) else { return false }
    let time = head.dropping(open + 1).first(head.count - open - 2)
    guard isCommon(time) || open > 0 && Timestamp(logged: time) != nil else { return false }
    record.set(.time, time)
    if open == 0 { return true }
    return head[open - 1] == 0x20 && readNames(head.first(open - 1), into: &record)
  }

  private static func timeStart(_ head: Bytes) -> Int? {
    // [22/Nov/2026:12:55:20 +0000] and [22/Nov/2026 12:55:20].
    for width in [28, 22] where head.count >= width && head[head.count - width] == 0x5b {
      return head.count - width
    }
    return head.lastIndex(of: 0x5b)
  }

  private static func isCommon(_ time: Bytes) -> Bool {
    time.count >= 20 && time[2] == 0x2f && time[6] == 0x2f
  }

  private static func readNames(_ names: Bytes, into record: inout Record) -> Bool {
    let first = names.first(names.firstIndex(of: 0x20) ?? names.count)
    let second = names.dropping(first.count).word(0)
    if Address(client: first) != nil {
      record.set(.source, first)
      // lighttpd names the host here.
      if second.count > 1, second.firstIndex(of: 0x2e) != nil { record.set(.host, second) }
      return true
    }
    guard isHost(first), Timestamp(logged: first) == nil else { return false }
    if Address(client: second) != nil {
      record.set(.host, first)
      record.set(.source, second)
      return true
    }
    // Without an address only what has exactly the words of the format.
    return second.equals("-") && !names.word(2).isEmpty && names.word(3).isEmpty
  }

  /// `ADDRESS -`, `ADDRESS - -`, `[TIME] ADDRESS -` or, behind a socket of the system, `-`.
  private static func readBrief(_ head: Bytes, into record: inout Record) -> Bool {
    if head.count == 1 { return true }
    var rest = head
    if head[0] == 0x5b {
      guard let close = head.firstIndex(of: 0x5d), close + 1 < head.count, head[close + 1] == 0x20
      else { return false }
      let time = head.dropping(1).first(close - 1)
      guard Timestamp(logged: time) != nil else { return false }
      record.set(.time, time)
      rest = head.dropping(close + 2)
    }
    let first = rest.first(rest.firstIndex(of: 0x20) ?? rest.count)
    let behind = rest.dropping(first.count)
    guard behind.equals(" -") || behind.equals(" - -"), Address(client: first) != nil else {
      return false
    }
    record.set(.source, first)
    return true
  }

  /// A name or an address in brackets, and a port behind it.
  private static func isHost(_ word: Bytes) -> Bool {
    var name = word
    if let colon = word.lastIndex(of: 0x3a), word[0] != 0x5b || word[colon - 1] == 0x5d {
      guard colon + 1 < word.count, word.dropping(colon + 1).bytes.allSatisfy({ $0 &- 0x30 < 10 })
      else { return false }
      name = word.first(colon)
    }
    if name.count > 0, name[0] == 0x5b { return name.last == 0x5d && Address(client: name) != nil }
    return name.count > 0
      && name.bytes.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f: true
        default: false
        }
      }
  }
}
