import KeywatchCore

/// Which content of a name is read, from which file and from where, and when it is over. Pure: what
/// is seen goes in, what to open comes out.
///
/// A stream is a stretch of log content; its file may change. A file is followed while it bears the
/// name. When another takes the name, the old one is read to its end and kept for a while, since
/// its writer may still hold it. A file whose content is not what was read any more was truncated:
/// its stream goes on in the file that has that content, a copy made before, or is lost until one
/// turns up. Rotated files that nobody knows are read when they are younger than what is known, and
/// left alone while they may be copies of what is being read.
struct Rotation: Sendable {
  /// A file that is being read.
  struct File: Sendable {
    let stream: LineStream
    var path: String
    let identity: FileIdentity
    var content: Recollection
    /// Bytes it had when last looked at.
    var size: Int64
    /// Until when it is kept after its last byte; nil while it bears the name.
    var deadline: ContinuousClock.Instant?
    /// True once it does not have what was read of it.
    var isBroken = false
    /// True while nothing speaks against its content since it was checked.
    var isChecked = false
    /// True once its last name is gone.
    var isRemoved = false
    /// When reading it began, wall clock.
    let since: Timestamp

    var offset: Int64 { content.offset }
  }

  /// What the file under the cursor is good for.
  enum Finding: Hashable, Sendable { case unread, unchecked, broken, over, atEnd }

  /// How long a file is kept after it lost its name and gave its last byte.
  static let grace: Duration = .seconds(30)
  /// Milliseconds for which content that is gone is waited for, and what was read is remembered
  /// after its file is gone.
  static let memory: Int64 = 24 * 3600 * 1000
  /// Above so many files the oldest is not kept any longer.
  static let fileLimit = 16
  /// Above so many contents that are not being read, the oldest are forgotten.
  static let pastLimit = 1024

  /// Those being read, the oldest first.
  var files: [File] = []
  /// What is not being read, by the number of its stream.
  var past: [Int: Past] = [:]
  /// The stream a file holds that is not being read.
  var holders: [FileIdentity: Int] = [:]
  /// Files born before this were there before we were; nil until anything was seen.
  var earliestBirth: Int64?
  /// Streams whose open line is to be dropped, in order.
  var dropped: [LineStream] = []
  var holes: [FoundHole] = []
  /// True when a file was found broken: names have to be looked at again.
  var needsLook = false
  /// Streams whose positions changed since they were asked for, and since they were saved.
  var moved: Set<Int> = []
  /// Where streams begin that were not read from 0.
  var begins: [Int: Int64] = [:]
  var unsaved: Set<Int> = []
  /// True until the first look behind a restart that saw anything.
  var isRestored = false
  /// Wall clock of the newest look.
  var time = Timestamp(milliseconds: 0)
  var cursor = 0
  let start: Start
  /// Index of its SOURCE, and the path its writer uses.
  let source: Int
  let name: String

  init(start: Start = .beginning, source: Int = 0, name: String = "") {
    self.start = start
    self.source = source
    self.name = name
  }

  /// The file that is looked at next; nil after the last.
  var current: File? { cursor < files.count ? files[cursor] : nil }

  /// Every file that is being read, was read, or was put aside.
  var identities: [FileIdentity] { files.map(\.identity) + holders.keys }

  /// True while something is read, or was and is to be found again.
  var isBusy: Bool {
    !files.isEmpty || past.values.contains { $0.state == .reading || $0.state == .lost }
  }
}

extension Rotation {
  /// Judges the file under the cursor by its size (nil where it cannot be told) and moves on from
  /// one at its end.
  mutating func visit(size: Int64?, now: ContinuousClock.Instant) -> Finding {
    guard cursor < files.count else { return .atEnd }
    let file = files[cursor]
    if let size, !file.isBroken {
      files[cursor].size = size
      if size > file.offset { return .unread }
      if size < file.offset {
        broke()
        return .broken
      }
      if !file.isChecked { return .unchecked }
    }
    if !file.isBroken, isOver(file, now: now) {
      remember(file, as: .finished, file.content.endMark)
      files.remove(at: cursor)
      return .over
    }
    cursor += 1
    return .atEnd
  }

  /// Takes in the bytes that were read from the file under the cursor; none moves on from it.
  mutating func took(_ bytes: UnsafeRawBufferPointer, now: ContinuousClock.Instant) {
    guard cursor < files.count else { return }
    guard bytes.count > 0 else {
      cursor += 1
      return
    }
    let lineStart = files[cursor].content.lineStart
    files[cursor].content.add(bytes)
    files[cursor].size = max(files[cursor].size, files[cursor].offset)
    files[cursor].isChecked = true
    if files[cursor].content.lineStart != lineStart { moved.insert(files[cursor].stream.number) }
    renewGrace(now: now)
  }

  /// Takes in how many bytes of complete lines of a stream are not counted yet.
  mutating func hold(_ count: Int64, of stream: LineStream, in file: any LogFile) {
    guard let index = files.firstIndex(where: { $0.stream == stream }) else { return }
    files[index].content.hold(count, in: file)
    moved.insert(stream.number)
  }

  /// Passes over a hole of the file under the cursor.
  mutating func skip(to offset: Int64, in file: any LogFile) throws {
    guard cursor < files.count else { return }
    if try !files[cursor].content.skip(to: offset, in: file) { broke() }
  }

  /// Takes in that the file under the cursor has what was read of it.
  mutating func checked() {
    if cursor < files.count { files[cursor].isChecked = true }
  }

  /// Takes in that the file under the cursor does not have what was read of it, and moves on.
  mutating func broke() {
    guard cursor < files.count else { return }
    files[cursor].isBroken = true
    needsLook = true
    cursor += 1
  }

  /// Takes in that a file has no name any more.
  mutating func isRemoved(_ stream: LineStream) {
    if let index = files.firstIndex(where: { $0.stream == stream }) {
      files[index].isRemoved = true
    }
  }

  /// True while `takeDropped` has something to give.
  var hasDropped: Bool { !dropped.isEmpty }

  /// The next stream whose open line is to be dropped.
  mutating func takeDropped() -> LineStream? { dropped.isEmpty ? nil : dropped.removeFirst() }

  /// Begins again with the oldest file.
  mutating func startOver() { cursor = 0 }

  private mutating func renewGrace(now: ContinuousClock.Instant) {
    if files[cursor].deadline != nil { files[cursor].deadline = now + Self.grace }
  }

  private func isOver(_ file: File, now: ContinuousClock.Instant) -> Bool {
    guard let deadline = file.deadline else { return false }
    return now >= deadline || (cursor == 0 && files.count > Self.fileLimit)
  }

  /// Keeps what is known of a file that is not read any more.
  mutating func remember(_ file: File, as state: FilePosition.State, _ mark: Mark) {
    put(remembered(file, as: state, mark))
  }

  /// What is to be kept of a file.
  func remembered(_ file: File, as state: FilePosition.State, _ mark: Mark) -> Past {
    var past = Past(
      number: file.stream.number, state: state, path: file.path, identity: file.identity,
      mark: mark, size: file.size, since: time)
    past.isInFile = state == .finished
    past.head = file.content.head
    return past
  }

  /// Takes in a content that is not being read, or what is new about it.
  mutating func put(_ content: Past) {
    past[content.number] = content
    if content.isInFile {
      holders[content.identity] = content.number
    } else if holders[content.identity] == content.number {
      holders[content.identity] = nil
    }
    moved.insert(content.number)
  }

  /// Forgets a content that is read again, or that nobody needs.
  mutating func remove(_ number: Int) {
    guard let content = past.removeValue(forKey: number) else { return }
    if holders[content.identity] == number { holders[content.identity] = nil }
  }
}
