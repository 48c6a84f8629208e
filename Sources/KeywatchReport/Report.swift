import KeywatchCore

/// What a snapshot says, written down for programs or for people.
package struct Report {
  let snapshot: Snapshot
  /// How many rows a list has at most.
  let top: Int
  /// The caller that the report is a copy for; nil for the whole, which is for nobody outside.
  let caller: String?

  /// The whole report, or the copy for a caller: of nobody else is anything in it.
  package init(_ snapshot: Snapshot, caller: String? = nil, top: Int = 100) {
    self.snapshot = caller.map(snapshot.copy) ?? snapshot
    self.top = max(top, 0)
    self.caller = caller
  }

  /// Who may read it: `internal`, or the name of a caller.
  var audience: String { caller ?? "internal" }

  /// The tables that can be written.
  package var tables: [Sheet.Name] {
    caller == nil ? Sheet.Name.allCases : [.keys, .callers, .places, .steps, .coverage]
  }

  /// The rejected sources that are listed, and how many are left out.
  var rejectedSources: (listed: ArraySlice<RejectedSource>, others: Int) {
    let sources = snapshot.rejections.sources
    let listed = sources.prefix(top)
    return (listed, snapshot.rejections.others + sources.count - listed.count)
  }

  /// Why lines were not understood: only reasons that occurred, most frequent first.
  var undecodedReasons: [(reason: Undecoded, count: Int)] {
    Undecoded.allCases.map { ($0, snapshot.lines.undecodedByReason[safe: $0.rawValue] ?? 0) }
      .filter { $0.count > 0 }
      .sorted { ($1.count, $0.reason.word) < ($0.count, $1.reason.word) }
  }

  /// The name of the API with this index in the configuration.
  func api(_ index: Int) -> String { snapshot.configuration.apis[safe: index]?.name ?? "" }

  /// The name of an identity as it stands in data.
  func name(_ identity: KeyIdentity) -> String { identity.name(in: snapshot.configuration) }
}
