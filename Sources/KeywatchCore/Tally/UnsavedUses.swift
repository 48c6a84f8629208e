/// What was counted of uses since it was saved last: per SOURCE, row and hour, to be added to what is stored.
struct UnsavedUses: Sendable {
  struct Entry: Sendable {
    var source: Int
    var row: Int
    /// Hours since 1970.
    var hour: Int64
    var count = UseTable.Count()
    var minutes = HourCounts()
  }

  private struct Place: Hashable {
    var source: Int32
    var row: Int32
    var hour: Int64
  }

  /// The SOURCE that is being read.
  var source = 0
  private(set) var entries: [Entry] = []
  /// Rows whose 5-minute slots have changed.
  var slots: Set<Int> = []
  private var numbers: [Place: Int32] = [:]

  /// Adds what was counted of a row in the minute that begins at `minute`, milliseconds since 1970.
  mutating func add(_ count: UseTable.Count, row: Int, at minute: Int64) {
    let (hour, minute) = HourCounts.place(of: minute)
    let number = number(row, hour)
    entries[number].count.merge(count)
    entries[number].minutes.add(UInt32(truncatingIfNeeded: count.requests), minute: minute)
  }

  /// Everything is saved.
  mutating func removeAll() {
    entries.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    slots.removeAll()
  }

  private mutating func number(_ row: Int, _ hour: Int64) -> Int {
    let place = Place(
      source: Int32(truncatingIfNeeded: source), row: Int32(truncatingIfNeeded: row), hour: hour)
    if let known = numbers[place] { return Int(known) }
    numbers[place] = Int32(truncatingIfNeeded: entries.count)
    entries.append(Entry(source: source, row: row, hour: hour))
    return entries.count - 1
  }
}
