/// Requests per identity over time: rows of one minute, coarsened when there would be too many.
package struct Timeline: Sendable, Equatable {
  /// Rows kept at most; beyond, the width of a row doubles.
  package static let rowLimit = 40_000

  /// Seconds a row spans: 60, 120, 240 …
  package private(set) var width: Int64 = 60
  /// Row number (time / width) → counts by identity code.
  private(set) var rows: [Int64: [UInt32]] = [:]

  package init() {}

  /// Adds `count` requests of an identity at a time.
  package mutating func add(_ identity: KeyIdentity, at time: Timestamp, count: UInt32 = 1) {
    insert(code: Int(identity.code), row: Self.row(time.seconds, width), count: count)
    keepBound()
  }

  private mutating func insert(code: Int, row: Int64, count: UInt32) {
    var counts = rows[row] ?? []
    if counts.count <= code {
      counts.append(contentsOf: repeatElement(0, count: code + 1 - counts.count))
    }
    counts[code] &+= count
    rows[row] = counts
  }

  private mutating func keepBound() {
    while rows.count > Self.rowLimit { coarsen() }
  }

  /// Adds all of `other`; the coarser width wins.
  package mutating func merge(_ other: Timeline) {
    var other = other
    while width < other.width { coarsen() }
    while other.width < width { other.coarsen() }
    for (row, counts) in other.rows {
      for (code, count) in counts.enumerated() where count > 0 {
        insert(code: code, row: row, count: count)
      }
    }
    keepBound()
  }

  private mutating func coarsen() {
    width *= 2
    let old = rows
    rows = [:]
    for (row, counts) in old {
      for (code, count) in counts.enumerated() where count > 0 {
        insert(code: code, row: row >> 1, count: count)
      }
    }
  }

  static func row(_ seconds: Int64, _ width: Int64) -> Int64 {
    seconds >= 0 ? seconds / width : (seconds - width + 1) / width
  }

  /// Requests of one identity in `buckets` equal parts of [from, to); a row counts where it begins.
  package func series(_ identity: KeyIdentity, from: Timestamp, to: Timestamp, buckets: Int)
    -> [Int]
  {
    var result = [Int](repeating: 0, count: max(buckets, 0))
    let span = to.seconds - from.seconds
    guard buckets > 0, span > 0 else { return result }
    let code = Int(identity.code)
    for (row, counts) in rows where counts.count > code && counts[code] > 0 {
      let offset = row * width - from.seconds
      guard offset > -width, offset < span else { continue }
      result[min(Int(max(offset, 0)) * buckets / Int(span), buckets - 1)] += Int(counts[code])
    }
    return result
  }

  /// Requests of one identity since `from`.
  package func count(_ identity: KeyIdentity, since from: Timestamp) -> Int {
    let code = Int(identity.code)
    return rows.reduce(0) { sum, entry in
      entry.key * width >= from.seconds && entry.value.count > code
        ? sum + Int(entry.value[code]) : sum
    }
  }

  /// Requests in `buckets` equal parts of [from, to), by identity code; a row counts where it begins.
  package func series(from: Timestamp, to: Timestamp, buckets: Int) -> [[Int]] {
    let span = to.seconds - from.seconds
    guard buckets > 0, span > 0 else { return [] }
    var result: [[Int]] = []
    func add(_ row: Int64, _ counts: [UInt32]) {
      let offset = row * width - from.seconds
      guard offset > -width, offset < span else { return }
      let bucket = min(Int(max(offset, 0)) * buckets / Int(span), buckets - 1)
      while result.count < counts.count { result.append([Int](repeating: 0, count: buckets)) }
      for (code, count) in counts.enumerated() { result[code][bucket] += Int(count) }
    }
    // A short stretch of a long time line is looked up, not searched for.
    let wanted = Self.row(from.seconds, width)...Self.row(to.seconds, width)
    if wanted.count < rows.count {
      for row in wanted { if let counts = rows[row] { add(row, counts) } }
    } else {
      for (row, counts) in rows { add(row, counts) }
    }
    return result
  }
}
