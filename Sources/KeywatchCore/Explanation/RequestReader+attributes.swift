extension RequestReader {
  /// What of a record the configured rules know a caller by; nothing where it is known otherwise.
  func attributes(of record: borrowing Record, naming caller: Int32) -> [String] {
    let found: [(name: String, rule: Int32?)] = [
      ("user agent", record.text(.userAgent).map { rules.caller(userAgent: $0) }),
      ("client field", record.text(.caller).map { rules.caller(client: $0) }),
      ("host", record.text(.host).map { rules.caller(host: $0) }),
      ("referer", record.text(.referer).map { rules.caller(referer: $0) }),
      ("address", proxies.source(record).flatMap(Address.init(client:)).map(rules.caller(source:))),
    ]
    return found.filter { $0.rule == caller - 1 }.map(\.name)
  }
}

extension Record {
  fileprivate func text(_ field: Field) -> String? { value(field)?.first(1024).text }
}
