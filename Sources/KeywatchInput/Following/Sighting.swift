import KeywatchCore

/// A file seen under a name, in one look at what there is.
struct Sighting: Hashable, Sendable {
  var path: String
  var age: LogName.Age
  var identity: FileIdentity
  var size: Int64
  /// When it was written to last; nanoseconds since 1970.
  var modified: Int64 = 0
  /// True where the SOURCE itself stands for it; else it is seen only as a rotated file of one that
  /// it stands for.
  var isWanted = true
  var isCompressed = false

  var isLive: Bool { age == .live }
}
