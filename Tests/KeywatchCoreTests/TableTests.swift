import Testing

@testable import KeywatchCore

/// The bounded tables under the tally.
struct TableTests {
  @Test func `distinct values are exact up to the limit, then about right`() {
    var values = DistinctValues()
    for i in 0..<4000 { values.insert(UInt64(i) &* 0x9e37_79b9_7f4a_7c15, limit: 4096) }
    #expect(values.count == 4000)
    #expect(!values.isApproximate)
    for i in 0..<100_000 { values.insert(UInt64(i) &* 0x9e37_79b9_7f4a_7c15, limit: 4096) }
    #expect(values.isApproximate)
    #expect((80_000...120_000).contains(values.count))
  }

  @Test func `merging distinct values counts common ones once`() {
    var a = DistinctValues()
    var b = DistinctValues()
    for i in 0..<60 { a.insert(UInt64(i), limit: 100) }
    for i in 30..<90 { b.insert(UInt64(i), limit: 100) }
    a.merge(b, limit: 100)
    #expect(a.count == 90)
  }

  @Test func `a busy source stays however many others come by`() {
    var table = RejectedSources()
    let busy = Address(high: 0, low: 7)
    for i in 0..<200_000 {
      table.add(.init(), from: Address(high: 1, low: UInt64(i)))
      if i % 10 == 0 { table.add(.init(), from: busy) }
    }
    #expect(table.rows.count == RejectedSources.limit)
    let row = table.rows.first { $0.address == busy }
    #expect(row?.count == 20_000)
    let most = table.rows.filter { $0.address != busy }.map(\.count).max() ?? 0
    #expect(most <= 220_000 / RejectedSources.limit + 1)
  }

  @Test func `names made to collide are found or given up, never mixed up`() {
    var interner = Interner(limit: 10_000)
    let names = (0..<300).map { "same-16-byte-head" + String(format4($0)) + "same-16-byte-tail" }
    for name in names { with(name) { _ = interner.add($0) } }
    for (i, name) in names.enumerated() {
      with(name) { bytes in
        let found = interner.number(bytes)
        #expect(found == nil || found == i)
      }
    }
  }

  @Test(arguments: [
    ("steve-glen*", "Steve-Glen/2", true), ("*", "", true), ("a*b*c", "axxbyyc", true),
    ("a*b*c", "axxbyy", false), ("abc", "abcd", false), ("*.example.net", "a.example.net", true),
  ])
  func `a wildcard stands for anything`(pattern: String, text: String, fits: Bool) {
    #expect(Wildcard(pattern).matches(text) == fits)
  }

  @Test(arguments: [
    ("/api/db/query", 3, "/query"), ("/api/db", 3, ""), ("/api/dbx/query", -1, "/api/dbx/query"),
    ("https://example.net/api/db/q?x=1", 3, "/q"),
    ("/api/tracking-ingest/click/8812", 0, "/click/{id}"),
    ("/api/db/9f2c3a4b-0000-4000-8000-0123456789ab/rows", 3, "/{id}/rows"),
  ])
  func `a path leads to its API and route`(path: String, api: Int, route: String) {
    let routes = Routes(Samples.configuration)
    with(path) { bytes in
      let match = routes.match(bytes)
      #expect(match.api == api)
      #expect(match.route.text == route)
    }
  }

  @Test(arguments: [
    "198.51.100.7", "0.0.0.0", "2001:db8::8a2e:370:7334", "::1", "::", "fe80::1:0:0:2",
    "2001:db8:1:2:3:4:5:6",
  ])
  func `an address is written as it was read`(text: String) {
    #expect(Address(text)?.description == text)
  }

  @Test(arguments: [
    ("198.51.100.7:443", "198.51.100.7"), ("[2001:db8::1]:443", "2001:db8::1"),
    ("::ffff:192.0.2.1", "192.0.2.1"), ("203.0.113.9, 10.0.0.1", "203.0.113.9"),
    ("fe80::1%eth0", "fe80::1"), ("example.net", nil), ("300.1.1.1", nil), ("", nil),
  ])
  func `a client's address is read as logs write it`(text: String, address: String?) {
    with(text) { #expect(Address(client: $0)?.description == address) }
  }

  @Test func `the timeline coarsens instead of growing, and loses nothing`() {
    var timeline = Timeline()
    for minute in 0..<50_000 {
      timeline.add(.unknown, at: Timestamp(seconds: Int64(minute) * 60))
    }
    #expect(timeline.width > 60)
    #expect(timeline.count(.unknown, since: Timestamp(seconds: 0)) == 50_000)
  }

  @Test func `a masker replaces known keys and hides what looks drawn at random`() {
    let masker = Masker(Samples.configuration)
    let text =
      "a=\(Samples.sharedKey)&b=Zm9vYmFyQmF6MDEyMzQ1Njc4OTAx&c=plain-words-stay-as-they-are"
    let masked = String(decoding: masker.mask(Array(text.utf8), hidesUnknown: true), as: UTF8.self)
    #expect(masked == "a=‹shared›&b=‹masked›&c=plain-words-stay-as-they-are")
  }

  /// Calls `body` with the bytes of a text, readable beyond their end as a line's are.
  private func with(_ text: String, _ body: (Bytes) -> Void) {
    let bytes = Array(text.utf8) + [UInt8](repeating: 0, count: 32)
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      body(Bytes(base: base, count: text.utf8.count))
    }
  }

  private func format4(_ number: Int) -> String {
    String(repeating: "0", count: 4 - String(number).count) + String(number)
  }

  @Test func `the kernel and the portable way find the same marks`() {
    var random = SeededRandom(seed: 7)
    let alphabet = Array(#""\{}:,ab "#.utf8) + [0x0a]
    for _ in 0..<300 {
      let count = Int.random(in: 1...400, using: &random)
      var bytes = (0..<count).map { _ in alphabet.randomElement(using: &random) ?? 0x20 }
      bytes.append(0x0a)
      #expect(marks(bytes, usesKernel: true) == marks(bytes, usesKernel: false))
    }
  }

  private func marks(_ bytes: [UInt8], usesKernel: Bool) -> [String] {
    var index = LineIndex(capacity: 1024, usesKernel: usesKernel)
    let padded = bytes + [UInt8](repeating: 0, count: 64)
    return padded.withUnsafeBytes { memory in
      index.build(UnsafeRawBufferPointer(rebasing: memory[..<bytes.count]))
      return (0..<index.lineCount).map { k in
        let line = index.line(k)
        let marks = (0...line.markCount + 1).map { line.position(Int32($0)) }
        return "\(line.hasBackslash) \(marks)"
      }
    }
  }
}
