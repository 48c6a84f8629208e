/// The four gates of `domain.md` 3.1; the third at both its limits.
struct Gates: Sendable, Equatable {
  /// 1: the caller succeeds with the new key and is refused with none.
  let works: Gate
  /// 2: no known place may still be on the old key.
  let places: Gate
  /// 3: the share that can still be on the old key is small enough for `provisional`.
  let share: Gate
  /// 3 again, for `confirmed`.
  let certainty: Gate
  /// 4: the old key has been silent long enough.
  let silence: Gate
  /// New-key slots after the last old-key use, and the share bound they make.
  let slots: Int
  let bound: Double
  /// Where each of the caller's places stands, in their order.
  let states: [PlaceStatus.State]

  init(_ facts: CallerFacts, _ silence: Silence, key: String) {
    let slots = facts.new.slots(after: facts.old)
    self.slots = slots
    bound = ShareBound.value(slots: slots)
    works = Self.works(facts, silence, key)
    states = facts.places.map { $0.state(silence) }
    places = Self.places(zip(facts.places, states), silence, key)
    let pace = Pace(facts, silence)
    share = Self.share(slots, silence.limits.provisionalLimit, pace)
    certainty = Self.share(slots, silence.limits.shareLimit, pace)
    self.silence = Self.silence(facts, silence)
  }

  /// Gates 1 to 3 at the provisional limit.
  var holdProvisionally: Bool { works.isMet && haveMoved }
  /// All four.
  var holdAll: Bool { holdProvisionally && certainty.isMet && silence.isMet }
  /// Gates 2 and 3: what only an old-key use can undo.
  var haveMoved: Bool { places.isMet && share.isMet }

  /// When the last of the given gates would be met; nil where one of them cannot be foretold.
  static func expected(_ gates: [Gate]) -> Timestamp? {
    let unmet = gates.filter { !$0.isMet }
    let dates = unmet.compactMap(\.expected)
    return dates.count == unmet.count ? dates.max() : nil
  }

  private static func works(_ facts: CallerFacts, _ silence: Silence, _ key: String) -> Gate {
    let hour: Int64 = 3_600_000
    let count = min(facts.new.count, 3)
    guard count == 3 else {
      let missing = "\(count) of 3 accepted requests on \(key)"
      return Gate(progress: Double(count) / 3, missing: [missing])
    }
    guard let refused = facts.lastRefused, silence.now.since(refused) < hour else { return .met }
    let age = max(silence.now.since(refused), 0)
    return Gate(
      progress: Double(age) / Double(hour),
      missing: ["a request was refused \(Wording.ago(age)) (an hour without one is needed)"],
      expected: refused.advanced(byMilliseconds: hour))
  }

  private static func places(
    _ places: Zip2Sequence<[PlaceFacts], [PlaceStatus.State]>, _ silence: Silence, _ key: String
  ) -> Gate {
    let horizon = silence.horizon
    let known = places.filter { place, _ in place.old.last.map { $0 > horizon } ?? false }
    let open = known.filter { $0.1.isOpen }.map(\.0)
    guard !open.isEmpty else { return .met }
    let dates = open.compactMap { expected($0, silence) }
    return Gate(
      progress: Double(known.count - open.count) / Double(known.count),
      missing: Wording.list(open, "more places") { describe($0, silence, key) },
      expected: dates.count == open.count ? dates.max() : nil)
  }

  /// A place that already works with the new key only has to wait; of the others nobody knows.
  private static func expected(_ place: PlaceFacts, _ silence: Silence) -> Timestamp? {
    guard let last = place.old.last, place.new.count(after: place.old) >= 3 else { return nil }
    let needed = silence.needed(after: place.old)
    return silence.now.advanced(byMilliseconds: needed - silence.length(since: last))
  }

  private static func describe(_ place: PlaceFacts, _ silence: Silence, _ key: String) -> String {
    let age = place.old.last.map { Wording.ago(silence.now.since($0)) } ?? "unknown"
    var text = "\(Wording.place(place.place)): last old-key use \(age)"
    if place.old.hasCadence, let gap = place.old.longestGap(silence.covered) {
      text += ", longest gap \(Wording.duration(gap))"
    }
    let count = place.new.count(after: place.old)
    return text + (count == 0 ? ", not on \(key) since" : ", \(count) on \(key) since")
  }

  private static func share(_ slots: Int, _ limit: Double, _ pace: Pace) -> Gate {
    guard let needed = ShareBound.slotsNeeded(for: limit) else {
      return Gate(progress: 0, missing: ["the share limit \(limit) cannot be reached"])
    }
    guard slots < needed else { return .met }
    let bound = Wording.share(ShareBound.value(slots: slots))
    return Gate(
      progress: Double(slots) / Double(needed),
      missing: [
        "up to \(bound) can still be on the old key; \(Wording.share(limit)) takes "
          + "\(needed - slots) more 5-minute slots"
      ],
      expected: pace.date(of: needed - slots))
  }

  private static func silence(_ facts: CallerFacts, _ silence: Silence) -> Gate {
    guard let lastNew = facts.new.last else {
      return Gate(progress: 0, missing: ["no silence of the old key while the new one works yet"])
    }
    let until = silence.at(lastNew)
    let waits = facts.places.compactMap { wait($0.old, until) }
    let unseen = until.covered.start.map {
      (until.length(since: $0), until.proof(after: Activity()))
    }
    let all = waits.isEmpty ? [unseen ?? (0, until.proof(after: Activity()))] : waits
    guard let worst = all.max(by: { $0.needed - $0.silence < $1.needed - $1.silence }),
      worst.silence < worst.needed
    else { return .met }
    let remaining = worst.needed - worst.silence
    return Gate(
      progress: Double(max(worst.silence, 0)) / Double(worst.needed),
      missing: [
        "old key silent for \(Wording.duration(worst.silence)) of "
          + "\(Wording.duration(worst.needed)) needed"
      ],
      expected: silence.now.advanced(byMilliseconds: remaining))
  }

  private static func wait(
    _ old: Activity, _ until: Silence
  ) -> (silence: Int64, needed: Int64)? {
    guard let last = old.last else { return nil }
    return (until.length(since: last), until.proof(after: old))
  }
}
