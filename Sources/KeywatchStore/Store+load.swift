import GRDB
import KeywatchCore

extension Store {
  /// What was counted of these SOURCEs in all time; rows of a tally are numbered anew from here on.
  package mutating func load(sources: [String]) throws(StoreError) -> StoredTally {
    ids.uses = [:]
    return try read { db in
      let rows = StateRows(db: db)
      return try rows.tally(rows.sources(sources).map(\.id))
    }
  }

  /// How far the streams of all SOURCEs have been read; throws where a row cannot be.
  package func positions() throws(StoreError) -> [Position] {
    try read { db in try StateRows(db: db).streams(nil, path).map(\.position) }
  }

  /// What was seen of these SOURCEs, with its holes, in their order.
  package func holes(of sources: [String]) throws(StoreError) -> [Coverage] {
    try read { db in try StateRows(db: db).coverage(sources) }
  }

  /// The newest transition of each step.
  package func lastTransitions() throws(StoreError) -> [StepTransition] {
    let all = try read { db in try StateRows(db: db).transitions() }
    var newest: [StepTransition] = []
    for transition in all {
      newest.removeAll {
        ($0.caller, $0.api, $0.step) == (transition.caller, transition.api, transition.step)
      }
      newest.append(transition)
    }
    return newest
  }

  /// The SOURCEs that somebody wants forgotten; a wish stands until `forget(source:)` has fulfilled it.
  package func forgetRequests() throws(StoreError) -> [String] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT source FROM forget").compactMap { $0.at(0).text }
    }
  }

  /// Forgets everything of a SOURCE.
  package mutating func forget(source: String) throws(StoreError) {
    ids = RowIDs()
    try write { db in
      try db.execute(sql: "DELETE FROM forget WHERE source = ?", arguments: [source])
      guard
        let id = try Int64.fetchOne(
          db, sql: "SELECT id FROM source WHERE name = ?", arguments: [source])
      else { return }
      for table in ["use_hour", "use_day"] {
        try db.execute(
          sql: "DELETE FROM \(table) WHERE use IN (SELECT id FROM use WHERE source = ?)",
          arguments: [id])
      }
      for table in ["use", "key_hour", "key_day", "rejected", "exposure", "position", "hole"] {
        try db.execute(sql: "DELETE FROM \(table) WHERE source = ?", arguments: [id])
      }
      try db.execute(sql: "DELETE FROM source WHERE id = ?", arguments: [id])
    }
  }
}
