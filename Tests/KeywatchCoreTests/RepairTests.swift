import KeywatchCore
import Testing

/// Objects that are not written as JSON wants it.
struct RepairTests {
  /// A line, and what is counted of it: requests, suspects, reasons.
  @Test(arguments: [
    (#"{'status': 401, 'method': 'GET', 'path': '/a', 'key': None, 'b': True}"#, "1 0"),
    (#"{'status': 401, 'method': 'GET', 'path': "/it's", 'c': 'it\'s "so"', 'd': b'x'}"#, "1 0"),
    (
      #"{'status': 401, 'method': 'GET', 'path': '/a', 'at': datetime(2026, 1, 1)}"#,
      "0 0 malformed"
    ),
    (#"{'status': 401, 'method': 'GET', 'pa"#, "0 0 malformed"),
    (#"{"status":401,"method":"GET","path":"/a","user_agent":"an "odd" one"}"#, "1 0"),
    (#"{"status":401,"method":"GET","path":"/a?x="b"","user_agent":"c"}"#, "1 0"),
    (#"{"request":{"method":"GET","path":"/a?x="b"c"},"status":401}"#, "1 0"),
    (#"{"status":401,"method":"GET","path":"/a","user_agent":"a" "b","key":"none"}"#, "1 0"),
    // With quotes that were not escaped, a client may have written the field that says whose key it was.
    (
      #"{"status":200,"method":"GET","path":"/a","user_agent":"x"y","key":"dedicated","z":"","b":""}"#,
      "0 1"
    ),
    (
      #"{"status":401,"method":"GET","path":"/a","user_agent":"x"y","key":"dedicated","z":"","key":"none"}"#,
      "0 0 ambiguous"
    ),
    (
      #"{"status":401,"method":"GET","path":"/a","user_agent":"x"y","status":200,"z":""}"#,
      "0 0 ambiguous"
    ),
    // An object that cut another one short, and one that a client wrote into a field.
    (
      #"{"status":401,"method":"GET","path":"/a{"status":401,"method":"GET","path":"/b"}"#,
      "1 0 malformed"
    ),
    (
      #"{"method":"GET","path":"/a","user_agent":"x {"status":200,"method":"GET","path":"/b","key":"dedicated"} y","status":401}"#,
      "0 1 malformed"
    ),
    (#"{"status":401,"method":"GET""path":"/a"}"#, "0 0 malformed"),
    (#"{"status":401,"method":"GET","path":"/a","user_agent":"an "odd" o"#, "0 0 malformed"),
    (#"{"status":401,"method":"GET","path":"/\x62/\xC3\xBC"}"#, "1 0"),
  ])
  func `an object is read as it was meant, or not at all`(line: String, wanted: String) {
    let snapshot = Samples.count(line)
    let reasons = Undecoded.allCases.filter { snapshot.lines.undecodedByReason[$0.rawValue] > 0 }
    let found = ["\(snapshot.requests)", "\(snapshot.lines.suspect)"] + reasons.map(\.word)
    #expect(found.joined(separator: " ") == wanted)
  }

  @Test func `quotes without end stay linear`() {
    let quotes = #"{"a":""# + String(repeating: #""}}}} "#, count: 100_000) + "}"
    #expect(Samples.count(quotes).lines.read == 1)
  }
}
