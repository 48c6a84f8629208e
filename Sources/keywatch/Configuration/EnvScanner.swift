/// Walks over the lines of an env file in place; values are pieces of the file, never copies.
struct EnvScanner {
  private let bytes: UnsafeMutableRawBufferPointer
  /// Where the next line begins, and the rest of the present one.
  private var next = 0
  private var at = 0
  private var end = 0
  /// The number of the present line, from 1.
  private(set) var line = 0

  init(_ bytes: UnsafeMutableRawBufferPointer) {
    self.bytes = bytes
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    if bytes.starts(with: mark) { next = mark.count }
  }

  /// Goes on to the next line; false at the end.
  mutating func nextLine() -> Bool {
    guard next < bytes.count else { return false }
    at = next
    end = bytes[at...].firstIndex(of: 0x0a) ?? bytes.count
    next = end + 1
    if end > at, bytes[end - 1] == 0x0d { end -= 1 }
    line += 1
    return true
  }

  /// Which of `names` the line assigns to, and goes on behind the `=`; nil for none of them.
  mutating func assignment(to names: [String]) -> String? {
    skipBlanks()
    let export = "export"
    if starts(with: export), at + export.utf8.count < end, isBlank(bytes[at + export.utf8.count]) {
      at += export.utf8.count
      skipBlanks()
    }
    for name in names where starts(with: name) {
      let start = at
      at += name.utf8.count
      skipBlanks()
      if at < end, bytes[at] == UInt8(ascii: "=") {
        at += 1
        return name
      }
      at = start
    }
    return nil
  }

  /// The value behind the `=`; nil where its quotes do not close or something stands behind them.
  mutating func value() -> UnsafeRawBufferPointer? {
    let isBehindBlank = at < end && isBlank(bytes[at])
    skipBlanks()
    guard at < end else { return piece(at, at) }
    switch bytes[at] {
    case UInt8(ascii: "'"), UInt8(ascii: "\""): return quoted(by: bytes[at])
    case UInt8(ascii: "#") where isBehindBlank: return piece(at, at)
    default: return bare()
    }
  }

  /// Up to a comment or the end, without blanks at its end.
  private func bare() -> UnsafeRawBufferPointer {
    var stop = at
    while stop < end, !(bytes[stop] == UInt8(ascii: "#") && isBlank(bytes[stop - 1])) { stop += 1 }
    while stop > at, isBlank(bytes[stop - 1]) { stop -= 1 }
    return piece(at, stop)
  }

  /// Between quotes; in double quotes a backslash gives what follows it, or a control character.
  private mutating func quoted(by quote: UInt8) -> UnsafeRawBufferPointer? {
    let start = at + 1
    var (from, to) = (start, start)
    while from < end, bytes[from] != quote {
      if quote == UInt8(ascii: "\""), bytes[from] == UInt8(ascii: "\\"), from + 1 < end {
        from += 1
        bytes[to] = Self.escaped(bytes[from])
      } else {
        bytes[to] = bytes[from]
      }
      from += 1
      to += 1
    }
    guard from < end else { return nil }
    at = from + 1
    skipBlanks()
    return at == end || bytes[at] == UInt8(ascii: "#") ? piece(start, to) : nil
  }

  private static func escaped(_ byte: UInt8) -> UInt8 {
    switch byte {
    case UInt8(ascii: "n"): 0x0a
    case UInt8(ascii: "r"): 0x0d
    case UInt8(ascii: "t"): 0x09
    default: byte
    }
  }

  private func piece(_ from: Int, _ to: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[from..<to])
  }

  private func starts(with text: String) -> Bool { bytes[at..<end].starts(with: text.utf8) }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private mutating func skipBlanks() {
    while at < end, isBlank(bytes[at]) { at += 1 }
  }
}
