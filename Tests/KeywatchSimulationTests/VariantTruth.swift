import Foundation

/// The truth beside a log, and what is left of it when lines are lost.
///
/// Stands alone like `LogVariant`.
struct VariantTruth {
  private var fields: [String: Any]

  /// From a `truth.json`; nil for anything else.
  init?(json: [UInt8]) {
    guard let fields = try? JSONSerialization.jsonObject(with: Data(json)) as? [String: Any] else {
      return nil
    }
    self.fields = fields
  }

  /// The times that `first` and `last` of the keys are.
  var times: [String] {
    keys.flatMap { [$0["first"], $0["last"]].compactMap { $0 as? String } }
  }

  /// As JSON, its fields sorted by name.
  var json: [UInt8] {
    let options: JSONSerialization.WritingOptions = [.sortedKeys, .prettyPrinted]
    return (try? JSONSerialization.data(withJSONObject: fields, options: options)).map(Array.init)
      ?? []
  }

  /// Takes back a request whose line was torn.
  mutating func lose(_ line: [UInt8]) {
    guard let request = try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any],
      let auth = request["auth"] as? [String: Any], let outcome = auth["result"] as? String,
      let index = keys.firstIndex(where: { $0["key"] as? String == auth["key"] as? String })
    else { return }
    fields["requests"] = fields["requests"].less(1)
    fields["lines"] = (fields["lines"] as? [String: Any])?.less(1, "decoded").less(-1, "undecoded")
    fields["outcomes"] = (fields["outcomes"] as? [String: Any])?.less(1, outcome)
    var row = keys[index].less(1, "requests").less(1, outcome)
    if let api = request["api"] as? String, var apis = row["apis"] as? [String: Any] {
      apis[api] = (apis[api] as? [String: Any])?.less(1, outcome)
      row["apis"] = apis
    }
    keys[index] = row
    if !Self.isAttempt(request) {
      fields["not_attempts"] = (fields["not_attempts"] as? [String: Any])?.less(1, outcome)
    } else if outcome == "rejected", var rejections = fields["rejections"] as? [String: Any] {
      rejections["reasons"] = (rejections["reasons"] as? [String: Any])?
        .less(1, auth["reason"] as? String ?? "")
      fields["rejections"] = rejections.less(1, "total")
    }
  }

  private var keys: [[String: Any]] {
    get { fields["keys"] as? [[String: Any]] ?? [] }
    set { fields["keys"] = newValue }
  }

  private static func isAttempt(_ request: [String: Any]) -> Bool {
    let agent = request["user_agent"] as? String ?? ""
    let shape = (request["auth"] as? [String: Any])?["key_shape"] as? String
    return request["api"] is String && !agent.hasPrefix("keywatch-probe/")
      && !(request["method"] as? String == "OPTIONS" && shape == "absent")
  }
}

extension Any? {
  fileprivate func less(_ count: Int) -> Int { (self as? Int ?? 0) - count }
}

extension [String: Any] {
  fileprivate func less(_ count: Int, _ name: String) -> [String: Any] {
    merging([name: self[name].less(count)]) { $1 }
  }
}
