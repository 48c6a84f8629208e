import Testing

@testable import KeywatchCore

struct KeyMentionsTests {
  private let mentions = KeyMentions(Samples.configuration)

  @Test(arguments: ["KEY", "see KEY", "key=KEY;", "xKEYx", "\"KEY\"", "é KEY\u{200b}", "KEYKEY"])
  func `a key's value is found whatever stands around it`(text: String) {
    let parts = text.split(separator: "KEY", omittingEmptySubsequences: false)
    #expect(mentions.name(in: parts.joined(separator: Samples.sharedKey)) == "shared")
    #expect(mentions.name(in: parts.joined(separator: Samples.dedicatedKey)) == "dedicated")
  }

  @Test(arguments: [
    "", "the shared key is out", Samples.shared, Samples.wrongKey,
    String(Samples.sharedKey.dropLast()), String(Samples.sharedKey.dropFirst()),
  ])
  func `anything else is no key, a fingerprint neither`(text: String) {
    #expect(mentions.name(in: text) == nil)
  }

  @Test func `an earlier value and a published one are found, too`() {
    var configuration = Samples.configuration
    let print = Samples.wrongKey.utf8.withContiguousStorageIfAvailable {
      Fingerprint(ofKey: UnsafeRawBufferPointer($0))
    }
    configuration.keys[1].previousFingerprints = print.map { [$0] } ?? []
    #expect(KeyMentions(configuration).name(in: "old " + Samples.wrongKey) == "shared")
    configuration.keys[1].previousFingerprints = []
    configuration.exposed = print.map { [$0] } ?? []
    #expect(KeyMentions(configuration).name(in: Samples.wrongKey) == "exposed")
  }
}
