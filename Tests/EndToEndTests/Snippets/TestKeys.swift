/// Invented keys of the length that real ones have, with capitals, and one with signs that mean
/// something in regular expressions.
enum TestKeys {
  static let dedicated = "FAKE-dedicated-" + String(repeating: "0a_B-", count: 9) + "0123"
  static let shared = "FAKE-shared-9z.Y+9z/Y=" + String(repeating: "9z_Y-", count: 8) + "98"

  /// How the SHA-256 of each begins.
  static let fingerprints = ["c2ca9b40f5ead7a7", "28dc95720ecd1144"]

  /// The variables that hold them.
  static let environment: [String: String?] = [
    "TRACKING_INGEST_API_KEY": dedicated, "WEBHOOK_API_KEY": shared,
  ]
}
