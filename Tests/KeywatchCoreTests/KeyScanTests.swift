import Testing

@testable import KeywatchCore

/// Keys in any bytes: what is found is what was planted, wherever it stands.
struct KeyScanTests {
  /// How a key is written, and what an encoder makes of it.
  enum Writing: CaseIterable {
    case plain, percent, lowerPercent, twice, json, server, throughout, throughoutLower

    func write(_ key: String) -> [UInt8] {
      key.utf8.flatMap { byte -> [UInt8] in
        let isWord =
          byte >= 0x30 && byte <= 0x39 || byte >= 0x41 && byte <= 0x5a
          || byte >= 0x61 && byte <= 0x7a
        let hex = Array((byte < 16 ? "0" : "") + String(byte, radix: 16)).map(String.init).joined()
        switch self {
        case .throughout: return Array("%\(hex.uppercased())".utf8)
        case .throughoutLower: return Array("%\(hex)".utf8)
        case _ where isWord: return [byte]
        case .plain: return [byte]
        case .percent: return Array("%\(hex.uppercased())".utf8)
        case .lowerPercent: return Array("%\(hex)".utf8)
        case .twice: return Array("%25\(hex.uppercased())".utf8)
        case .json: return Array(#"\u00\#(hex)"#.utf8)
        case .server: return Array(#"\x\#(hex)"#.utf8)
        }
      }
    }
  }

  private static let keys = [
    Samples.dedicatedKey, Samples.sharedKey, "FAKE0f9a31c7be5502d4",
    "FAKE-550e-8400-e29b-41d4-a716",
    "FAKE+Zq9/1bTtR0mX7cL2vN8sKd4wYp6uHj3gEf5aQ=",
  ]

  private func configuration(_ keys: [String]) -> Configuration {
    let keys = keys.enumerated().map { number, key in
      Key(
        name: "key\(number)", apis: [],
        fingerprint: Array(key.utf8).withUnsafeBytes { Fingerprint(ofKey: $0) })
    }
    return Configuration(name: "test", apis: [], keys: keys)
  }

  private func scan(_ keys: [String]) -> KeyScan {
    KeyScan(
      configuration(keys),
      keys.reduce(KeyValues()) { values, key in
        Array(key.utf8).withUnsafeBytes { values.adding($0) }
      })
  }

  private func hits(_ text: [UInt8], _ scan: borrowing KeyScan) -> [KeyScan.Hit] {
    var hits: [KeyScan.Hit] = []
    text.withUnsafeBytes { scan.find(in: $0, into: &hits) }
    return hits
  }

  @Test func `what is found is what was planted`() {
    var random = SeededRandom(seed: 11)
    let scan = scan(Self.keys)
    let noise = Array(#"{}[]":, 0123456789abcdefFAKE-_%\/?&=0000000000000000"#.utf8)
    for _ in 0..<600 {
      var text: [UInt8] = []
      var planted: [KeyScan.Hit] = []
      for _ in 0..<Int.random(in: 0...3, using: &random) {
        for _ in 0..<Int.random(in: 0...200, using: &random) {
          text.append(noise.randomElement(using: &random) ?? 0)
        }
        // What stands right before a key must not read like a part of it.
        text.append(UInt8(ascii: "\""))
        let key = Int.random(in: 0..<Self.keys.count, using: &random)
        let writing = Writing.allCases.randomElement(using: &random) ?? .plain
        let bytes = writing.write(Self.keys[key])
        planted.append(.init(start: text.count, end: text.count + bytes.count, value: key))
        text += bytes
      }
      text += noise.shuffled(using: &random).prefix(Int.random(in: 0...40, using: &random))
      #expect(hits(text, scan) == planted, "\(String(decoding: text, as: UTF8.self))")
    }
  }

  @Test(arguments: Self.keys)
  func `it is found at every distance from the beginning`(key: String) {
    let scan = scan([key])
    for writing in Writing.allCases {
      let written = writing.write(key)
      let missed = (0..<130).filter { distance in
        let text = [UInt8](repeating: 0x20, count: distance) + written + [0x0a]
        return hits(text, scan)
          != [.init(start: distance, end: distance + written.count, value: 0)]
      }
      #expect(missed.isEmpty, "\(writing)")
    }
  }

  @Test func `a part of a key is none, and neither is one with a byte changed`() {
    var random = SeededRandom(seed: 12)
    let scan = scan(Self.keys)
    for key in Self.keys {
      let bytes = Array(key.utf8)
      #expect(hits(Array(bytes.dropLast()), scan).isEmpty)
      #expect(hits(Array(bytes.dropFirst()), scan).isEmpty)
      for at in bytes.indices {
        var other = bytes
        other[at] = UInt8.random(in: 0x21...0x24, using: &random)
        #expect(hits(other, scan).isEmpty)
      }
    }
  }

  @Test func `of a key that holds another one the longer is meant`() {
    let short = "FAKE-0123456789abcdef"
    let scan = scan([short, short + "-0123456789"])
    let text = Array("\(short) \(short)-0123456789 \(short)-01234567".utf8)
    #expect(hits(text, scan).map(\.value) == [0, 1, 0])
  }

  @Test func `nothing is searched for without values, nor for short or odd ones`() {
    for keys in [[], ["FAKE-short"], ["FAKE with blanks in it, long"]] {
      let scan = scan(keys)
      let isEmpty = scan.isEmpty
      #expect(isEmpty)
      #expect(hits(Array((keys.first ?? "x").utf8), scan).isEmpty)
    }
  }

  @Test func `a text without keys costs no memory`() {
    let scan = scan(Self.keys)
    let text = [UInt8](repeating: 0x30, count: 100_000)
    #expect(hits(text, scan).capacity == 0)
  }

  @Test func `values that are put together are those of both`() {
    let both = Samples.values(Self.keys[0]).merging(Samples.values(Self.keys[1], Self.keys[0]))
    let scan = KeyScan(configuration(Array(Self.keys.prefix(2))), both)
    #expect(hits(Array((Self.keys[1] + Self.keys[0]).utf8), scan).map(\.value) == [1, 0])
  }
}
