/// `<134>1 TIME HOST APP PROCESS ID DATA LINE` (RFC 5424). Heroku leaves out the data, and rsyslog writes two blanks
/// before the line.
enum SyslogProtocol {
  static func strip(_ line: TextLine) -> Layer? {
    var start = LineStart(line.bytes)
    guard start.take(0x3c), let priority = start.take(upTo: 0x3e), priority.count <= 3,
      priority.isDigits, start.take("1 ")
    else { return nil }
    let time = start.takeTime()
    guard time != nil || start.take(0x2d), start.take(0x20) else { return nil }
    for _ in 0..<4 { guard start.takeWord() != nil else { return nil } }
    let rest = start.rest
    let data = rest.count > 0 && rest[0] == 0x2d ? 1 : dataLength(rest)
    if data == rest.count || data > 0 && rest[data] == 0x20 {
      start.take(count: data)
      start.takeBlanks()
    }
    return Layer(length: start.count, time: time, isSyslog: true)
  }

  /// Bytes of the structured data that a text begins with, `[id name="value" …]` once or more; 0 where it does not.
  private static func dataLength(_ text: Bytes) -> Int {
    var i = 0
    while i < text.count, text[i] == 0x5b {
      guard let end = elementEnd(text, i) else { return 0 }
      i = end
    }
    return i
  }

  private static func elementEnd(_ text: Bytes, _ start: Int) -> Int? {
    var i = start + 1
    // The id and the names have neither blanks nor quotes.
    while i < text.count, text[i] > 0x20, text[i] != 0x5d, text[i] != 0x22, text[i] != 0x3d {
      i += 1
    }
    guard i > start + 1 else { return nil }
    while i < text.count {
      while i < text.count, text[i] == 0x20 { i += 1 }
      if i < text.count, text[i] == 0x5d { return i + 1 }
      while i < text.count, text[i] > 0x20, text[i] != 0x5d, text[i] != 0x22, text[i] != 0x3d {
        i += 1
      }
      guard i < text.count, text[i] == 0x3d else { return nil }
      i += 1
      while i < text.count, text[i] == 0x20 { i += 1 }
      guard i < text.count, text[i] == 0x22 else { return nil }
      i += 1
      while i < text.count, text[i] != 0x22 { i += text[i] == 0x5c ? 2 : 1 }
      i += 1
    }
    return nil
  }
}
