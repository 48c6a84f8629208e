import KeywatchCore
import Testing

@testable import keywatch

struct OperatorTextTests {
  private static let key = "FAKE-shared-webhook-key-0000000000000000000000000000000000000002"

  private func text(_ argument: String) throws -> String {
    var configuration = try Configuration.builtIn()
    let print = Self.key.utf8.withContiguousStorageIfAvailable {
      Fingerprint(ofKey: UnsafeRawBufferPointer($0))
    }
    configuration.keys[1].fingerprint = print
    return try OperatorText(argument, of: "the text", configuration).text
  }

  @Test(arguments: [
    ("all switched", "all switched"), ("  two\n lines\t", "two lines"),
    ("a\u{1b}[31mred", "a [31mred"), ("a\u{202e}b\u{200b}", "a b"), ("café 日本", "café 日本"),
  ])
  func `what cannot be seen becomes a blank`(argument: String, wanted: String) throws {
    #expect(try text(argument) == wanted)
  }

  @Test func `nothing, and too much, is refused`() {
    #expect(throws: Failure.usage("the text is empty")) { try text(" \u{200b}\n") }
    #expect(throws: Failure.usage("the text is longer than 500 characters")) {
      try text(String(repeating: "x", count: 501))
    }
    #expect(throws: Never.self) { try text(String(repeating: "é", count: 500)) }
  }

  @Test func `a key in it is refused and not repeated`() throws {
    for argument in ["it was \(Self.key)", "x\(Self.key)", Self.key + "\u{200b}"] {
      let failure = #expect(throws: Failure.self) { try text(argument) }
      #expect(failure?.status == 64)
      #expect(failure?.text.contains("the key shared") == true)
      #expect(failure?.text.contains("FAKE") == false)
    }
  }
}
