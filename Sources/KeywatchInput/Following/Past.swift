import KeywatchCore

/// A stretch of content that no open file is read for now.
struct Past: Sendable, Equatable {
  /// The number of its stream.
  let number: Int
  var state: FilePosition.State
  /// Where it was seen last.
  var path: String
  var identity: FileIdentity
  /// What of it was read, or was there when it was put aside.
  var mark = Mark()
  /// True for what may be a copy: it is looked at again each time.
  var isDeferred = false
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

  /// True where a file is as it was when it was looked at last.
  func isUnchanged(in sighting: Sighting) -> Bool {
    size == sighting.size && modified == sighting.modified
  }
}
