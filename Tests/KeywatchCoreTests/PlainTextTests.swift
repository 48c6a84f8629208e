import Testing

@testable import KeywatchCore

struct PlainTextTests {
  @Test(arguments: [
    ("plain", "plain"), ("caf\u{e9} na\u{ef}ve", "caf\u{e9} na\u{ef}ve"),
    ("a\u{1b}[31m", "a^[[31m"), ("a\r\n\tb", "a^M^J^Ib"), ("\u{202e}abc", "<U+202E>abc"),
    ("\u{9b}2J", "<U+9B>2J"), ("\u{e0041}", "<U+E0041>"), ("\u{301}a", "<U+301>a"), ("👍", "👍"),
    ("\\x1b", "\\x1b"), ("^[", "^["), ("❤\u{fe0f}!", "❤!"), ("\u{1b}\u{301}", "^[<U+301>"),
    ("e" + String(repeating: "\u{301}", count: 9), "e\u{301}\u{301}"),
  ])
  func `what a terminal might act on or hide is written out`(text: String, wanted: String) {
    #expect(Array(text.plain.unicodeScalars) == Array(wanted.unicodeScalars))
    #expect(text.plain.plain == text.plain)
  }

  @Test(arguments: [
    ([0x61, 0xff, 0x62], "a\\xffb"), ([0xc3], "\\xc3"), ([0xed, 0xa0, 0x80], "\\xed\\xa0\\x80"),
    ([0xc0, 0x80], "\\xc0\\x80"), ([0xe2, 0x82, 0xac, 0x9b], "€\\x9b"), ([], ""),
    ([0xff, 0xcc, 0x81], "\\xff<U+301>"),
  ])
  func `bytes that are no UTF-8 are written out`(bytes: [UInt8], wanted: String) {
    #expect(PlainText(bytes).text == wanted)
  }

  @Test func `in 7 bits everything else is written out`() {
    var escapes = Escapes(isASCII: true)
    let pieces = "é~".unicodeScalars.map { escapes.piece($0) }
    #expect(pieces == [.written("<U+E9>"), .narrow("~")])
  }
}
