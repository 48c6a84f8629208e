/// What a line that is no JSON object looks like: a case, a row of `read` and a file in `Shapes` each.
///
/// The first that fits wins, whatever was read before, so that a line means the same wherever it stands. Each is
/// strict about how the line begins, linear in its length, and leaves the record in any state where it does not fit.
enum TextShape: UInt8, CaseIterable {
  case accessLog

  /// Its name in `explain`.
  var name: String {
    switch self {
    case .accessLog: "access log"
    }
  }

  /// Whether a line of this shape may end in what a client sent.
  var endsInText: Bool { false }

  /// Reads the fields of a line: those known by their place into the record, those with names into `found`.
  @inline(__always)
  func read(_ line: TextLine, into record: inout Record, _ found: inout FoundValues) -> Bool {
    switch self {
    case .accessLog: AccessLogShape.read(line, into: &record, &found)
    }
  }
}
