/// One decoded request with everything the tally needs, names already numbers of its tables.
struct Request: BitwiseCopyable {
  /// Event time, milliseconds since 1970; nil where the line has none.
  var time: Int64?
  /// What the program that wrote the line says its time is, in whatever zone; nil where it does not.
  var innerTime: Int64?
  /// Whether the line itself states its time.
  var hasOwnTime = false
  /// 0 where the request was aborted or the line does not say.
  var status = 0
  var finding: KeyReader.Finding
  /// One of our keys that stood in the query, where nothing but its fingerprint is known.
  var exposedInQuery: KeyIdentity?
  /// nil when it was accepted.
  var reason: Reason?
  /// Index in `Configuration.apis`, -1 outside them.
  var api = -1
  var kind = Use.Kind.request
  var caller: Int32 = 0
  var attribution = Use.Attribution.unattributed
  var address: Address?
  var agent: Int32 = 0
  var place = UseTable.PlaceKey()
  var traits = RequestTraits()
}
