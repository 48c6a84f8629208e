/// A set of addresses that may claim to hold one it does not, never the other way round: a Bloom filter (Bloom, 1970)
/// of 128 KiB with four hashes; at 100,000 addresses one in a hundred claims is wrong.
struct AddressFilter: Sendable {
  private static let bits = 20
  private var words = [UInt64](repeating: 0, count: 1 << (bits - 6))

  mutating func insert(_ address: Address) {
    for bit in Self.places(address) { words[bit >> 6] |= 1 << UInt64(bit & 63) }
  }

  func contains(_ address: Address) -> Bool {
    Self.places(address).allSatisfy { words[$0 >> 6] >> UInt64($0 & 63) & 1 == 1 }
  }

  mutating func merge(_ other: AddressFilter) {
    for i in words.indices { words[i] |= other.words[i] }
  }

  private static func places(_ address: Address) -> [Int] {
    var mixed = (address.high &* 0x9e37_79b9_7f4a_7c15 ^ address.low) &* 0xff51_afd7_ed55_8ccd
    return (0..<4).map { _ in
      mixed = (mixed ^ mixed >> 31) &* 0xc4ce_b9fe_1a85_ec53
      return Int(truncatingIfNeeded: mixed >> 40) & (1 << bits - 1)
    }
  }
}
