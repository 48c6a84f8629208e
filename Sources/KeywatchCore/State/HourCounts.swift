/// Requests in one hour, minute by minute.
package struct HourCounts: Sendable {
  package private(set) var minutes: InlineArray<60, UInt32>

  package init() { minutes = InlineArray(repeating: 0) }

  /// Adds requests of a minute of the hour, 0 to 59.
  @inline(__always)
  package mutating func add(_ count: UInt32, minute: Int) {
    guard minute >= 0, minute < 60 else { return }
    minutes[minute] &+= count
  }

  package mutating func merge(_ other: HourCounts) {
    for minute in 0..<60 { minutes[minute] &+= other.minutes[minute] }
  }

  /// The number of the hour a moment lies in, and the minute of it; milliseconds since 1970.
  @inline(__always)
  package static func place(of time: Int64) -> (hour: Int64, minute: Int) {
    let minute = time >= 0 ? time / 60_000 : (time - 59_999) / 60_000
    let hour = minute >= 0 ? minute / 60 : (minute - 59) / 60
    return (hour, Int(minute - hour * 60))
  }
}
