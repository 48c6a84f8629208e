/// One migration judged: facts, gates and verdict, before anything is put into words.
struct Assessment: Sendable {
  let migration: Migration
  let observed: Observed
  let facts: CallerFacts
  let gates: Gates
  /// The places that may still be on the old key, most recently used there first.
  let openPlaces: [PlaceFacts]
  let doubts: [Doubt]
  /// The address that accepted requests come from, one of them; empty where none says.
  let address: String
  /// Where the newest relapse began, if gates 1 to 3 had ever held before an old-key use.
  let relapse: Timestamp?
  let traffic: KeyTraffic
  let rotation: Rotation
  let verdict: Verdict

  init(_ migration: Migration, _ observed: Observed, _ refusals: [Refusal]) {
    self.migration = migration
    self.observed = observed
    let attribution = CallerAttribution(migration, observed)
    let key = observed.key(migration.to)
    let facts = CallerFacts(migration, observed, attribution)
    self.facts = facts
    let gates = Gates(facts, observed.silence, key: key)
    self.gates = gates
    openPlaces = zip(facts.places, gates.states).filter { $0.1.isOpen }.map(\.0)
      .sorted { ($0.old.last ?? observed.now) > ($1.old.last ?? observed.now) }
    address = attribution.address
    doubts = Doubt.all(
      migration, observed, facts, hasOneAddress: attribution.hasOneAddress)
    relapse = Latch.relapse(facts, observed.silence, key: key)
    traffic = KeyTraffic(migration, api: migration.api, observed, refusals)
    rotation = Rotation(migration, observed, attribution, refusals)
    verdict = Verdict(Self.signs(facts, gates, doubts, relapse, observed.silence))
  }

  var now: Timestamp { observed.now }
  var caller: String { facts.caller }
  var api: String { observed.api(migration.api) }
  /// The names of the old and of the new key.
  var from: String { observed.key(migration.from) }
  var to: String { observed.key(migration.to) }

  /// `6 m ago`.
  func ago(_ moment: Timestamp) -> String { Wording.ago(now.since(moment)) }

  private static func signs(
    _ facts: CallerFacts, _ gates: Gates, _ doubts: [Doubt], _ relapse: Timestamp?,
    _ silence: Silence
  ) -> Signs {
    Signs(
      cannotTell: !doubts.isEmpty, isSilent: facts.isSilent(silence),
      isOnNewKey: facts.new.count > 0, isTested: facts.tested != nil,
      hasRelapsed: relapse != nil, hasRecovered: gates.haveMoved, holdsAllGates: gates.holdAll,
      holdsThreeGates: gates.holdProvisionally,
      isCapped: !facts.strangersSinceSwitch.isEmpty
        || facts.hidesTooMuch(silence.limits.shareLimit),
      isMixed: facts.isMixed(silence))
  }
}

extension CallerFacts {
  /// Whether neither key was accepted for longer than three times the caller's longest pause and 24
  /// h.
  func isSilent(_ silence: Silence) -> Bool {
    guard let lastAccepted else { return false }
    var all = old
    all.merge(new)
    let pause = max(all.longestGap(silence.covered) ?? 0, 0)
    return silence.length(since: lastAccepted) > max(3 * pause, 86_400_000)
  }

  /// Whether both keys were accepted after the new one's first use, and the old one is not silent.
  func isMixed(_ silence: Silence) -> Bool {
    guard let first = new.first, let last = old.last, last > first else { return false }
    return !silence.isSilent(old)
  }

  /// Whether more of the looks since the switch are of an unknown key than may be on the old one.
  func hidesTooMuch(_ limit: Double) -> Bool {
    guard let switched else { return false }
    let hidden = unlabelled.slots.count(after: SlotBitmap.slot(of: switched))
    return Double(hidden) > limit * Double(new.slots(after: old) + hidden)
  }
}
