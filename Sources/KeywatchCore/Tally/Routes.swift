/// Which API a request's path belongs to, and its route there.
struct Routes: ~Copyable {
  /// Where a path leads. `name` is the API's number and the route in one, to look things up by.
  struct Match {
    /// Index in `Configuration.apis`, -1 outside them.
    var api: Int
    /// The path below the API, ids folded to `{id}`; valid until the next match.
    var route: Bytes
    var isTest: Bool
  }

  private struct Prefix {
    var bytes: [UInt8]
    var isPrefix: Bool
    var api: Int
  }
  /// Longest first, so that the closest API wins.
  private let prefixes: [Prefix]
  private let test: [UInt8]
  private let folded: UnsafeMutablePointer<UInt8>
  /// Bytes of a route that are kept.
  private static let routeLimit = 1024

  init(_ configuration: Configuration) {
    prefixes = configuration.apis.enumerated()
      .map { Prefix(bytes: Array($1.stem.utf8), isPrefix: $1.isPrefix, api: $0) }
      .sorted { $0.bytes.count > $1.bytes.count }
    test = Array(configuration.test.utf8)
    folded = .allocate(capacity: Self.routeLimit + 64)
    folded.initialize(repeating: 0, count: Self.routeLimit + 64)
  }

  deinit { folded.deallocate() }

  /// Whether paths that differ in a number as their last segment lead to the same route: always, unless a
  /// configured path has a number for a segment.
  static func foldIDs(_ configuration: Configuration) -> Bool {
    let paths = configuration.apis.map(\.stem) + [configuration.test]
    return paths.allSatisfy { path in
      path.utf8.split(separator: 0x2f).allSatisfy { !$0.allSatisfy { $0 &- 0x30 < 10 } }
    }
  }

  /// Where a path, or an absolute URL, leads; the query does not count.
  func match(_ value: Bytes) -> Match {
    let path = Self.path(value)
    let isTest = !test.isEmpty && path.equals(test)
    for prefix in prefixes where covers(prefix, path) {
      let below = prefix.isPrefix ? path.dropping(max(prefix.bytes.count - 1, 0)) : path.first(0)
      return Match(api: prefix.api, route: fold(below), isTest: isTest)
    }
    return Match(api: -1, route: fold(path), isTest: isTest)
  }

  /// The path of a URL: without scheme, authority, query and fragment.
  static func path(_ value: Bytes) -> Bytes {
    var path = value
    if path.count > 0, path[0] != 0x2f, let start = Field.authorityEnd(path) {
      path = path.dropping(start)
    }
    if let query = path.firstIndex(of: 0x3f) { path = path.first(query) }
    if let fragment = path.firstIndex(of: 0x23) { path = path.first(fragment) }
    return path
  }

  private func covers(_ prefix: Prefix, _ path: Bytes) -> Bool {
    if !prefix.isPrefix { return path.equals(prefix.bytes) }
    if path.count >= prefix.bytes.count {
      return path.first(prefix.bytes.count).equals(prefix.bytes)
    }
    return prefix.bytes.last == 0x2f && path.count + 1 == prefix.bytes.count
      && prefix.bytes.starts(with: path.bytes)
  }

  /// Segments that are numbers, UUIDs or long hexadecimal become `{id}`.
  private func fold(_ path: Bytes) -> Bytes {
    var out = 0
    var i = 0
    while i < path.count, out < Self.routeLimit {
      if path[i] == 0x2f {
        folded[out] = 0x2f
        out += 1
        i += 1
        continue
      }
      let start = i
      var digits = 0
      var isHex = true
      while i < path.count, path[i] != 0x2f {
        if path[i] &- 0x30 < 10 {
          digits += 1
        } else if isHex, hexValue(path[i]) == nil, path[i] != 0x2d {
          isHex = false
        }
        i += 1
      }
      out += keep(path.dropping(start).first(i - start), digits, isHex, at: out)
    }
    return Bytes(base: UnsafePointer(folded), count: out)
  }

  private func keep(_ segment: Bytes, _ digits: Int, _ isHex: Bool, at out: Int) -> Int {
    let isID =
      digits == segment.count || isHex && segment.count >= 8 && digits > 0
      || segment.count >= 20 && digits >= 4
    guard isID else {
      let count = min(segment.count, Self.routeLimit - out)
      (folded + out).update(from: segment.base, count: count)
      return count
    }
    for (k, byte) in "{id}".utf8.enumerated() { folded[out + k] = byte }
    return 4
  }
}
