/// Which field a key of a log line may stand for, and how well the name fits.
///
/// Keys are looked up joined with their parents first, then with ever fewer of them; a dropped parent costs
/// three ranks. A node is a key in its place (`request.headers.x-api-key`), found once and remembered.
struct FieldNames: ~Copyable {
  struct Candidate: Equatable {
    var field: Field
    /// 0 is best.
    var rank: Int
  }
  private struct Node {
    var components: [[UInt8]]
    /// Request fields are never looked for below it.
    var isClosed: Bool
    /// As it was spelt last, with its parents; only kept where somebody asks.
    var spelling: [UInt8] = []
  }

  /// Parents that describe something else than the request.
  private static let closedParents = [
    "logorigin", "file", "logfile", "service", "resource", "upstream", "route", "process", "thread",
  ]
  /// Parents whose keys the client chooses.
  private static let clientParents = Set(
    ["headers", "header", "query", "params", "body", "cookies", "args", "form"].map {
      Array($0.utf8)
    })
  /// Nodes kept at most; keys beyond get no node of their own (`FieldNames.nowhere`).
  private static let nodeLimit = 16_384
  /// Stands for all keys of a parent that no name begins or ends with, so that a client cannot make nodes.
  private static let anyKey: [UInt8] = [0x3f]
  /// Request headers that are fields of ours.
  private static let headerFields: [(String, Field)] = [
    ("useragent", .userAgent), ("referer", .referer), ("host", .host),
    ("xforwardedfor", .forwardedFor), ("xrequestid", .requestID),
  ]
  /// Request headers that nearly every client sends: where a log has them, it has the headers that came.
  private static let commonHeaders = [
    "useragent", "accept", "acceptencoding", "host", "connection", "contentlength", "contenttype",
  ]
  /// The node of the line itself.
  static let root: Int32 = 0
  /// A node that is no field and leads to none.
  static let nowhere: Int32 = 1

  private var table: [[UInt8]: [Candidate]] = [:]
  /// All beginnings of names.
  private var beginnings: Set<[UInt8]> = []
  private var nodes: [Node] = []
  /// The candidates of all nodes, and per node where its own begin; one more entry ends the last.
  private(set) var candidates: [Candidate] = []
  private var firstCandidates: [Int32] = [0]
  private var children: [Child: Int32] = [:]
  private var keepsSpellings = false
  private var cache: [CacheEntry]
  /// The same for keys of 17 to 32 bytes, as dotted names of text lines are.
  private var longCache: [LongCacheEntry]

  private struct Child: Hashable {
    var parent: Int32
    var key: [UInt8]
  }
  private struct CacheEntry {
    var parent: Int32 = -1
    var length: Int32 = 0
    var head: SIMD16<UInt8> = .zero
    var node: Int32 = 0
  }
  private struct LongCacheEntry {
    var entry = CacheEntry()
    var tail: SIMD16<UInt8> = .zero
  }

  /// `custom` maps fields of ours to dotted paths of the operator's logs, which beat all other names;
  /// `header` is the request header that carries the key.
  init(header: String, custom: [String: String]) {
    cache = Array(repeating: CacheEntry(), count: 512)
    longCache = Array(repeating: LongCacheEntry(), count: 128)
    for field in Field.allCases {
      for (rank, name) in field.names.enumerated() { add(name, field, rank) }
    }
    for (name, field) in Self.headerFields {
      for prefix in ["requestheaders", "reqheaders", "headers"] { add(prefix + name, field, 20) }
    }
    for name in Self.commonHeaders {
      for prefix in ["requestheaders", "reqheaders", "headers"] {
        add(prefix + name, .otherHeader, 0)
      }
    }
    let header = String(decoding: Self.normalised(Array(header.utf8)), as: UTF8.self)
    for (rank, prefix) in ["requestheaders", "reqheaders", "headers", "request", "http", ""]
      .enumerated()
    {
      add(prefix + header, .keyHeader, rank)
    }
    for (name, path) in custom {
      guard let field = Field.allCases.first(where: { $0.configurationName == name }) else {
        continue
      }
      add(String(decoding: Self.normalised(Array(path.utf8)), as: UTF8.self), field, -1)
    }
    append(Node(components: [], isClosed: false))
    append(Node(components: [], isClosed: true))
  }

  private mutating func append(_ node: Node) {
    nodes.append(node)
    candidates += found(node.components)
    firstCandidates.append(Int32(truncatingIfNeeded: candidates.count))
  }

  /// The candidates of a node, as indices in `candidates`.
  @inline(__always) func range(_ node: Int32) -> Range<Int> {
    Int(firstCandidates[Int(node)])..<Int(firstCandidates[Int(node) &+ 1])
  }

  private mutating func add(_ name: String, _ field: Field, _ rank: Int) {
    let name = Array(name.utf8)
    table[name, default: []].append(Candidate(field: field, rank: rank))
    for count in 1..<max(name.count, 1) { beginnings.insert(Array(name[..<count])) }
  }

  /// The node of key `key` below `parent`.
  mutating func node(parent: Int32, key: Bytes) -> Int32 {
    guard key.count <= 16 else { return longNode(parent: parent, key: key) }
    let head = key.head16
    let slot = Int(
      truncatingIfNeeded: hash(head, key.count, UInt64(UInt32(bitPattern: parent))) & 511)
    let length = Int32(truncatingIfNeeded: key.count)
    // Two places for each, so that two keys of every line do not drive each other out.
    let first = slot & ~1
    for way in 0...1 {
      let entry = cache[first &+ way]
      if entry.parent == parent, entry.length == length, entry.head.equals(head) {
        return entry.node
      }
    }
    let node = slowNode(parent: parent, key: key)
    cache[first &+ 1] = cache[first]
    cache[first] = CacheEntry(parent: parent, length: length, head: head, node: node)
    return node
  }

  @inline(never)
  private mutating func longNode(parent: Int32, key: Bytes) -> Int32 {
    guard key.count <= 32 else { return slowNode(parent: parent, key: key) }
    let head = key.head16
    let tail = key.dropping(key.count - 16).head16
    let seed = UInt64(UInt32(bitPattern: parent))
    let slot = Int(
      truncatingIfNeeded: (hash(head, key.count, seed) ^ hash(tail, 16, seed)) & 127)
    let known = longCache[slot]
    if known.entry.parent == parent, known.entry.length == Int32(truncatingIfNeeded: key.count),
      known.entry.head.equals(head), known.tail.equals(tail)
    {
      return known.entry.node
    }
    let node = slowNode(parent: parent, key: key)
    longCache[slot] = LongCacheEntry(
      entry: CacheEntry(
        parent: parent, length: Int32(truncatingIfNeeded: key.count), head: head, node: node),
      tail: tail)
    return node
  }

  private mutating func slowNode(parent: Int32, key: Bytes) -> Int32 {
    let parentNode = nodes[Int(parent)]
    if parentNode.isClosed || parentNode.components.count >= 8 || key.count > 256 {
      return Self.nowhere
    }
    var component = Self.normalised(key.array)
    var components = parentNode.components + [component]
    if !matters(components) {
      component = Self.anyKey
      components[components.count - 1] = component
    }
    let child = Child(parent: parent, key: component)
    if let known = children[child] {
      spell(known, key, below: parent)
      return known
    }
    guard nodes.count < Self.nodeLimit else { return Self.nowhere }
    let name = String(decoding: component, as: UTF8.self)
    append(Node(components: components, isClosed: Self.closedParents.contains(name)))
    let number = Int32(truncatingIfNeeded: nodes.count - 1)
    children[child] = number
    spell(number, key, below: parent)
    return number
  }

  /// Remembers from now on how names are spelt.
  mutating func keepSpellings() { keepsSpellings = true }

  /// Looks at the next line's names as if they were new, for they may be spelt in another way.
  mutating func forgetSpellings() {
    for i in cache.indices { cache[i] = CacheEntry() }
    for i in longCache.indices { longCache[i] = LongCacheEntry() }
  }

  /// A node's name with its parents, as it was spelt last.
  func spelling(_ node: Int32) -> [UInt8] { nodes[Int(node)].spelling }

  private mutating func spell(_ node: Int32, _ key: Bytes, below parent: Int32) {
    guard keepsSpellings else { return }
    let above = nodes[Int(parent)].spelling
    nodes[Int(node)].spelling = above + (above.isEmpty ? [] : [0x2e]) + key.array
  }

  /// Whether several keys of a line may share this node without being the same key.
  func isCommon(_ node: Int32) -> Bool { nodes[Int(node)].components.contains(Self.anyKey) }

  /// Whether the last of these can be a field, or the parent of one, or closes what is below it.
  private func matters(_ components: [[UInt8]]) -> Bool {
    if Self.closedParents.contains(
      String(decoding: components[components.count - 1], as: UTF8.self))
    {
      return true
    }
    return components.indices.contains { dropped in
      let name = Array(components[dropped...].joined())
      return table[name] != nil || beginnings.contains(name)
    }
  }

  private func found(_ components: [[UInt8]]) -> [Candidate] {
    var found: [Candidate] = []
    // Below these a client names what it likes: only a name that includes them means anything there.
    let outer = components.dropLast().firstIndex { Self.clientParents.contains($0) }
    for dropped in components.indices where dropped <= outer ?? .max {
      for candidate in table[Array(components[dropped...].joined())] ?? [] {
        let rank = candidate.rank < 0 ? -1 : candidate.rank + 3 * dropped
        if let known = found.firstIndex(where: { $0.field == candidate.field }) {
          found[known].rank = min(found[known].rank, rank)
        } else {
          found.append(Candidate(field: candidate.field, rank: rank))
        }
      }
    }
    return found
  }

  /// Lower-cased, only a–z and 0–9.
  static func normalised(_ key: [UInt8]) -> [UInt8] {
    key.compactMap { byte in
      switch byte {
      case 0x61...0x7a, 0x30...0x39: byte
      case 0x41...0x5a: byte | 0x20
      default: nil
      }
    }
  }
}

extension Field {
  /// Its name under `fields:` in the configuration.
  var configurationName: String {
    switch self {
    case .forwardedFor: "forwarded_for"
    case .userAgent: "user_agent"
    case .requestID: "request_id"
    case .keyFingerprint: "key_fingerprint"
    case .authOutcome: "auth_outcome"
    case .authReason: "auth_reason"
    case .keyState: "key_state"
    case .keyShape: "key_shape"
    case .keyHeader: "key_header"
    default: "\(self)"
    }
  }
}

extension Configuration {
  /// The names `fields:` knows.
  package static var fieldNames: [String] { Field.allCases.map(\.configurationName) }
}
