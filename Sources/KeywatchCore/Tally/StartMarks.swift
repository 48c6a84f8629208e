/// When servers started, as their logs say: the newest times, in any order of reading the same.
package struct StartMarks: Sendable, Equatable {
  /// Milliseconds since 1970, sorted, each once.
  private var times: [Int64] = []

  private static let limit = 1024
  /// Workers boot one after another: lines that follow each other so closely are one start, in milliseconds.
  private static let pause: Int64 = 10_000

  /// Adds a time in milliseconds since 1970.
  mutating func add(_ time: Int64) {
    var low = 0
    var high = times.count
    while low < high {
      let middle = (low + high) / 2
      if times[middle] < time { low = middle + 1 } else { high = middle }
    }
    guard low == times.count || times[low] != time else { return }
    times.insert(time, at: low)
    if times.count > Self.limit { times.removeFirst() }
  }

  mutating func merge(_ other: StartMarks) {
    for time in other.times { add(time) }
  }

  /// The starts, oldest first.
  package var starts: [Timestamp] {
    times.indices.filter { $0 == 0 || times[$0] - times[$0 - 1] > Self.pause }.map {
      Timestamp(milliseconds: times[$0])
    }
  }
}
