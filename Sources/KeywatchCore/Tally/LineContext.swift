/// What is known of a line besides its bytes.
struct LineContext {
  /// Where the whole line stands in the region.
  var range: Range<Int>
  var isLogged: Bool
  /// When it happened if it does not say so itself, milliseconds since 1970: what its outermost wrapper states, else the
  /// instant of arrival; nil where nothing tells.
  var time: Int64?
  /// When the innermost wrapper says that it was written, in whatever zone.
  var innerTime: Int64?
  /// Whether `time` is a wrapper's, and whether that one said in which zone.
  var isWrapped = false
  var hasZone = false
  /// How many lines it stands in, and how many wrappers were taken off.
  var depth = 0
  var layers = 0
  /// Whether its own program put a prefix before it, behind which words of a client's may stand.
  var isLogger = false
  /// Whether its quotes were put in order, so that a client's words may have become fields.
  var isRepaired = false
  /// What the application says in words in front of an object.
  var words: Bytes?
  /// Whether it is text: what a client writes into such a line may look like one of its own.
  var isText = false
  /// Whether a client may have ended it.
  var endsInText = false
  /// Whether it is one of several records of a line.
  var isPart = false

  /// Takes the time of a wrapper, unless one further out stated one; of two only one that states its zone is certain.
  mutating func take(_ time: Int64?, hasZone: Bool) {
    guard let time else { return }
    innerTime = time
    guard !isWrapped || hasZone && !self.hasZone else { return }
    self.time = time
    self.hasZone = hasZone
    isWrapped = true
  }
}
