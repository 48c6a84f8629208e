/// Where requests came from of which nobody knows whose they are, with a rule that would claim each.
package struct UnattributedSources: Sendable {
  /// One address with one program.
  package struct Row: Sendable, Equatable {
    /// The client's address; empty where the log does not say.
    package let source: String
    /// The program's name without its version; empty where the log does not say.
    package let userAgent: String
    /// APIs with the routes on them, the busiest first.
    package fileprivate(set) var routes: [String] = []
    /// In the order of `Configuration.identities`.
    package fileprivate(set) var keys: [KeyIdentity] = []
    package fileprivate(set) var accepted = 0
    package fileprivate(set) var rejected = 0
    /// nil where no line said when it was.
    package fileprivate(set) var last: Timestamp?

    package var requests: Int { accepted + rejected }
  }

  /// Those with accepted requests first, the busiest first.
  package private(set) var rows: [Row] = []
  /// All of their requests.
  package var requests: Int { rows.reduce(0) { $0 + $1.requests } }
  /// The addresses that each program (in lower case) was seen at, in everybody's requests.
  private var addresses: [String: Set<String>] = [:]
  private let names: Set<String>
  /// A private address that every request comes from: a proxy's, it seems.
  package private(set) var proxy: String?
  /// What makes the addresses behind the proxy known, one sentence.
  package var proxyCure: String? { proxy.map(Assessment.cure(ofProxy:)) }

  package init(_ snapshot: Snapshot) {
    names = Set(snapshot.configuration.callers.map(\.name) + ["unattributed"])
    var numbers: [Origin: Int] = [:]
    var routes: [[String: Int]] = []
    for use in snapshot.uses where use.isAttempt {
      addresses[use.place.userAgent.lowercased(), default: []].insert(use.place.source)
      guard use.attribution == .unattributed else { continue }
      let origin = Origin(use.place)
      let number = numbers[origin] ?? rows.count
      if number == rows.count {
        numbers[origin] = number
        rows.append(Row(source: origin.source, userAgent: origin.userAgent))
        routes.append([:])
      }
      rows[number].add(use)
      let api = use.api.flatMap { snapshot.configuration.apis[safe: $0]?.name } ?? ""
      routes[number]["\(api) \(use.place.route)", default: 0] += use.count
    }
    for number in rows.indices {
      rows[number].routes = routes[number].sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        .map(\.key)
    }
    rows.sort(by: Row.precedes)
    let sources = Set(addresses.values.joined())
    if sources.count == 1, let only = sources.first, Address(only)?.isPrivate ?? false {
      proxy = only
    }
  }

  /// The callers that would claim some rows, each once; rows that nothing tells apart have none.
  package func claims(of rows: some Sequence<Row>) -> [Caller] {
    var claims: [Caller] = []
    var taken = names
    for row in rows {
      guard let (name, match) = claim(row), !claims.contains(where: { $0.match == [match] }) else {
        continue
      }
      let free = Self.free(name, taken)
      taken.insert(free)
      claims.append(Caller(name: free, match: [match]))
    }
    return claims
  }

  /// The name, with the first number behind it that makes it one that is not taken.
  private static func free(_ name: String, _ taken: Set<String>) -> String {
    guard taken.contains(name) else { return name }
    var number = 2
    while taken.contains("\(name)-\(number)") { number += 1 }
    return "\(name)-\(number)"
  }

  /// A program that nobody else uses says more than an address, which may change.
  private func claim(_ row: Row) -> (name: String, match: Caller.Match)? {
    if isTelling(row) { return (row.userAgent, .userAgent(row.userAgent + "*")) }
    // The address of a proxy would claim everybody.
    guard row.source != proxy else { return nil }
    return AddressBlock(row.source).map { (row.source, .source($0)) }
  }

  private func isTelling(_ row: Row) -> Bool {
    let program = row.userAgent.lowercased()
    // What is no plain word may not be the same once it stood in a file.
    guard (3...64).contains(program.utf8.count),
      program.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }),
      !program.contains("*"),
      !Self.common.contains(program)
    else { return false }
    let rule = Wildcard(program + "*")
    return addresses.allSatisfy { $0.value == [row.source] || !rule.matches($0.key) }
  }

  /// Programs that anybody may use: that only one address was seen with them means nothing.
  private static let common: Set<String> = [
    "aiohttp", "apache-httpclient", "axios", "chrome", "curl", "dart", "faraday", "go-http-client",
    "got", "guzzlehttp", "httpie", "hyper", "insomnia", "java", "java-http-client", "libwww-perl",
    "mozilla", "node", "node-fetch", "okhttp", "opera", "php", "postmanruntime", "python",
    "python-httpx", "python-requests", "python-urllib", "reqwest", "ruby", "undici", "wget",
  ]
}

extension UnattributedSources.Row {
  fileprivate mutating func add(_ use: Use) {
    if use.outcome.isAccepted { accepted += use.count } else { rejected += use.count }
    if !keys.contains(use.identity) {
      keys.append(use.identity)
      keys.sort()
    }
    if use.isTimed { last = max(last ?? use.last, use.last) }
  }

  fileprivate static func precedes(_ a: Self, _ b: Self) -> Bool {
    (b.accepted, b.rejected, a.source, a.userAgent)
      < (a.accepted, a.rejected, b.source, b.userAgent)
  }
}
