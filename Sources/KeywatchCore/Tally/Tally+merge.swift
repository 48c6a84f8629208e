extension Tally {
  /// Adds everything `other` counted; both must have been made with the same configuration.
  package mutating func merge(_ other: inout Tally) {
    other.settle()
    settle()
    lines.merge(other.lines)
    let translation = Translation(other, into: &self)
    for (number, row) in other.uses.rows.enumerated() {
      uses.merge(row, other.uses.total(number), as: translation.key(row.key, isFull: uses.isFull))
    }
    for var row in other.rejected.rows {
      if var newest = row.newest {
        newest.agent = translation.agents[Int(newest.agent)]
        newest.caller = translation.callers[Int(newest.caller)]
        row.newest = newest
      }
      rejected.merge(row)
    }
    rejected.mergeTotals(other.rejected)
    acceptedSources.merge(other.acceptedSources)
    timeline.merge(other.timeline)
    examples.merge(other.examples)
    marks.merge(other.marks)
    for (input, span) in other.spans { merge(span, of: input) }
    for exposure in other.exposures.values { merge(exposure) }
  }

  /// The numbers of another tally's names in this one.
  private struct Translation {
    let callers: [Int32]
    let sources: [Int32]
    let routes: [Int32]
    let families: [Int32]
    let agents: [Int32]

    init(_ other: borrowing Tally, into tally: inout Tally) {
      callers = other.callers.names.map { tally.callers.number($0) }
      sources = other.sources.names.map { tally.sources.number($0) }
      routes = other.routes.names.map { tally.routes.number($0) }
      families = other.families.names.map { tally.families.number($0) }
      agents = other.agents.names.map { tally.agents.number($0) }
    }

    func key(_ key: UseTable.Key, isFull: Bool) -> UseTable.Key {
      var key = key
      key.caller = callers[Int(key.caller)]
      guard !isFull else {
        key.place = UseTable.PlaceKey()
        return key
      }
      key.place.source = sources[Int(key.place.source)]
      key.place.route = routes[Int(key.place.route)]
      key.place.family = families[Int(key.place.family)]
      return key
    }
  }
}

extension LineCounts {
  /// Adds what `other` counted.
  package mutating func merge(_ other: LineCounts) {
    decoded += other.decoded
    merged += other.merged
    suspect += other.suspect
    outside += other.outside
    blank += other.blank
    for i in undecodedByReason.indices { undecodedByReason[i] += other.undecodedByReason[i] }
  }

  /// What was counted since `earlier`.
  package func since(_ earlier: LineCounts) -> LineCounts {
    var difference = self
    difference.decoded -= earlier.decoded
    difference.merged -= earlier.merged
    difference.suspect -= earlier.suspect
    difference.outside -= earlier.outside
    difference.blank -= earlier.blank
    for i in undecodedByReason.indices {
      difference.undecodedByReason[i] -= earlier.undecodedByReason[i]
    }
    return difference
  }
}
