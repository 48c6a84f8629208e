/// What is known of how an input is written, from one region to the next.
struct InputHabits {
  /// Who wrote its last requests, and what kind of lines they are.
  private var kind: UInt32 = 0
  /// Requests of one kind in a row, counted up to `Self.probation`.
  private var alike = 0
  /// Whether the last line that was counted may have been ended by a client.
  var endsInText = false

  /// So many of one kind in a row show that there are no others.
  private static let probation = 256

  /// Whether there may be several lines about a request: then they wait for each other.
  var isMixed: Bool { alike < Self.probation }

  /// Whether a line is of another kind than the last ones.
  @inline(__always) func isNew(_ kind: UInt32) -> Bool { kind != self.kind }

  /// Takes in that a request had several lines.
  mutating func sawSeveral() { alike = 0 }

  /// Takes in what kind of line a request is of.
  @inline(__always)
  mutating func saw(_ kind: UInt32) {
    if kind == self.kind {
      if alike < Self.probation { alike &+= 1 }
    } else {
      alike = self.kind == 0 ? 1 : 0
      self.kind = kind
    }
  }
}
