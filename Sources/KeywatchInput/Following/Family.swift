/// The files of one name that were seen in one look, in reading order.
struct Family: Sendable {
  /// The path their writer uses.
  var name: String
  var sightings: [Sighting]
}
