import ArgumentParser
import KeywatchCore
import KeywatchInput
import Testing

@testable import keywatch

struct SourceOptionsTests {
  private static let follow = "doctl apps logs ID web --follow"

  private func options(_ arguments: String...) throws -> SourceOptions {
    try SourceOptions.parse(arguments)
  }

  @Test func `commands come behind the sources, as often as they are given`() throws {
    let options = try options("a.log", "--command", Self.follow, "-", "--command", "tail -f x")
    let patterns = try options.followed(in: Configuration(name: "t", apis: [], keys: []))
    #expect(
      patterns == [.path("a.log"), .standardInput, .command(Self.follow), .command("tail -f x")])
  }

  @Test func `a command alone is in place of what is configured`() throws {
    let configuration = Configuration(name: "t", sources: [.file("b.log")], apis: [], keys: [])
    #expect(
      try options("--command", "x").followed(in: configuration) == [.command("x")])
  }

  @Test func `configured commands are followed`() throws {
    let configuration = Configuration(
      name: "t", sources: [.file("b.log"), .command(Self.follow)], apis: [], keys: [])
    #expect(
      try options().followed(in: configuration) == [.path("b.log"), .command(Self.follow)])
    #expect(try options().followed(in: Configuration(name: "t", apis: [], keys: [])) == nil)
  }

  @Test func `a command has no end that could be read to`() throws {
    let configuration = Configuration(name: "t", apis: [], keys: [])
    let failure = #expect(throws: Failure.self) {
      try options("--command", "x -f").read(in: configuration)
    }
    #expect(
      failure == .usage("a command can only be followed; instead: x -f | keywatch report -"))
    #expect(try options("a.log", "-").read(in: configuration) == ["a.log", "-"])
  }

  @Test func `a key may not stand in a command, nor may it be empty`() throws {
    let key = "FAKE-shared-key-0000000000000000000000000000000000000000001"
    let print = Array(key.utf8).withUnsafeBytes { Fingerprint(ofKey: $0) }
    var configuration = Configuration(
      name: "t", apis: [], keys: [Key(name: "shared", apis: [], fingerprint: print)])
    let failure = #expect(throws: Failure.self) {
      try options("--command", "curl -H 'X-API-Key: \(key)' x").followed(in: configuration)
    }
    #expect(
      failure == .usage("--command holds a key: leave it to the program's own settings"))
    #expect(throws: Failure.usage("--command is empty")) {
      try options("--command", " ").followed(in: configuration)
    }
    configuration.sources = [.command(key)]
    #expect(
      throws: Failure.configuration(
        "sources[0]: command holds a key: leave it to the program's own settings")
    ) {
      try options().followed(in: configuration)
    }
  }

  @Test func `commands are given no key, and what they say is masked`() {
    let configuration = Configuration(
      name: "t", apis: [], keys: [Key(name: "shared", environment: "WEBHOOK_API_KEY", apis: [])])
    let secrecy = configuration.commandSecrecy
    #expect(secrecy.withheld == ["WEBHOOK_API_KEY", "WEBHOOK_API_KEY_PREVIOUS"])
    let text = "token=FAKE9a8b7c6d5e4f3a2b1c0d9e8f7a6b"
    #expect(String(decoding: secrecy.mask(Array(text.utf8)), as: UTF8.self) == "token=‹masked›")
  }
}
