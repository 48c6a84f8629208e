/// Whether the caller had already counted as switched when it used the old key again.
///
/// No state is kept for it. Between two old-key uses gates 2 and 3 only ever improve, so they held
/// at some instant if they held just before the later use; that instant is looked at again in the
/// slot bitmaps. Looks are bounded: only a run of as many new-key slots as `provisional` needs (293
/// at 5 %) can have held, so at most 28 of the 8,192 slots kept. What is older than the slots is
/// forgotten, and gate 1's hour without a refusal is taken to have occurred somewhere in the day or
/// more that such a run lasts.
enum Latch {
  /// The first old-key use after the newest stretch in which gates 1 to 3 held; nil if it never
  /// came to that.
  static func relapse(_ facts: CallerFacts, _ silence: Silence, key: String) -> Timestamp? {
    guard let needed = ShareBound.slotsNeeded(for: silence.limits.provisionalLimit) else {
      return nil
    }
    let ends = ends(ofRunsOf: needed, facts.new.slots.slots, facts.old.slots.slots)
    let slot = ends.last { slot in
      Gates(facts.before(slot), silence.at(Timestamp(slot: slot)), key: key).haveMoved
    }
    return slot.map { Timestamp(slot: $0) }
  }

  /// The old-key slots before which at least `needed` new-key slots lie without an old one among
  /// them.
  private static func ends(ofRunsOf needed: Int, _ news: [Int64], _ olds: [Int64]) -> [Int64] {
    var ends: [Int64] = []
    var i = 0
    for old in olds {
      let start = i
      while i < news.count, news[i] < old { i += 1 }
      if i - start >= needed { ends.append(old) }
      if i < news.count, news[i] == old { i += 1 }
    }
    return ends
  }
}
