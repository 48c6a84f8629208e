import KeywatchCore
import Testing

/// Objects that hold a line, or many records.
struct EnvelopeTests {
  static let inner = #"{\"status\":401,\"method\":\"GET\",\"path\":\"/a\"}"#
  static let bytes = WrapperTests.inner.utf8.map(String.init).joined(separator: ",")

  /// An object, how many requests it holds, and how many other records.
  static let envelopes: [(String, Int, Int)] = [
    (#"{"log":"\#(inner)\n","stream":"stdout","time":"2026-11-22T13:00:19.5Z"}"#, 1, 0),
    (#"{"MESSAGE":"\#(inner)","__REALTIME_TIMESTAMP":"1795352419500000"}"#, 1, 0),
    (#"{"__REALTIME_TIMESTAMP":"1795352419500000","MESSAGE":[\#(bytes)],"_PID":"1"}"#, 1, 0),
    (#"{ "__REALTIME_TIMESTAMP" : "1795352419500000", "MESSAGE" : [ \#(bytes) ] }"#, 1, 0),
    (#"{"MESSAGE":[1,2,999],"_PID":"1"}"#, 0, 1), (#"{"MESSAGE":null,"_PID":"1"}"#, 0, 1),
    (#"{"textPayload":"\#(inner)","timestamp":"2026-11-22T13:00:19.5Z"}"#, 1, 0),
    (
      #"{"jsonPayload":{"status":401,"method":"GET","path":"/a"},"timestamp":"2026-11-22T13:00:19.5Z"}"#,
      1, 0
    ),
    (
      #"{"@timestamp":"2026-11-22T13:00:19.5Z","message":"\#(inner)","log":{"file":{"path":"/x"}}}"#,
      1, 0
    ),
    (#"{"data":"web 2026-11-22T13:00:19.5Z \#(inner)\n"}"#, 1, 0),
    (
      #"{"messageType":"DATA_MESSAGE","logEvents":[{"id":"1","timestamp":1795352419500,"message":"\#(inner)"},{"id":"2","timestamp":1795352419500,"message":"words"},{"id":"3","timestamp":1795352419500,"message":"\#(inner)"}]}"#,
      2, 1
    ),
    // What a client sent is no envelope.
    (#"{"event":"webhook received","data":"\#(inner)"}"#, 0, 1),
    (#"{"event":"webhook received","body":"\#(inner)"}"#, 0, 1),
    (#"{"messageType":"CONTROL_MESSAGE","logEvents":[]}"#, 0, 1),
    (
      #"{"streams":[{"stream":{"a":"b"},"values":[["1795352419500000000","\#(inner)"],["1795352419500000000","words",{"c":"]"}],["1795352419500000000","\#(inner)"]]},{"stream":{},"values":[["1795352419500000000","\#(inner)"]]}]}"#,
      3, 1
    ),
    (
      #"{"resourceLogs":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"s"}}]},"scopeLogs":[{"logRecords":[{"timeUnixNano":"1795352419500000000","body":{"stringValue":"x"},"attributes":[{"key":"http.request.method","value":{"stringValue":"GET"}},{"key":"url.path","value":{"stringValue":"/c"}},{"key":"http.response.status_code","value":{"intValue":"401"}},{"key":"l","value":{"arrayValue":{"values":[{"stringValue":"y"}]}}}]},{"timeUnixNano":"1795352419500000000","body":{"stringValue":"\#(inner)"},"attributes":[]},{"body":{"stringValue":"words"}}]},{"logRecords":[{"timeUnixNano":"1795352419500000000","attributes":[{"key":"http.method","value":{"stringValue":"GET"}},{"key":"http.target","value":{"stringValue":"/b"}},{"key":"http.status_code","value":{"intValue":401}}]}]}]}]}"#,
      3, 1
    ),
    (
      #"{"time":"2026-11-22T13:00:19.5Z","status":401,"method":"GET","path":"/a","message":"\#(inner)"}"#,
      1, 0
    ),
    (#"{"message":"{\"message\":\"{\\\"message\\\":\\\"deep\\\"}\"}"}"#, 0, 1),
  ]

  @Test(arguments: envelopes)
  func `an envelope is opened and every record counted once`(
    line: String, requests: Int, others: Int
  ) {
    let snapshot = Samples.count(line)
    #expect(snapshot.rejected == requests)
    #expect(snapshot.lines.read == requests + others)
    #expect(requests == 0 || snapshot.last?.milliseconds == 1_795_352_419_500)
    // What was learnt from it reads it alike.
    #expect(
      Samples.count([line, line, line].joined(separator: "\n").utf8).rejected == 3 * requests)
  }

  @Test func `damaged envelopes are no crash, in any chunks the same`() {
    var random = SeededRandom(seed: 5)
    let alphabet = Array(#"{}[]":,\0a "#.utf8)
    for _ in 0..<400 {
      var text = Array((Self.envelopes.randomElement(using: &random)?.0 ?? "").utf8) + [0x0a]
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let at = Int.random(in: 0..<text.count - 1, using: &random)
        text[at] = alphabet.randomElement(using: &random) ?? 0
      }
      #expect(Samples.count(text + text, chunk: 100).essence == Samples.count(text + text).essence)
    }
  }
}
