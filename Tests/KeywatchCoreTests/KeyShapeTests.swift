import Testing

@testable import KeywatchCore

struct KeyShapeTests {
  static let key = "FAKE-key-000000000000000000000000000000000000000000000000000"

  @Test(
    "a value's shape says what went wrong with it",
    arguments: [
      ("", .absent), (key, .ok), ("FAKE-too-short", .short),
      (String(repeating: key, count: 2) + "x" + key, .long),
      (key + "\n", .spaces), (" " + key, .spaces), ("Bearer " + key, .spaces),
      (key + "\u{a0}", .spaces), ("\u{feff}" + key, .spaces),
      ("\"\(key)\"", .quoted), ("'\(key)", .quoted), ("“\(key)”", .quoted),
      (key + key, .doubled), ("\(key), \(key)", .doubled),
      ("$TRACKING_INGEST_API_KEY", .placeholder), ("{{ api_key }}", .placeholder),
      ("${KEY}", .placeholder), ("YOUR_API_KEY_HERE", .placeholder), ("undefined", .placeholder),
      ("Null", .placeholder), ("<your key>", .placeholder), ("%API_KEY%", .placeholder),
    ] as [(String, KeyShape)])
  func shapes(value: String, shape: KeyShape) {
    #expect(Array(value.utf8).withUnsafeBytes { KeyShape(of: $0) } == shape)
  }
}
