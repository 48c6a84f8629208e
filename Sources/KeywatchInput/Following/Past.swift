import KeywatchCore

/// A stretch of content that no open file is read for now.
struct Past: Sendable {
  /// The number of its stream.
  let number: Int
  var state: FilePosition.State
  /// Where it was seen last.
  var path: String
  var identity: FileIdentity
  /// What of it was read; what is put aside for good counts as read, what may be a copy does not.
  var mark = Mark()
  /// Bytes its file had when it was seen last, and when it was written to; nil while it was not
  /// looked at in this run.
  var size: Int64 = 0
  var modified: Int64?
  /// When it came into its state, wall clock.
  var since: Timestamp
  /// False when its file is known to hold something else.
  var isInFile = true
  /// Its first bytes, where they are still known.
  var head: [UInt8]?

  /// True for one that may be a copy and was not counted: looked at again each time.
  var isDeferred: Bool { state == .aside && mark.offset == 0 }

  /// True where a file is as it was when it was looked at last.
  func isUnchanged(in sighting: Sighting) -> Bool {
    size == sighting.size && modified == sighting.modified
  }
}
