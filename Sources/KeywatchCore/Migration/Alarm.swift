/// Something about keys that an operator should look at: raised, counted up, and cleared.
package struct Alarm: Sendable, Equatable {
  /// The classes of the contract; `domain.md` 4.1 says how each is recognised.
  package enum Class: String, Sendable, CaseIterable {
    case missing, malformed, unknown, retired, scope
    case activeRefused = "active_refused"
    case cutOver = "cut_over"
    case swapped
    case plainHTTP = "plain_http"
    case keyInURL = "key_in_url"
    case guessing, distributed
    case sameUnknown = "same_unknown"
    case errorOnKey = "error_on_key"
    case newPlace = "new_place"
    case acceptedEmpty = "accepted_empty"
    case regressed
  }
  package enum Severity: String, Sendable, CaseIterable { case critical, high, medium, low }

  package var alarmClass: Class
  package var severity: Severity
  package var source: String?
  package var caller: String?
  package var key: String?
  package var api: String?
  package var count: Int
  package var first: Timestamp
  package var last: Timestamp

  package init(
    alarmClass: Class, severity: Severity, source: String? = nil, caller: String? = nil,
    key: String? = nil, api: String? = nil, count: Int, first: Timestamp, last: Timestamp
  ) {
    self.alarmClass = alarmClass
    self.severity = severity
    self.source = source
    self.caller = caller
    self.key = key
    self.api = api
    self.count = count
    self.first = first
    self.last = last
  }
}
