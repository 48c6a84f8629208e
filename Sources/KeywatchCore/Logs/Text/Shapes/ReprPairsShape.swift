/// `name='value' name=None …`, as structlog's and Rails' key-value writers quote.
enum ReprPairsShape {
  private static let least = 3

  static func read(
    _ line: TextLine, into record: inout Record, _ found: inout FoundValues
  ) -> Bool {
    guard PairWalk.begins(line.bytes), line.bytes.firstIndex(of: 0x27) != nil else { return false }
    return PairText.read(line.bytes, into: &record, &found) ?? 0 >= least
  }
}
