/// What the verdict is decided from, each a yes or no.
struct Signs: Sendable {
  var cannotTell = false
  /// Neither key for longer than the caller ever paused, and for a day.
  var isSilent = false
  /// The caller itself succeeded with the new key.
  var isOnNewKey = false
  /// A probe or try-out succeeded with it.
  var isTested = false
  /// It used the old key again after gates 1 to 3 had held.
  var hasRelapsed = false
  /// Gates 2 and 3 hold: a relapse is over.
  var hasRecovered = false
  var holdsAllGates = false
  var holdsThreeGates = false
  /// Old-key or unlabelled requests since the switch that may be the caller's.
  var isCapped = false
  /// The old key was accepted after the new one's first use, and is not silent.
  var isMixed = false
}
