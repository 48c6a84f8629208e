/// A line that is read and not counted yet.
struct OpenLine {
  /// What it is, if nothing that follows changes it.
  enum Content {
    case request(Request)
    case undecoded(Undecoded)
    case suspect
    case blank
    case outside
    /// A further line of a request that is counted with another line, which begins there.
    case merged(into: Int)
  }
  var content: Content
  /// Where the whole line stands in the region.
  var range: Range<Int>
  /// Producers whose lines about this request are joined in it, and their kinds; 0 for none.
  private(set) var producers = SIMD4<UInt32>.zero
  private(set) var kinds = SIMD4<UInt32>.zero
  /// Keys that stood in it as they are, and when.
  var exposed: [KeyIdentity] = []
  var exposedAt: Int64?
  /// Whether a client may have ended this line, so that what follows is the client's: it ends in a path or a header's
  /// text, or is no record.
  var endsInText = false
  /// Whether a client may have ended the line before.
  var followsText = false
  /// Whether it is text that is no record.
  var isFragment = false
  /// How many lines behind it the last one stands that is joined in it.
  var reach = 0
  /// Whether it is one of several records of a line.
  var isPart = false

  init(content: Content, range: Range<Int>, endsInText: Bool, isFragment: Bool, isPart: Bool) {
    self.content = content
    self.range = range
    self.endsInText = endsInText
    self.isFragment = isFragment
    self.isPart = isPart
  }

  /// Where the whole line begins in the region.
  var start: Int { range.lowerBound }

  /// Takes in who wrote a line about this request.
  mutating func joined(_ traits: RequestTraits) {
    guard let free = producers.indices.first(where: { producers[$0] == 0 }) else { return }
    producers[free] = traits.producer
    kinds[free] = traits.kind
  }
}

extension SIMD4<UInt32> {
  /// Whether one of the four is this.
  func contains(_ value: UInt32) -> Bool { any(self .== SIMD4(repeating: value)) }
}
