/// What tells whether two lines are about the same request, besides its address and time.
struct RequestTraits: BitwiseCopyable {
  /// Who wrote the line, as far as its form tells: two programs, or two kinds of line of one. 0 is nobody.
  var producer: UInt32 = 0
  /// The method's first letters, the path without its query, and the request's id, hashed; 0 where not stated.
  var method: UInt32 = 0
  var path: UInt64 = 0
  var id: UInt64 = 0
  /// The path of a request that could not be read; no hash is even.
  static let noPath: UInt64 = 2
  /// What happened, as the line calls it; 0 where it does not.
  var event: UInt32 = 0
  /// Whether it says what the server answered: an access line.
  var hasStatus = false
  /// Whether it says what became of the request, or of its key.
  var hasOutcome = false
  /// Whether only words say so: a sentence, or a label in free text.
  var isWeak = false

  /// Who wrote the line, and what kind of line it is.
  var kind: UInt32 { producer ^ event }

  /// Whether nothing that both state speaks against it.
  func agree(_ other: RequestTraits) -> Bool {
    Self.agree(id, other.id) && Self.agree(method, other.method) && Self.agree(path, other.path)
  }

  /// Whether both state the same id.
  func hasSameID(_ other: RequestTraits) -> Bool { id != 0 && id == other.id }

  private static func agree(_ a: some BinaryInteger, _ b: some BinaryInteger) -> Bool {
    a == 0 || b == 0 || a == b
  }
}
