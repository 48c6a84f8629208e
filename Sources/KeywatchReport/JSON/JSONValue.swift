import KeywatchCore

/// A JSON value on its way out; the members of an object keep their order.
enum JSONValue {
  case null
  case bool(Bool)
  case int(Int)
  case double(Double)
  case string(String)
  case array([JSONValue])
  case object([(name: String, value: JSONValue)])

  /// A time as RFC 3339, null where there is none.
  static func time(_ time: Timestamp?) -> JSONValue {
    guard let time, time.isStated else { return .null }
    return .string(time.rfc3339)
  }

  /// A text, null where there is none.
  static func text(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  /// A share, null where there is none.
  static func share(_ share: Double?) -> JSONValue { share.map(JSONValue.double) ?? .null }

  /// An array of texts.
  static func texts(_ texts: [String]) -> JSONValue { .array(texts.map(JSONValue.string)) }
}
