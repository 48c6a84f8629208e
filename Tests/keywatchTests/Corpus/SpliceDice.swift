/// Equal seeds and names draw equal damage, so that a failure can be looked at again (SplitMix64).
struct SpliceDice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64, name: String) {
    state = name.utf8.reduce(seed) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
  }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
    return mixed ^ mixed >> 31
  }

  /// 0 ..< `limit`.
  mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<max(limit, 1), using: &self) }

  /// A part of `bytes`, from anywhere to anywhere, of at most `limit` bytes.
  mutating func piece(of bytes: [UInt8], limit: Int) -> [UInt8] {
    let from = below(bytes.count)
    return Array(bytes[from..<min(bytes.count, from + below(limit) + 1)])
  }
}
