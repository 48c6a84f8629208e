/// One request as the gateway logs it: a JSON line with a key identity and never a key.
///
/// Texts are valid UTF-8; what JSON does not allow raw in them is escaped, so that no header can
/// end a line.
package struct RequestLine: Sendable {
  /// Who sent it and how it came in.
  package struct Origin: Sendable {
    package var source: [UInt8]
    /// The name of the caller rule that matches; nil where none does.
    package var client: [UInt8]?
    package var userAgent: [UInt8]
    package var proto: [UInt8]
    package var host: [UInt8]

    package init(
      source: [UInt8], client: [UInt8]?, userAgent: [UInt8], proto: [UInt8], host: [UInt8]
    ) {
      self.source = source
      self.client = client
      self.userAgent = userAgent
      self.proto = proto
      self.host = host
    }
  }
  /// What it asked for.
  package struct Target: Sendable {
    package var method: [UInt8]
    package var path: [UInt8]
    /// The API's name; nil outside the APIs.
    package var api: [UInt8]?

    package init(method: [UInt8], path: [UInt8], api: [UInt8]?) {
      self.method = method
      self.path = path
      self.api = api
    }
  }

  package var time: Timestamp
  package var origin: Origin
  package var target: Target
  /// What the client got: the decision's status, or the app's own where the key let it through.
  package var status: Int
  package var requestID: [UInt8]
  package var instance: [UInt8]
  package var durationMicroseconds: Int
  /// The name of the decision's identity, as it stands in data.
  package var key: [UInt8]
  package var decision: KeyDecision

  package init(
    time: Timestamp, origin: Origin, target: Target, status: Int, requestID: [UInt8],
    instance: [UInt8], durationMicroseconds: Int, key: [UInt8], decision: KeyDecision
  ) {
    self.time = time
    self.origin = origin
    self.target = target
    self.status = status
    self.requestID = requestID
    self.instance = instance
    self.durationMicroseconds = durationMicroseconds
    self.key = key
    self.decision = decision
  }

  /// Appends the line, its newline included.
  package func append(to bytes: inout [UInt8]) {
    bytes.append("{\"ts\":\"")
    time.append(to: &bytes)
    bytes.append("\",\"level\":\"info\",\"event\":\"request\",\"method\":")
    bytes.appendJSON(target.method)
    bytes.append(",\"path\":")
    bytes.appendJSON(target.path)
    bytes.append(",\"api\":")
    bytes.appendJSON(target.api)
    bytes.append(",\"status\":")
    bytes.append(decimal: status)
    appendOrigin(to: &bytes)
    bytes.append(",\"request_id\":")
    bytes.appendJSON(requestID)
    bytes.append(",\"instance\":")
    bytes.appendJSON(instance)
    bytes.append(",\"duration_ms\":")
    bytes.append(decimal: durationMicroseconds / 1000)
    bytes.append(".")
    bytes.append(decimal: durationMicroseconds / 100 % 10)
    appendDecision(to: &bytes)
    bytes.append("}\n")
  }

  private func appendOrigin(to bytes: inout [UInt8]) {
    bytes.append(",\"source\":")
    bytes.appendJSON(origin.source)
    if let client = origin.client {
      bytes.append(",\"client\":")
      bytes.appendJSON(client)
    }
    bytes.append(",\"user_agent\":")
    bytes.appendJSON(origin.userAgent)
    bytes.append(",\"proto\":")
    bytes.appendJSON(origin.proto)
    bytes.append(",\"host\":")
    bytes.appendJSON(origin.host)
  }

  private func appendDecision(to bytes: inout [UInt8]) {
    bytes.append(",\"auth\":{\"result\":")
    bytes.append(decision.outcome.isAccepted ? "\"accepted\"" : "\"rejected\"")
    bytes.append(",\"reason\":\"")
    bytes.append(text: decision.reason)
    bytes.append("\",\"key\":")
    bytes.appendJSON(key)
    bytes.append(",\"key_state\":")
    bytes.appendQuoted(decision.state?.rawValue)
    bytes.append(",\"key_fp\":")
    bytes.append(fingerprint: decision.fingerprint)
    bytes.append(",\"key_shape\":")
    bytes.appendQuoted(decision.shape.rawValue)
    bytes.append("}")
  }
}
