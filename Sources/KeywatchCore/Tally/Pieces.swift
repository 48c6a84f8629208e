/// The beginnings of lines that a container runtime cut into pieces, each until its end has come.
struct Pieces {
  /// Where pieces belong together.
  struct Stream: Hashable {
    var input: Int
    /// The file among those of an input.
    var file: Int
    /// Standard output or error, by `Layer.stream`.
    var channel: UInt8
  }

  /// Lines that may be open, and bytes they may have in all.
  private static let limit = 256
  private static let byteLimit = 16 << 20

  private var open: [Stream: [UInt8]] = [:]
  /// Streams whose line is too long, or for which there was no room.
  private var tooLong: Set<Stream> = []
  private var byteCount = 0

  var isEmpty: Bool { open.isEmpty }

  func isOpen(_ stream: Stream) -> Bool { open[stream] != nil }

  /// Adds a piece; false where no further line can be opened.
  mutating func add(_ piece: Bytes, to stream: Stream) -> Bool {
    let known = open[stream]?.count
    guard known != nil || open.count < Self.limit else { return false }
    guard !tooLong.contains(stream) else { return true }
    if (known ?? 0) + piece.count >= LineBuffer.lineLimit
      || byteCount + piece.count > Self.byteLimit
    {
      byteCount -= known ?? 0
      open[stream] = []
      tooLong.insert(stream)
    } else {
      open[stream, default: []].append(contentsOf: piece.bytes)
      byteCount += piece.count
    }
    return true
  }

  /// Takes out the line of a stream, nil if it was too long.
  mutating func close(_ stream: Stream) -> [UInt8]? {
    let line = open.removeValue(forKey: stream)
    byteCount -= line?.count ?? 0
    return tooLong.remove(stream) == nil ? line : nil
  }

  /// Forgets the open lines of an input's file, nil for all; returns how many there were.
  mutating func drop(input: Int? = nil, file: Int? = nil) -> Int {
    let dropped = open.keys.filter { ($0.input, $0.file) == (input ?? $0.input, file ?? $0.file) }
    for stream in dropped { _ = close(stream) }
    return dropped.count
  }
}
