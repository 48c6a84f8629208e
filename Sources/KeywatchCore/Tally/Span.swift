/// From the first to the last event time of something, milliseconds since 1970.
package struct Span: Sendable, Equatable, BitwiseCopyable {
  package private(set) var first = Int64.max
  package private(set) var last = Int64.min

  package init() {}

  /// As it was stored; milliseconds since 1970.
  package init(first: Int64, last: Int64) {
    self.first = first
    self.last = last
  }

  /// True while nothing had a time.
  package var isEmpty: Bool { first > last }

  @inline(__always) mutating func add(_ time: Int64) {
    if time < first { first = time }
    if time > last { last = time }
  }

  package mutating func merge(_ other: Span) {
    first = min(first, other.first)
    last = max(last, other.last)
  }
}

extension Coverage {
  /// Widens what was seen by `span`.
  package mutating func add(_ span: Span) {
    guard !span.isEmpty else { return }
    from = [from, Timestamp(milliseconds: span.first)].compactMap(\.self).min()
    to = [to, Timestamp(milliseconds: span.last)].compactMap(\.self).max()
  }
}
