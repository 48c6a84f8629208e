/// Which API a request's path belongs to, and its route there.
struct Routes: Sendable {
  struct Match: Equatable {
    /// Index in `Configuration.apis`, -1 outside them.
    var api: Int
    /// The path below the API, ids folded to `{id}`.
    var route: [UInt8]
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

  init(_ configuration: Configuration) {
    prefixes = configuration.apis.enumerated()
      .map { Prefix(bytes: Array($1.stem.utf8), isPrefix: $1.isPrefix, api: $0) }
      .sorted { $0.bytes.count > $1.bytes.count }
    test = Array(configuration.test.utf8)
  }

  /// Where a path, or an absolute URL, leads; the query does not count.
  func match(_ value: Bytes) -> Match {
    let path = Self.path(value)
    let bytes = path.array
    let isTest = !test.isEmpty && bytes == test
    for prefix in prefixes where covers(prefix, bytes) {
      let below = prefix.isPrefix ? Array(bytes.dropFirst(max(prefix.bytes.count - 1, 0))) : []
      return Match(api: prefix.api, route: Self.folded(below), isTest: isTest)
    }
    return Match(api: -1, route: Self.folded(bytes), isTest: isTest)
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

  private func covers(_ prefix: Prefix, _ path: [UInt8]) -> Bool {
    if !prefix.isPrefix { return path == prefix.bytes }
    if path.starts(with: prefix.bytes) { return true }
    return prefix.bytes.last == 0x2f && path.elementsEqual(prefix.bytes.dropLast())
  }

  /// Segments that are numbers, UUIDs or long hexadecimal become `{id}`.
  private static func folded(_ path: [UInt8]) -> [UInt8] {
    let segments = path.split(separator: 0x2f, omittingEmptySubsequences: false)
    return Array(
      segments.map { isID($0) ? ArraySlice("{id}".utf8) : $0 }.joined(separator: [0x2f]))
  }

  private static func isID(_ segment: ArraySlice<UInt8>) -> Bool {
    guard !segment.isEmpty else { return false }
    let digits = segment.count { $0 >= 0x30 && $0 <= 0x39 }
    if digits == segment.count { return true }
    let isHex = segment.allSatisfy { hexValue($0) != nil || $0 == 0x2d }
    if isHex, segment.count >= 8, digits > 0 { return true }
    return segment.count >= 20 && digits >= 4
  }
}
