import KeywatchCore
import KeywatchReport
import Testing

@testable import keywatch

struct CallerLineYAMLTests {
  private static let hostile = [
    "acme", "null", "~", "true", "-", "- a", "#x", "a: b", "{ }", "]", "a, b", "\"", "\\", "'",
    "a\"}], x: {", "%", "@x", "`", "!tag", "&a", "|", ">", "?", "a #b", " a ", "1e3", "é", "日本語",
    "\u{1b}[2J", "\u{202e}evil", "a\nb", "\u{7f}", "\u{85}", "\u{2028}", "👍🏽", "$(id)",
  ]

  private func read(_ line: String) throws -> [Caller] {
    let text = "callers:\n  - { name: steve-glen.com }\n  \(line)\n"
    return Array(try Configuration(yaml: text, file: "keywatch.yaml").callers.dropFirst())
  }

  @Test(arguments: hostile) func `a line is read back as what it was made of`(text: String) throws {
    let matches: [Caller.Match] = [
      .userAgent(text + "*"), .client(text), .host(text), .referer(text),
    ]
    let caller = Caller(name: text, match: matches)
    #expect(try read(caller.yamlLine) == [caller])
    #expect(caller.yamlLine.utf8.allSatisfy { (0x20...0x7e).contains($0) })
  }

  @Test(arguments: ["203.0.113.9", "203.0.113.0/24", "2001:db8::9", "2001:db8::/32", "::"])
  func `an address is read back as itself`(text: String) throws {
    let block = try #require(AddressBlock(text))
    let caller = Caller(name: text, match: [.source(block)])
    #expect(try read(caller.yamlLine) == [caller])
  }

  @Test func `what needs no quotes has none`() throws {
    let block = try #require(AddressBlock("203.0.113.9"))
    #expect(
      Caller(name: "acme-1", match: [.source(block), .userAgent("acme*")]).yamlLine
        == "- { name: acme-1, match: [{ source: 203.0.113.9 }, { user_agent: \"acme*\" }] }")
  }
}
