/// Everything that was counted: a value that merges with another one of the same configuration.
package struct Tally: ~Copyable, Sendable {
  package let configuration: Configuration
  package internal(set) var lines = LineCounts()

  /// Number 0 is `unattributed`, then come the configured callers in their order.
  var callers: NameTable
  var sources = NameTable(fallback: "many sources", limit: UseTable.placeLimit + 1)
  var routes = NameTable(fallback: "", limit: 4096)
  var families = NameTable(fallback: "", limit: 4096)
  var agents = NameTable(fallback: "", limit: 8192)
  private var sourceNumbers: [Address: Int32] = [:]
  var uses = UseTable()
  var rejected = RejectedSources()
  /// Who had a request accepted.
  var acceptedSources = AddressFilter()
  var timeline = Timeline()
  private var minute = MinuteCounts()
  /// Per key: how often it stood in the log as it is.
  var exposures: [KeyIdentity: Exposure] = [:]
  var examples = Examples()
  /// When servers started.
  package internal(set) var marks = StartMarks()
  /// What was seen of each input by its number, and of the one that is being read.
  package private(set) var spans: [Int: Span] = [:]
  private var span = Span()
  /// What the region that was read last covers.
  package private(set) var lastRegion = Span()
  /// What is to be saved; nil where nothing is.
  var unsaved: UnsavedTally?
  /// Per API whether some caller migrates on it: only there are 5-minute slots kept.
  private let migratingAPIs: [Bool]
  /// Callers that only the log knows; further ones are unattributed.
  private static let callerLimit = 8192

  package init(configuration: Configuration) {
    self.configuration = configuration
    callers = NameTable(
      fallback: "unattributed", limit: Self.callerLimit + configuration.callers.count)
    for caller in configuration.callers { _ = callers.number(caller.name) }
    migratingAPIs = configuration.apis.indices.map { api in
      configuration.migrations.contains { $0.api == api }
    }
  }

  /// A request and the row it belongs to; further ones like it differ in their time alone.
  struct Known: BitwiseCopyable {
    var request: Request
    var row: Int
    var keepsSlots: Bool
    /// Rejected, or with a key that stood in the line as it is.
    var isRare: Bool
    /// Whether the row has been found.
    var hasRow: Bool { row >= 0 }

    /// Whether lines like this one may be counted by it; `hasTime` says that their time can be found.
    func canBeRemembered(hasTime: Bool) -> Bool {
      !request.finding.isRaw && hasTime == request.hasOwnTime
    }
  }

  /// Finds the row a request belongs to.
  mutating func known(_ request: Request) -> Known {
    if request.reason == nil, request.kind.isOwn || request.kind == .tryOut,
      let address = request.address
    {
      acceptedSources.insert(address)
    }
    let row = uses.row(
      UseTable.Key(
        caller: request.caller, attribution: request.attribution.rawValue,
        api: UInt16(truncatingIfNeeded: request.api &+ 1),
        identity: request.finding.identity.code, isPrevious: request.finding.isPrevious,
        outcome: request.reason?.rawValue ?? 0, kind: request.kind.rawValue,
        isServerError: request.status >= 500, place: request.place))
    let isMigrating = request.api >= 0 && migratingAPIs[request.api]
    return Known(
      request: request, row: row,
      keepsSlots: request.reason == nil && request.status < 500 && isMigrating,
      isRare: request.reason != nil || request.finding.isExposed || request.exposedInQuery != nil)
  }

  /// Counts one request at a time in milliseconds; nil where it has none.
  @inline(__always)
  mutating func add(_ known: UnsafePointer<Known>, at time: Int64?) {
    lines.decoded &+= 1
    uses.count(known.pointee.row, time: time, keepsSlots: known.pointee.keepsSlots)
    let code = known.pointee.request.finding.identity.code
    if let time {
      span.add(time)
      if !minute.add(code, time) { startMinute(code, time) }
    }
    if known.pointee.isRare { addRare(known.pointee.request, time) }
  }

  @inline(never)
  private mutating func startMinute(_ code: UInt16, _ time: Int64) {
    minute.flush(into: &timeline)
    minute.start(code, time)
  }

  @inline(never)
  private mutating func addRare(_ request: Request, _ time: Int64?) {
    if request.finding.isExposed { expose(request.finding.identity, time) }
    if let key = request.exposedInQuery,
      !request.finding.isExposed || key != request.finding.identity
    {
      expose(key, time)
    }
    guard let reason = request.reason, request.kind.isOwn || request.kind == .tryOut else {
      return
    }
    var attempt = RejectedSources.Attempt()
    attempt.time = time ?? .min
    attempt.reason = reason
    attempt.identity = request.finding.identity
    attempt.presented = request.finding.presented
    attempt.api = Int32(truncatingIfNeeded: request.api)
    attempt.agent = request.agent
    attempt.caller = request.caller
    rejected.add(attempt, from: request.address ?? .unstated)
  }

  /// Counts one line in which a key stood as it is.
  mutating func expose(_ identity: KeyIdentity, _ time: Int64?) {
    let at = time.map(Timestamp.init(milliseconds:))
    let exposure = Exposure(identity: identity, count: 1, first: at, last: at)
    merge(exposure)
    unsaved?.add(exposure)
  }

  mutating func merge(_ exposure: Exposure) {
    if exposures[exposure.identity]?.merge(exposure) == nil {
      exposures[exposure.identity] = exposure
    }
  }

  /// The number of an address among the sources of places.
  @inline(__always)
  mutating func source(_ address: Address) -> Int32 {
    if let known = sourceNumbers[address] { return known }
    guard sourceNumbers.count < UseTable.placeLimit else { return 0 }
    let number = sources.number(address.description)
    sourceNumbers[address] = number
    return number
  }

  /// Counts one undecoded record.
  mutating func add(_ reason: Undecoded, count: Int = 1) {
    lines.undecodedByReason[reason.rawValue] += count
  }

  /// Books what was read since the last call to an input.
  mutating func endRegion(of input: Int) {
    merge(span, of: input)
    lastRegion = span
    span = Span()
  }

  mutating func merge(_ span: Span, of input: Int) {
    spans[input, default: Span()].merge(span)
  }

  /// Everything of the present minute is in `timeline` after this.
  mutating func settle() { minute.flush(into: &timeline) }
}

/// The counts of the minute that is being read, so that the timeline is touched once a minute.
private struct MinuteCounts: Sendable {
  /// Where the minute begins, milliseconds since 1970; later than everything while there is none.
  private var row = Int64.max
  private var counts = [UInt32](repeating: 0, count: 16)

  /// Counts a request of this minute; false where it belongs to another one.
  @inline(__always)
  mutating func add(_ code: UInt16, _ time: Int64) -> Bool {
    guard time >= row, time &- row < 60_000, Int(code) < counts.count else { return false }
    counts[Int(code)] &+= 1
    return true
  }

  mutating func start(_ code: UInt16, _ time: Int64) {
    row = Timeline.row(time, 60_000) * 60_000
    while counts.count <= Int(code) { counts.append(0) }
    counts[Int(code)] = 1
  }

  mutating func flush(into timeline: inout Timeline) {
    guard row != .max else { return }
    for code in counts.indices where counts[code] > 0 {
      timeline.add(
        KeyIdentity(code: UInt16(truncatingIfNeeded: code)), at: Timestamp(milliseconds: row),
        count: counts[code])
      counts[code] = 0
    }
    row = .max
  }
}

extension Tally.Known {
  /// A request whose row is not found yet.
  init(_ request: Request) {
    self.init(request: request, row: -1, keepsSlots: false, isRare: false)
  }
}

extension Address {
  /// Stands for a line that does not say where it came from.
  static let unstated = Address(high: .max, low: .max)
}
