import KeywatchCore
import Testing

@testable import keywatch

struct BuiltInConfigurationTests {
  private let configuration: Configuration

  init() throws { configuration = try Configuration.builtIn() }

  @Test func `the text that init writes gives the built-in configuration`() throws {
    #expect(
      try Configuration(yaml: Configuration.builtInText, file: "keywatch.yaml") == configuration)
  }

  @Test func `it describes one system with five APIs`() {
    #expect(configuration.name == "production")
    #expect(configuration.header == "X-API-Key")
    #expect(configuration.sources.isEmpty)
    #expect(configuration.trustedProxies.isEmpty)
    #expect(configuration.test == "/api/tracking-ingest/test")
    #expect(
      configuration.apis.map(\.name) == [
        "tracking-ingest", "link-tracking", "analyze", "db", "automation",
      ])
    #expect(configuration.apis.allSatisfy { $0.path == "/api/\($0.name)/*" })
    #expect(configuration.apis.map(\.access).allSatisfy { !$0.isEmpty })
  }

  @Test func `it has the dedicated and the shared key`() {
    #expect(
      configuration.keys == [
        Key(
          name: "dedicated", environment: "TRACKING_INGEST_API_KEY",
          labels: ["tracking_ingest", "tracking-ingest", "TRACKING_INGEST_API_KEY"], apis: [0],
          holder: "steve-glen.com"),
        Key(
          name: "shared", environment: "WEBHOOK_API_KEY", labels: ["webhook", "WEBHOOK_API_KEY"],
          apis: [0, 1, 2, 3, 4]),
      ])
  }

  @Test func `it moves one caller from the shared to the dedicated key`() {
    #expect(
      configuration.callers == [
        Caller(
          name: "steve-glen.com",
          match: [.client("steve-glen.com"), .host("steve-glen.com"), .userAgent("steve-glen*")])
      ])
    #expect(configuration.migrations == [Migration(caller: 0, api: 0, from: 1, to: 0)])
  }

  @Test func `its limits are those of the verdict`() {
    #expect(configuration.evidence == EvidenceLimits())
    #expect(configuration.retention == Retention())
    #expect(configuration.fields.isEmpty)
    #expect(
      configuration.exposed.map(\.description) == ["17589a81236bd223", "f8fd5670092315dd"])
  }
}
