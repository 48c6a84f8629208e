import Glibc

/// How many different values were seen: exact up to a limit, then estimated by HyperLogLog (Flajolet, Fusy,
/// Gandouet and Meunier, 2007) with 256 registers, standard error 6.5 %.
struct DistinctValues: Sendable, Equatable {
  private static let registers = 256

  /// Most have one value only: it needs no set.
  private var single: UInt64?
  private var exact: Set<UInt64> = []
  private var estimate: [UInt8] = []

  init() {}

  /// Whether the count is an estimate.
  var isApproximate: Bool { !estimate.isEmpty }
  /// Values kept one by one.
  var exactCount: Int { exact.count + (single == nil ? 0 : 1) }

  /// Adds a value that is already a good hash; beyond `limit` exact values the set becomes an estimate.
  mutating func insert(_ value: UInt64, limit: Int) {
    guard estimate.isEmpty else { return register(value) }
    if exact.isEmpty, single == nil || single == value {
      single = value
      return
    }
    if let only = single { exact.insert(only) }
    single = nil
    exact.insert(value)
    if exact.count > limit { approximate() }
  }

  mutating func merge(_ other: DistinctValues, limit: Int) {
    if let value = other.single { insert(value, limit: limit) }
    for value in other.exact { insert(value, limit: limit) }
    guard !other.estimate.isEmpty else { return }
    if estimate.isEmpty { approximate() }
    for i in estimate.indices { estimate[i] = max(estimate[i], other.estimate[i]) }
  }

  /// Everything of it, to be kept: a kind (0 values, 1 registers), then eight bytes a value, least byte first, or
  /// one byte a register.
  var bytes: [UInt8] {
    guard estimate.isEmpty else { return [1] + estimate }
    let values = (single.map { [$0] } ?? []) + exact.sorted()
    return [0]
      + values.flatMap { value in (0..<8).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
  }

  /// What `bytes` gave; nil for anything else.
  init?(bytes: [UInt8]) {
    guard let kind = bytes.first else { return nil }
    let rest = bytes.dropFirst()
    switch kind {
    case 0 where rest.count % 8 == 0:
      for start in stride(from: rest.startIndex, to: rest.endIndex, by: 8) {
        let value = (0..<8).reduce(UInt64(0)) { $0 | UInt64(rest[start + $1]) << (8 * UInt64($1)) }
        insert(value, limit: .max)
      }
    case 1 where rest.count == Self.registers && rest.allSatisfy({ $0 <= 56 }):
      estimate = Array(rest)
    default: return nil
    }
  }

  /// The number of different values.
  var count: Int {
    guard isApproximate else { return exactCount }
    let m = Double(Self.registers)
    let sum = estimate.reduce(0.0) { $0 + 1 / Double(UInt64(1) << UInt64($1)) }
    let raw = 0.7213 / (1 + 1.079 / m) * m * m / sum
    let empty = estimate.count { $0 == 0 }
    let value = raw <= 2.5 * m && empty > 0 ? m * log(m / Double(empty)) : raw
    return value < 1e15 ? Int(value.rounded()) : Int.max
  }

  private mutating func approximate() {
    estimate = [UInt8](repeating: 0, count: Self.registers)
    if let value = single { register(value) }
    for value in exact { register(value) }
    single = nil
    exact = []
  }

  private mutating func register(_ value: UInt64) {
    // The values are hashes, but a caller may choose them: mix once more.
    let mixed = (value ^ 0x9e37_79b9_7f4a_7c15) &* 0xff51_afd7_ed55_8ccd
    let hash = mixed ^ mixed >> 32
    let index = Int(hash & 255)
    let rank = UInt8(min((hash >> 8).trailingZeroBitCount, 55) + 1)
    estimate[index] = max(estimate[index], rank)
  }
}
