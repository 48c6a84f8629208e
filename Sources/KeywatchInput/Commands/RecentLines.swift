/// The hashes of the newest lines a command has given, so that what its next run repeats is known.
struct RecentLines: Sendable {
  /// So many are remembered.
  static let limit = 4096

  private var all: [UInt64]
  /// True when older ones were forgotten.
  private(set) var isFull: Bool
  private let limit: Int

  /// As they were stored; `limit` is another one for tests only.
  init(_ stored: [UInt64] = [], limit: Int = limit) {
    all = stored.suffix(limit)
    isFull = stored.count >= limit
    self.limit = limit
  }

  /// Oldest first.
  var hashes: [UInt64] { Array(all.suffix(limit)) }

  /// Remembers one more.
  mutating func append(_ hash: UInt64) {
    all.append(hash)
    if all.count > limit { isFull = true }
    // Cut now and then only, since that moves them all.
    if all.count >= 2 * limit { all.removeFirst(all.count - limit) }
  }
}
