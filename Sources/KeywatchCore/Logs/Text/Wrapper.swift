/// What somebody put around a line on its way: a case, a row of `strip` and a file in `Wrappers` for each kind.
///
/// The first that fits is taken off, whatever was read before. None may fit a line that a shape reads as it is.
enum Wrapper: UInt8, CaseIterable {
  case byteOrderMark, component

  /// Layers taken off a line at most.
  static let limit = 6

  /// Its name in `explain`.
  var name: String {
    switch self {
    case .byteOrderMark: "byte order mark"
    case .component: "doctl"
    }
  }

  /// The first layer that fits; nil where there is none, or nothing would be left.
  static func outermost(of line: TextLine) -> Layer? {
    for wrapper in allCases {
      if let layer = wrapper.strip(line), layer.length > 0 { return layer }
    }
    return nil
  }

  /// The layer, if the line begins with one of this kind.
  @inline(__always)
  func strip(_ line: TextLine) -> Layer? {
    switch self {
    case .byteOrderMark: ByteOrderMark.strip(line)
    case .component: ComponentPrefix.strip(line)
    }
  }
}

/// One layer around a line.
struct Layer {
  /// Bytes before what it wraps.
  var length: Int
  /// The time it states, as it is written; nil where it states none.
  var time: Bytes?
  /// Whether the line goes on in the next one of the same stream.
  var isPartial = false
  /// Tells the streams of a source apart whose pieces are joined (`stdout`, `stderr`).
  var stream: UInt8 = 0
}
