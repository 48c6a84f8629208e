/// What a tally has counted of one SOURCE since it was saved last; counts are to be added, not to replace.
package struct TallyChanges: Sendable {
  /// One use in one hour.
  package struct HourlyUse: Sendable {
    /// The use's number in this tally: the same number is the same key as long as the tally lives.
    package var row: Int
    package var key: UseKey
    /// Hours since 1970.
    package var hour: Int64
    package var count: Int
    /// Event time, milliseconds; `first > last` where no line had a time.
    package var first: Int64
    package var last: Int64
    package var minutes: HourCounts
  }

  /// The 5-minute slots of a use: all of them, to replace or to be united.
  package struct UseSlots: Sendable {
    package var row: Int
    package var slots: SlotBitmap
  }

  /// One identity in one hour: the time line.
  package struct HourlyIdentity: Sendable {
    package var identity: String
    package var hour: Int64
    package var count: Int
    package var minutes: HourCounts
  }

  /// Index of the SOURCE among those that are read.
  package var source: Int
  package var uses: [HourlyUse] = []
  package var slots: [UseSlots] = []
  package var identities: [HourlyIdentity] = []
  package var lines = LineCounts()
  /// First and last event time.
  package var span = Span()
  package var rejected: [RejectedChange] = []
  package var exposures: [ExposureChange] = []
  /// All of it (`DistinctValues.bytes`), where it changed: unknown values presented, rejected addresses.
  package var unknownValues: [UInt8]?
  package var addresses: [UInt8]?

  package init(source: Int) { self.source = source }

  package var isEmpty: Bool {
    uses.isEmpty && slots.isEmpty && lines.read == 0 && rejected.isEmpty && exposures.isEmpty
      && unknownValues == nil && addresses == nil
  }
}

/// The attempts of one address: with counts to be added in `TallyChanges`, with all counts in `StoredTally`.
package struct RejectedChange: Sendable, Equatable {
  /// The newest attempt, in words.
  package struct Newest: Sendable, Equatable {
    /// Milliseconds since 1970, `.min` where the line had none.
    package var time: Int64
    package var reason: Reason
    package var identity: String
    /// Fingerprint or HMAC of what was presented, 0 for nothing.
    package var presented: UInt64
    package var api: String
    package var userAgent: String
    package var caller: String

    package init(
      time: Int64, reason: Reason, identity: String, presented: UInt64, api: String,
      userAgent: String, caller: String
    ) {
      self.time = time
      self.reason = reason
      self.identity = identity
      self.presented = presented
      self.api = api
      self.userAgent = userAgent
      self.caller = caller
    }
  }

  /// As in reports; `unstated` where the line did not say.
  package var address: String
  package var count: Int
  /// Indexed by `Reason.rawValue - 1`, eight of them.
  package var reasons: [Int]
  /// Milliseconds; `first > last` while no attempt had a time.
  package var first: Int64
  package var last: Int64
  /// `DistinctValues.bytes`: all of it, to replace what was stored.
  package var distinct: [UInt8]
  package var newest: Newest?

  package init(
    address: String, count: Int, reasons: [Int], first: Int64, last: Int64, distinct: [UInt8],
    newest: Newest?
  ) {
    self.address = address
    self.count = count
    self.reasons = reasons
    self.first = first
    self.last = last
    self.distinct = distinct
    self.newest = newest
  }
}

/// A raw key that stood in the log so many times; milliseconds, `first > last` where no line had a time.
package struct ExposureChange: Sendable, Equatable {
  package var identity: String
  package var count: Int
  package var first: Int64
  package var last: Int64

  package init(identity: String, count: Int, first: Int64, last: Int64) {
    self.identity = identity
    self.count = count
    self.first = first
    self.last = last
  }
}
