import CTerminal

/// What a wait for the outside ended with; nothing when the time was up.
struct Sightings: OptionSet {
  let rawValue: Int32
  static let signal = Sightings(rawValue: Int32(KW_SIGNAL))
  static let wake = Sightings(rawValue: Int32(KW_WAKE))
  static let hangup = Sightings(rawValue: Int32(KW_HANGUP))
}
