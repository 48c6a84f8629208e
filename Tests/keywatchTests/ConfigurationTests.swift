import KeywatchCore
import Testing

@testable import keywatch

struct ConfigurationTests {
  private static let system = """
    apis: [{ name: a, path: /a/* }, { name: b, path: /b }]
    callers:
      - { name: c, match: [{ source: 203.0.113.0/24 }, { referer: c.example }] }
      - { name: us, role: operator, match: [] }
    keys:
      - { name: old, apis: [a, b], fingerprint: "sha256:0123456789abcdef00" }
      - { name: new, env: NEW_KEY, apis: [a], state: previous, since: 2025-10-24, max_age: 180d }

    """

  private func read(_ text: String) throws -> Configuration {
    try Configuration(yaml: text, file: "keywatch.yaml")
  }

  @Test func `a system of its own is read whole`() throws {
    let configuration = try read(
      Self.system + """
        migrations: [{ caller: c, api: a, from: old, to: new }]
        sources: [{ file: /var/log/*.log }, { command: tail -f x }]
        trusted_proxies: [platform, 10.0.0.0/8, "::1"]
        evidence: { share_limit: 0.02, floor: 90m }
        fields: { key: my.key, forwarded_for: xff }
        """)
    #expect(configuration.apis.map(\.name) == ["a", "b"])
    #expect(configuration.keys[0].fingerprint?.description == "0123456789abcdef")
    #expect(configuration.keys[1].state == .previous)
    #expect(configuration.keys[1].since?.rfc3339 == "2025-10-24T00:00:00Z")
    #expect(configuration.keys[1].maximumAge == 15_552_000)
    #expect(configuration.callers[1].role == .operator)
    #expect(configuration.migrations == [Migration(caller: 0, api: 0, from: 0, to: 1)])
    #expect(configuration.sources == [.file("/var/log/*.log"), .command("tail -f x")])
    #expect(configuration.trustedProxies.count == 3)
    #expect(configuration.evidence.shareLimit == 0.02)
    #expect(configuration.evidence.floor == 5400)
    #expect(configuration.evidence.lookBack == 14 * 86_400)
    #expect(configuration.fields == ["key": "my.key", "forwarded_for": "xff"])
  }

  @Test func `all proxies of a platform are trusted by one word`() throws {
    #expect(try read("trusted_proxies: platform").trustedProxies == [.platform])
  }

  @Test func `the holder of a key is by default the only caller that moves to it`() throws {
    let text = Self.system + "migrations: [{ caller: c, api: a, from: old, to: new }]"
    #expect(try read(text).keys.map(\.holder) == [nil, "c"])
  }

  @Test func `nothing is assumed about a system of its own`() throws {
    let configuration = try read(
      "apis: [{ name: a, path: /a }]\nkeys: [{ name: k, apis: [a] }]\nname: x\n")
    #expect(configuration.callers.isEmpty)
    #expect(configuration.migrations.isEmpty)
    #expect(configuration.test.isEmpty)
    #expect(configuration.exposed.count == 2)
  }

  @Test(arguments: ["", "# nothing\n", "---\n", "name: production\n"])
  func `what is left out is as in the built-in text`(text: String) throws {
    #expect(try read(text) == Configuration.builtIn())
  }

  @Test(arguments: [
    ("nam: x", ":1: nam: unknown field; known are name, header"),
    ("name:", ":1: name: must be a text"), ("name: \"\"", ":1: name: must not be empty"),
    ("name: [a]", ":1: name: must be a text"), ("apis: 3", ":1: apis: must be a list"),
    ("name: a\nname: b", ":1: name: is given twice"), ("- a", ":1: must be fields with values"),
    ("name: {", ":1: did not find expected node content"),
    ("name: 'a", ":1: found unexpected end of stream"),
    ("name: a\n---\nname: b", ":2: but found another document"),
    ("header: X API Key", ":1: header: X API Key is not a header's name"),
    ("test: api/test", ":1: test: api/test is not a path"),
    ("sources: [app.log]", ":1: sources[0]: must be fields with values"),
    ("sources: [{ file: a, command: b }]", ":1: sources[0]: must have one of file, command"),
    ("sources: [{}]", ":1: sources[0]: must have one of file, command"),
    ("trusted_proxies: [10.0.0.0/33]", ":1: trusted_proxies[0]: 10.0.0.0/33 is not an address"),
    ("evidence: { floor: 24 }", ":1: evidence.floor: 24 is not a duration"),
    ("evidence: { floor: 99999999999999999d }", ":1: evidence.floor: 99999999999999999d is not"),
    ("evidence: { share_limit: 1.5 }", ":1: evidence.share_limit: 1.5 is not a share"),
    ("evidence: { share_limit: nan }", ":1: evidence.share_limit: nan is not a share"),
    ("retention: { weeks: 7d }", ":1: retention.weeks: unknown field"),
    ("exposed: [17589a81]", ":1: exposed[0]: 17589a81 is not a fingerprint"),
    ("fields: { colour: x }", ":1: fields.colour: unknown field"),
    ("apis: [{ name: a, path: /a }]", ":1: keys is missing"),
    (
      "apis:\n  - { name: a, path: /a }\n  - { name: a, path: /b }",
      ":3: apis[1]: a second API is called a"
    ),
    ("apis: [{ path: /a }]", ":1: apis[0]: name is missing"),
    ("apis: [{ name: a, path: /a*b }]", ":1: apis[0].path: /a*b is not a path"),
    ("callers: [{ name: unattributed }]", ":1: callers[0].name: unattributed is not free"),
    ("callers: [{ name: a, role: boss }]", ":1: callers[0].role: boss is not caller or operator"),
    ("callers: [{ name: a, match: [{ ip: x }] }]", ":1: callers[0].match[0].ip: unknown field"),
    (
      "callers: [{ name: a, match: [{ source: x }] }]",
      ":1: callers[0].match[0].source: x is not an address"
    ),
    (
      "keys:\n  - name: k\n    apis:\n      - tracking-ingset",
      ":4: keys[0].apis[0]: no API is called tracking-ingset"
    ),
    (
      "keys: [{ name: unknown, apis: [] }]",
      ":1: keys[0]: unknown already stands for no key of ours"
    ),
    (
      "keys: [{ name: a, apis: [] }, { name: b, labels: [a], apis: [] }]",
      ":1: keys[1]: a already stands for a"
    ),
    ("keys: [{ name: a, apis: [], env: 1X }]", ":1: keys[0].env: 1X is not a variable's name"),
    ("keys: [{ name: a, apis: [], holder: b }]", ":1: keys[0].holder: no caller is called b"),
    (
      "keys: [{ name: a, apis: [], since: 2025-02-30 }]",
      ":1: keys[0].since: 2025-02-30 is not a date"
    ),
    (
      "keys: [{ name: a, apis: [], state: old }]",
      ":1: keys[0].state: old is not active or previous or retired"
    ),
    (
      "keys:\n - { name: a, apis: [], fingerprint: 0123456789abcdef }\n"
        + " - { name: b, apis: [], fingerprint: 0123456789abcdef }",
      ":3: keys[1]: it has the fingerprint of a"
    ),
    (
      "migrations: [{ caller: x, api: db, from: shared, to: dedicated }]",
      ":1: migrations[0].caller: no caller is called x"
    ),
    (
      "migrations: [{ caller: steve-glen.com, api: db, from: a, to: dedicated }]",
      ":1: migrations[0].from: no key is called a"
    ),
    (
      "migrations: [{ caller: steve-glen.com, api: db, from: shared }]",
      ":1: migrations[0]: to is missing"
    ),
    (
      "migrations: [{ caller: steve-glen.com, api: db, from: shared, to: shared }]",
      ":1: migrations[0]: from and to are the same key"
    ),
  ])
  func `an error names file, line and field`(text: String, message: String) {
    let failure = #expect(throws: Failure.self) { try read(text) }
    #expect(failure?.status == 78)
    #expect(failure?.text.hasPrefix("keywatch.yaml" + message) ?? false, "\(failure?.text ?? "")")
  }
}
