/// What is known of a line besides its bytes.
struct LineContext {
  var position: InputPosition
  var isLogged: Bool
  /// When it happened if it does not say so itself, milliseconds since 1970: what its outermost wrapper states, else the
  /// instant of arrival; nil where nothing tells.
  var time: Int64?
  /// Whether `time` is a wrapper's.
  var isWrapped = false
  /// How many lines it stands in, and how many wrappers were taken off.
  var depth = 0
  var layers = 0

  /// Takes the time of a wrapper, unless one further out stated one.
  mutating func take(_ time: Int64?) {
    guard let time, !isWrapped else { return }
    self.time = time
    isWrapped = true
  }
}
