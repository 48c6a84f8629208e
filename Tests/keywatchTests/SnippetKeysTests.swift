import KeywatchCore
import Testing

@testable import keywatch

struct SnippetKeysTests {
  private func keys(_ header: String = "X-API-Key", _ keys: Key...) throws -> SnippetKeys {
    try SnippetKeys(Configuration(name: "test", header: header, apis: [], keys: keys))
  }

  @Test func `they are the configuration's, in its order`() throws {
    let keys = try SnippetKeys(Configuration.builtIn())
    #expect(keys.header == "X-API-Key")
    #expect(keys.entries.map(\.label) == ["dedicated", "shared"])
    #expect(keys.entries.map(\.variable) == ["TRACKING_INGEST_API_KEY", "WEBHOOK_API_KEY"])
  }

  @Test func `a name that would need quoting gives way to a label or the variable`() throws {
    let keys = try keys(
      "X-API-Key", Key(name: "the \"first\"", labels: ["a b", "first.key"], apis: []),
      Key(name: "second $1", environment: "SECOND", apis: []))
    #expect(keys.entries.map(\.label) == ["first.key", "SECOND"])
  }

  @Test func `a key without a variable gets one that is called like it`() throws {
    let keys = try keys("X-API-Key", Key(name: "partner-2", apis: []), Key(name: "2nd", apis: []))
    #expect(keys.entries.map(\.variable) == ["PARTNER_2_API_KEY", "KEY_2ND_API_KEY"])
  }

  @Test func `what cannot stand in a configuration is an error of the configuration`() throws {
    #expect(throws: Failure.self) { try keys("X-Key\"") }
    #expect(throws: Failure.self) { try keys("X-API-Key", Key(name: "a\nb", apis: [])) }
  }

  @Test(arguments: Snippet.all.filter { $0.name != "systemd" })
  func `a snippet names every key and its variable, and says how to install it`(snippet: Snippet)
    throws
  {
    let keys = try keys(
      "X-Other-Key", Key(name: "one", environment: "FIRST", apis: []), Key(name: "two", apis: []),
      Key(name: "three", environment: "THIRD", apis: []))
    let text = snippet.text(keys)
    for word in ["one", "FIRST", "two", "TWO_API_KEY", "three", "THIRD"] {
      #expect(text.contains(word), "\(word)")
    }
    let headers = ["X-Other-Key", "x-other-key", "http_x_other_key", "HTTP_X_OTHER_KEY"]
    #expect(headers.contains(where: text.contains))
    #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
  }

  @Test func `the file for Flask is short enough to be read before it is used`() throws {
    let text = Snippet.flask(try SnippetKeys(Configuration.builtIn()))
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count - 1 <= 40)
  }
}
