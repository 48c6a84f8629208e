/// Makes a request of a record: identity, caller, API, outcome and reason.
struct RequestReader: ~Copyable {
  private struct PathEntry {
    var api: Int32
    var route: Int32
    var isTest: Bool
    /// Of the path without its query; never 0.
    var hash: UInt64
  }
  private struct AgentEntry {
    var agent: Int32
    var family: Int32
    var rule: Int32
    var isProbe: Bool
  }
  private struct ClientEntry {
    var caller: Int32
    var rule: Int32
  }
  private struct SourceEntry {
    var address: Address?
    var rule: Int32
  }

  private var keys: KeyReader
  let rules: CallerRules
  private let routes: Routes
  private let masker: Masker
  private let parameters: KeyParameters
  let proxies: Proxies
  /// Per key: the number of its holder in the tally's callers, 0 for none; and the APIs it is for.
  private let holders: [Int32]
  let keyAPIs: [[Bool]]
  private var paths = NameCache<PathEntry>(limit: 8192)
  /// Routes by their folded text.
  private var foldedRoutes = NameCache<Int32>(limit: 8192)
  private var agents = NameCache<AgentEntry>(limit: 8192)
  private var clients = NameCache<ClientEntry>(limit: 4096)
  private var hosts = NameCache<Int32>(limit: 1024)
  private var referers = NameCache<Int32>(limit: 1024)
  private var sources = NameCache<SourceEntry>(limit: 32_768)
  private var clock = LogClock()

  init(_ configuration: Configuration, unknownHash: UnknownKeyHash, tally: inout Tally) {
    keys = KeyReader(configuration, unknownHash: unknownHash)
    rules = CallerRules(configuration.callers)
    routes = Routes(configuration)
    masker = Masker(configuration)
    parameters = KeyParameters(header: configuration.header)
    proxies = Proxies(configuration.trustedProxies)
    holders = configuration.keys.map { $0.holder.map { tally.callers.number($0) } ?? 0 }
    keyAPIs = configuration.keys.map { key in
      configuration.apis.indices.map { key.apis.contains($0) }
    }
  }

  /// The request a record describes; nil where it describes none.
  @inline(__always)
  mutating func read(_ record: borrowing Record, _ tally: inout Tally) -> Request? {
    let status = record.value(.status).flatMap { Field.status($0) }
    let path = record.kind(.path) == .null ? nil : record.value(.path)
    let hasMethod = record.has(.method) && record.kind(.method) != .null
    let isAccessLine = path != nil && (status != nil || hasMethod) || status != nil && hasMethod
    guard isAccessLine || Self.isKeyEvent(record, hasPath: path != nil) else { return nil }

    let saidRejected = Self.saysRejected(record, hasStatus: status != nil)
    let isAborted = status ?? 0 == 0 && saidRejected == nil
    var request = Request(finding: keys.find(record, isAborted: isAborted))
    request.status = status ?? 0
    if let value = record.value(.time) { request.time = clock.milliseconds(value) }
    request.hasOwnTime = request.time != nil
    if let path { addPath(path, &request, &tally) }
    addCaller(record, &request, &tally)
    if saidRejected == true || request.status == 401 || request.status == 403 {
      request.reason = reason(record, &request)
    }
    request.kind = kind(record, request)
    addTraits(record, hasOutcome: saidRejected != nil, &request)
    addPlace(record, &request, &tally)
    return request
  }

  /// Whether a log may call one of the configured keys by this word.
  func namesKey(_ word: Bytes) -> Bool { keys.names(word) }

  /// Milliseconds since 1970 of a time as logs write it; nil where it is none.
  @inline(__always)
  mutating func milliseconds(_ time: Bytes) -> Int64? { clock.milliseconds(time) }

  @inline(__always)
  private mutating func addPath(_ path: Bytes, _ request: inout Request, _ tally: inout Tally) {
    // A query may hold a key, and says nothing of the route.
    if path.firstIndex(of: 0x3f) != nil { addQuery(path, &request) }
    let path = Routes.path(path)
    let entry = paths[path] ?? remember(path: path, &tally)
    request.api = Int(entry.api)
    request.place.route = entry.route
    if entry.isTest { request.kind = .tryOut }
    request.traits.path = entry.hash
  }

  @inline(__always)
  private func addTraits(
    _ record: borrowing Record, hasOutcome: Bool, _ request: inout Request
  ) {
    request.traits.producer = record.producer
    request.traits.hasStatus = record.has(.status)
    request.traits.isWeak = record.grade == .weak
    request.traits.hasOutcome = hasOutcome || request.status != 0
    if let method = record.value(.method), method.count >= 3 {
      // Three letters tell the methods of HTTP apart, but for POST and PUT; a fourth byte is always readable.
      let letters = UnsafeRawPointer(method.base).loadUnaligned(as: UInt32.self)
      request.traits.method = (letters & (method.count > 3 ? .max : 0xff_ffff)) | 0x2020_2020
    } else if record.has(.method), record.kind(.method) == .string, request.traits.path == 0,
      record.producer >> 31 == 1
    {
      // An object that names them says that there was nothing to read: it is no request that had a path.
      request.traits.path = RequestTraits.noPath
    }
    if let event = record.value(.event), event.count <= 32 {
      request.traits.event = UInt32(
        truncatingIfNeeded: KeywatchCore.hash(event.head16, event.count, 0))
    }
    if let id = record.value(.requestID), id.count >= 4 {
      let end =
        id.count > 16
        ? UnsafeRawPointer(id.base + id.count - 8).loadUnaligned(as: UInt64.self) : 0
      request.traits.id = KeywatchCore.hash(id.head16, id.count, end) | 1
    }
  }

  /// What carries a key in a query is a secret, ours or not: nothing of the line may be kept.
  @inline(never)
  private func addQuery(_ path: Bytes, _ request: inout Request) {
    for value in parameters.values(in: path.bytes) {
      request.finding.isRaw = true
      let value = path.dropping(value.lowerBound).first(value.count)
      request.exposedInQuery = request.exposedInQuery ?? keys.identity(of: value)
    }
  }

  @inline(__always)
  private mutating func addPlace(
    _ record: borrowing Record, _ request: inout Request, _ tally: inout Tally
  ) {
    // Where none of our keys was tried, or on no API, there is no place that holds one.
    let isForeign =
      request.api < 0 || request.reason != nil && request.finding.identity.keyIndex == nil
    if isForeign ? tally.uses.isFullForRefusals : tally.uses.isFull {
      request.place = UseTable.PlaceKey()
      return
    }
    if isForeign { request.place = UseTable.PlaceKey() }
    if let address = request.address { request.place.source = tally.source(address) }
  }

  @inline(__always)
  private mutating func addCaller(
    _ record: borrowing Record, _ request: inout Request, _ tally: inout Tally
  ) {
    var rule = CallerRules.nobody
    var client: Int32 = 0
    if let agent = record.value(.userAgent), agent.count > 0 {
      let entry = agents[agent] ?? remember(agent: agent, &tally)
      request.agent = entry.agent
      request.place.family = entry.family
      rule = entry.rule
      if entry.isProbe { request.kind = .probe }
    }
    if let name = record.value(.caller), name.count > 0, !name.equals("-") {
      let entry = clients[name] ?? remember(client: name, &tally)
      rule = min(rule, entry.rule)
      client = entry.caller
    }
    if rules.usesHost, let host = record.value(.host), host.count > 0 {
      rule = min(rule, hosts[host] ?? hosts.remember(host, rules.caller(host: host.text)))
    }
    if rules.usesReferer, let referer = record.value(.referer), referer.count > 0 {
      rule = min(rule, referers[referer] ?? remember(referer: referer, &request))
    }
    if let source = proxies.source(record) {
      let entry = sources[source] ?? remember(source: source)
      request.address = entry.address
      rule = min(rule, entry.rule)
    }
    settleCaller(&request, rule: rule, client: client)
  }

  @inline(__always)
  private func settleCaller(_ request: inout Request, rule: Int32, client: Int32) {
    if rule != CallerRules.nobody {
      request.caller = rule + 1
      request.attribution = .rule
    } else if let key = request.finding.identity.keyIndex, holders[key] != 0 {
      request.caller = holders[key]
      request.attribution = .holder
    } else if client != 0 {
      request.caller = client
      request.attribution = .field
    }
  }

  private mutating func remember(path: Bytes, _ tally: inout Tally) -> PathEntry {
    let match = routes.match(path)
    let route =
      foldedRoutes[match.route]
      ?? foldedRoutes.remember(match.route, tally.routes.number(kept(match.route)))
    return paths.remember(
      path,
      PathEntry(
        api: Int32(truncatingIfNeeded: match.api), route: route, isTest: match.isTest,
        hash: PathHash.of(path)))
  }

  private mutating func remember(agent: Bytes, _ tally: inout Tally) -> AgentEntry {
    let text = kept(agent)
    let family = text.prefix { $0 != "/" && $0 != " " }
    return agents.remember(
      agent,
      AgentEntry(
        agent: tally.agents.number(text), family: tally.families.number(String(family)),
        rule: rules.caller(userAgent: text), isProbe: text.hasPrefix("keywatch-probe/")))
  }

  /// A referer whose query carries a key is not remembered, nor is its line.
  private mutating func remember(referer: Bytes, _ request: inout Request) -> Int32 {
    let rule = rules.caller(referer: referer.text)
    guard parameters.values(in: referer.bytes).isEmpty else {
      request.finding.isRaw = true
      return rule
    }
    return referers.remember(referer, rule)
  }

  private mutating func remember(client: Bytes, _ tally: inout Tally) -> ClientEntry {
    let text = kept(client)
    return clients.remember(
      client, ClientEntry(caller: tally.callers.number(text), rule: rules.caller(client: text)))
  }

  private mutating func remember(source: Bytes) -> SourceEntry {
    let address = Address(client: source)
    let rule = address.map { rules.caller(source: $0) } ?? CallerRules.nobody
    return sources.remember(source, SourceEntry(address: address, rule: rule))
  }

  /// What is kept of a text of the log: without any key, then cut, so that no part of a key is left.
  private func kept(_ text: Bytes) -> String {
    String(decoding: masker.mask(text.first(1024).array).prefix(256), as: UTF8.self)
  }
}
