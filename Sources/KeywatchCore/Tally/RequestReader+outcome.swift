// What became of a request, as its line says it, and what kind of request it was.
extension RequestReader {
  @inline(__always)
  static func saysRejected(_ record: borrowing Record, hasStatus: Bool) -> Bool? {
    if let value = record.value(.authOutcome),
      let said = KeyWords.isRejected(value, record.kind(.authOutcome))
    {
      // `authenticated: false` beside an answer only says that nobody asked who it was.
      let isNo = record.kind(.authOutcome) == .no || value.equalsIgnoringCase("false")
      return said && hasStatus && isNo ? nil : said
    }
    return hasStatus ? nil : saysRejectedWithoutStatus(record)
  }

  private static func saysRejectedWithoutStatus(_ record: borrowing Record) -> Bool? {
    if let value = record.value(.outcome),
      let said = KeyWords.isRejected(value, record.kind(.outcome))
    {
      return said
    }
    if let value = record.value(.authReason), KeyWords.reason(value) != nil { return true }
    return record.value(.event).flatMap(KeyEvent.isRejected)
  }

  /// A line without method or status that is about a key all the same: it says what became of one, and of whose.
  static func isKeyEvent(_ record: borrowing Record, hasPath: Bool) -> Bool {
    guard hasPath || record.has(.source) || record.has(.method) else { return false }
    if let event = record.value(.event), KeyEvent.isRejected(event) != nil { return true }
    guard hasPath else { return false }
    if let value = record.value(.authReason), KeyWords.reason(value) != nil { return true }
    return record.value(.authOutcome).flatMap {
      KeyWords.isRejected($0, record.kind(.authOutcome))
    } != nil
  }

  /// Why a request was rejected; what the line says stands only where the key is none of ours.
  func reason(_ record: borrowing Record, _ request: inout Request) -> Reason {
    let finding = request.finding
    if finding.isRetired { return .retired }
    if let key = finding.identity.keyIndex {
      if finding.isPrevious { return .retired }
      return request.api >= 0 && !keyAPIs[key][request.api] ? .scope : .activeRefused
    }
    var said = record.value(.authReason).flatMap(KeyWords.reason)
    if said == nil, request.status == 0 { said = record.value(.event).flatMap(KeyEvent.reason) }
    let isOpen = finding.identity == .unlabelled || isUnnamed(finding, record)
    if isOpen, let word = said.map(KeyWords.identity), word != .unlabelled {
      (request.finding.identity, request.finding.basis) = (word, .reason)
    }
    switch request.finding.identity {
    case .keyless: return said ?? .missing
    case .unknown: return said ?? .unknown
    default: return said ?? .unspecified
    }
  }

  /// Whether the line has a field for a key's name with no name in it: it may be that of a key that has none.
  private func isUnnamed(_ finding: KeyReader.Finding, _ record: borrowing Record) -> Bool {
    finding.identity == .keyless && record.has(.key) && !record.has(.keyHeader)
  }

  @inline(__always)
  func kind(_ record: borrowing Record, _ request: Request) -> Use.Kind {
    if request.kind == .probe { return .probe }
    // Words about a key that name no path may be about any API.
    if request.api < 0, record.has(.path) || record.has(.method) || record.has(.status) {
      return .notAttempt
    }
    if request.finding.identity.keyIndex == nil, request.finding.identity != .unknown,
      let method = record.value(.method), method.count == 7, method.equalsIgnoringCase("options")
    {
      return .notAttempt
    }
    return request.kind == .tryOut && request.attribution == .rule ? .request : request.kind
  }
}
