/// What is known of how an input is written, from one region to the next.
struct InputHabits {
  /// Who wrote its last requests.
  private var producer: UInt32 = 0
  /// Requests of one producer in a row, counted up to `Self.probation`.
  private var alike = 0
  /// Whether the last line that was counted may have been ended by a client.
  var endsInText = false

  /// So many requests of one producer show that it has the input to itself.
  private static let probation = 256

  /// Whether a request may have lines by several producers: then they wait for each other.
  var isMixed: Bool { alike < Self.probation }

  /// Takes in who wrote a request.
  @inline(__always)
  mutating func saw(_ producer: UInt32) {
    if producer == self.producer {
      if alike < Self.probation { alike &+= 1 }
    } else {
      alike = self.producer == 0 ? 1 : 0
      self.producer = producer
    }
  }
}
