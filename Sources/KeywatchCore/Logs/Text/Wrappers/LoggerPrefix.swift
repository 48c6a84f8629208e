/// What loggers of applications put before a line: a time, a level, and around them names, process numbers and threads in
/// brackets or before a dash or colon (`2026-11-22 12:59:29,350 - auth - INFO - `, `[TIME] [17] [INFO] `, `TIME INFO
/// [main] org.example.Auth - `).
enum LoggerPrefix {
  /// Words it may have.
  private static let limit = 12

  static func strip(_ line: TextLine) -> Layer? {
    guard let first = line.bytes.count > 12 ? line.bytes[0] : nil,
      first == 0x5b || first &- 0x30 < 10
    else { return nil }
    var start = LineStart(line.bytes)
    let isBracketed = start.take(0x5b)
    guard let time = start.takeTime(gap: 0x20) ?? start.takeTime(),
      !isBracketed || start.take(0x5d)
    else { return nil }
    var parts = Parts()
    for _ in 0..<limit {
      start.takeBlanks()
      guard parts.take(&start) else { break }
    }
    return parts.hasLevel ? Layer(length: start.count, time: time, isLogger: true) : nil
  }

  /// What was taken so far. Behind the level, where the message may begin, a name needs a dot in it, or dashes on both
  /// sides and none before the level: `INFO agent: …` is a message.
  private struct Parts {
    var hasLevel = false
    private var hasName = false
    private var isBehindDash = false

    mutating func take(_ start: inout LineStart) -> Bool {
      var behind = start
      if let text = behind.takeBracketed() {
        guard text.isLevel || Address(client: text) == nil else { return false }
        hasLevel = hasLevel || text.isLevel
        start = behind
        return true
      }
      guard let word = behind.takeWord() else { return false }
      if word.bytes.allSatisfy({ $0 == 0x2d || $0 == 0x3a || $0 == 0x7c }) {
        isBehindDash = true
      } else {
        guard takeWord(word, &behind) else { return false }
        isBehindDash = false
      }
      start = behind
      return true
    }

    private mutating func takeWord(_ word: Bytes, _ behind: inout LineStart) -> Bool {
      let hasColon = word.last == 0x3a
      let name = hasColon ? word.first(word.count - 1) : word
      if name.isLevel, !hasLevel {
        hasLevel = true
        return true
      }
      // Flask: `LEVEL in MODULE: `.
      if hasLevel, !hasName, word.equals("in"), behind.takeWord()?.last == 0x3a {
        hasName = true
        return true
      }
      var mark = behind
      mark.takeBlanks()
      guard name.isName, Address(client: name) == nil,
        hasColon || mark.next == 0x2d || mark.next == 0x3a || mark.next == 0x7c
      else { return false }
      let isPlain = name.firstIndex(of: 0x2e) == nil && !name.isDigits
      if hasLevel, isPlain { guard isBehindDash, !hasName, !hasColon else { return false } }
      hasName = true
      return true
    }
  }
}
