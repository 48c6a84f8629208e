import KeywatchCore
import KeywatchStore

/// What an engine begins with: what the state holds of its sources, and where it goes on saving.
struct Kept: ~Copyable {
  var saving: Saving?
  private(set) var tally = StoredTally()
  private(set) var positions: [Position] = []
  private(set) var coverage: [Coverage] = []
  private(set) var unknownHash = UnknownKeyHash()

  /// Opens the state, where one is wanted.
  init(_ plan: Plan) throws {
    guard let state = plan.state else {
      saving = nil
      return
    }
    var store = try Store.open(
      at: state, name: plan.configuration.name, retention: plan.configuration.retention,
      now: plan.clock.now())
    let names = plan.keptNames
    tally = try store.load(sources: names)
    // Of all sources: the number of a stream is never used twice.
    positions = try store.positions()
    coverage = try store.holes(of: names)
    unknownHash = try InstallSecret.hash(beside: state)
    saving = try Saving(store)
  }
}
