/// What makes two requests the same use, in words: as it is stored, whatever the configuration becomes.
package struct UseKey: Hashable, Sendable {
  package var caller: String
  package var attribution: Use.Attribution
  /// The API's name, empty outside them.
  package var api: String
  /// The identity as in data: a key's name, `unknown`, `none`, `unlabelled`.
  package var identity: String
  package var isPrevious: Bool
  /// nil for an accepted one.
  package var reason: Reason?
  package var kind: Use.Kind
  /// Answered with a status of 500 or more.
  package var isServerError: Bool
  /// Its source is empty where places are no longer told apart.
  package var place: Place

  package init(
    caller: String, attribution: Use.Attribution, api: String, identity: String,
    isPrevious: Bool = false, reason: Reason? = nil, kind: Use.Kind = .request,
    isServerError: Bool = false, place: Place
  ) {
    self.caller = caller
    self.attribution = attribution
    self.api = api
    self.identity = identity
    self.isPrevious = isPrevious
    self.reason = reason
    self.kind = kind
    self.isServerError = isServerError
    self.place = place
  }
}
