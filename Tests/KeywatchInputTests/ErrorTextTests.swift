import Testing

@testable import KeywatchInput

struct ErrorTextTests {
  private func text(
    _ parts: String..., mask: @escaping @Sendable ([UInt8]) -> [UInt8] = { $0 }
  ) -> ErrorText {
    var text = ErrorText(of: "doctl apps logs ID", mask: mask)
    for part in parts { Array(part.utf8).withUnsafeBytes { text.take($0) } }
    text.finish()
    return text
  }

  @Test func `the newest line that has something in it is kept, however it was cut`() {
    #expect(text("one\ntw", "o", "\n\n  \n").newest == "two")
    #expect(text("one\ntwo").newest == "two")
  }

  @Test func `what a line meant stays known`() {
    let text = text("Error: access token is required\nexit\n")
    #expect(text.newest == "exit")
    #expect(text.diagnosis?.cure == "doctl auth init")
  }

  @Test func `escape sequences and control characters are left out`() {
    #expect(text("\u{1b}[31mError\u{1b}[0m: a\rb\u{7}\u{9b}2J\u{202e}c").newest == "Error: ab2Jc")
  }

  @Test func `a line of any length is cut`() {
    let long = String(repeating: "x", count: 3_000_000)
    #expect(text(long + "\n").newest.count == ErrorText.limit)
  }

  @Test func `it is masked before it is kept`() {
    let text = text("a FAKE-key b\n") { _ in Array("a ‹shared› b".utf8) }
    #expect(text.newest == "a ‹shared› b")
  }
}
