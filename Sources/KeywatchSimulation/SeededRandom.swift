/// Random numbers that are the same on every machine for the same seed (SplitMix64).
package struct SeededRandom: Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  /// The next 64 bits.
  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    return z ^ z >> 31
  }

  /// A number of 0..<bound; 0 for a bound of 0.
  package mutating func below(_ bound: UInt32) -> UInt32 {
    UInt32(truncatingIfNeeded: ((next() >> 32) * UInt64(bound)) >> 32)
  }

  /// Letters as keys are made of (base64url).
  mutating func letters(_ count: Int) -> [UInt8] {
    var letters: [UInt8] = []
    letters.reserveCapacity(count)
    var bits: UInt64 = 0
    for i in 0..<count {
      if i.isMultiple(of: 10) { bits = next() }
      letters.append(Self.alphabet[Int(bits & 63)])
      bits >>= 6
    }
    return letters
  }

  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
}
