/// What was made of a name, by its bytes, so that it is made once; starts anew when it is full.
struct NameCache<Entry>: ~Copyable {
  private var interner: Interner
  private var entries: [Entry] = []

  init(limit: Int) { interner = Interner(limit: limit, arenaLimit: limit * 64) }

  /// What was remembered of `name`.
  @inline(__always)
  subscript(name: Bytes) -> Entry? { interner.number(name).map { entries[$0] } }

  /// Remembers `entry` for a name that is not known, and returns it.
  mutating func remember(_ name: Bytes, _ entry: Entry) -> Entry {
    if interner.add(name) != nil {
      entries.append(entry)
    } else {
      interner.removeAll()
      entries.removeAll(keepingCapacity: true)
    }
    return entry
  }
}
