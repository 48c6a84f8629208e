/// Query parameters and header lines that carry keys: whatever value they have in a text, it is a secret.
struct KeyParameters: Sendable {
  private let names: Set<[UInt8]>
  /// Words that carry a key in a query only: elsewhere they are labels.
  private static let queryNames: Set<[UInt8]> = [Array("key".utf8)]
  private static let nameLimit = 64

  /// `header` is the request header that carries the key.
  init(header: String) {
    let words = ["api_key", "apikey", "api-key", "key", "token", "access_token", "x-api-key"]
    names = Set((words + [header.lowercased()]).map { Array($0.utf8) })
  }

  /// Where the values stand in a text, in order.
  func values(in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var values: [Range<Int>] = []
    var at = 0
    while let sign = text[at...].firstIndex(where: { $0 == 0x3d || $0 == 0x3a }) {
      at = sign + 1
      guard isNamed(text, before: sign) else { continue }
      let value = Self.value(text, behind: sign)
      if !value.isEmpty { values.append(value) }
      at = value.upperBound
    }
    return values
  }

  /// The text with `‹masked›` for every value that is not masked yet.
  func mask(_ text: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var from = 0
    for value in text.withUnsafeBufferPointer({ values(in: $0) })
    where !text[value].starts(with: "‹".utf8) {
      out += text[from..<value.lowerBound] + Array("‹masked›".utf8)
      from = value.upperBound
    }
    return out + text[from...]
  }

  private func isNamed(_ text: UnsafeBufferPointer<UInt8>, before sign: Int) -> Bool {
    var end = sign
    while end > 0, Self.isBlankOrQuote(text[end - 1]) { end -= 1 }
    var start = end
    while start > 0, end - start < Self.nameLimit, Self.isNameByte(text[start - 1]) { start -= 1 }
    let name = text[start..<end].map { (0x41...0x5a).contains($0) ? $0 | 0x20 : $0 }
    guard names.contains(name) else { return false }
    guard Self.queryNames.contains(name) else { return true }
    return text[sign] == 0x3d && start > 0 && [0x3f, 0x26, 0x3b].contains(text[start - 1])
  }

  private static func value(_ text: UnsafeBufferPointer<UInt8>, behind sign: Int) -> Range<Int> {
    var start = sign + 1
    while start < text.count, isBlankOrQuote(text[start]) { start += 1 }
    let end = text[start...].firstIndex(where: isEnd) ?? text.count
    return start..<end
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    EscapedByte.isWordByte(byte) || byte == 0x2d || byte == 0x5f
  }

  /// Also a backslash, since a quote in a quoted text has one, and a bracket, since headers are logged as arrays.
  private static func isBlankOrQuote(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x22 || byte == 0x27 || byte == 0x5c || byte == 0x5b
  }

  private static func isEnd(_ byte: UInt8) -> Bool {
    byte <= 0x20 || [0x22, 0x26, 0x27, 0x2c, 0x3b, 0x5c, 0x7d].contains(byte)
  }
}
