/// A tally as a state holds it, of some SOURCEs and of all time or of a window of it.
package struct StoredTally: Sendable {
  /// One use with all that was counted of it.
  package struct StoredUse: Sendable, Equatable {
    package var key: UseKey
    package var count: Int
    /// Milliseconds; `first > last` where no line had a time.
    package var first: Int64
    package var last: Int64
    package var slots: SlotBitmap

    package init(key: UseKey, count: Int, first: Int64, last: Int64, slots: SlotBitmap) {
      self.key = key
      self.count = count
      self.first = first
      self.last = last
      self.slots = slots
    }
  }

  /// Requests of an identity in one row of the time line.
  package struct Moment: Sendable, Equatable {
    package var identity: String
    /// Where it begins, seconds since 1970.
    package var start: Int64
    package var count: Int

    package init(identity: String, start: Int64, count: Int) {
      self.identity = identity
      self.start = start
      self.count = count
    }
  }

  package var uses: [StoredUse] = []
  package var timeline: [Moment] = []
  package var lines = LineCounts()
  /// Per SOURCE, by its index among those asked for: first and last event time.
  package var spans: [Span] = []
  package var rejected: [RejectedChange] = []
  package var exposures: [ExposureChange] = []
  /// `DistinctValues.bytes`, one per SOURCE that has any.
  package var unknownValues: [[UInt8]] = []
  package var addresses: [[UInt8]] = []

  package init() {}
}
