import KeywatchCore

/// One file followed by its name: opens what `Rotation` asks for and reads it, oldest first.
struct FileTail: Sendable {
  /// Opens a file that was seen.
  typealias Opener = @Sendable (Sighting) throws(InputError) -> any LogFile

  /// The path its writer uses.
  let name: String
  /// Index of the SOURCE it belongs to.
  let source: Int
  /// Bytes read so far.
  private(set) var bytesRead: Int64 = 0
  /// What failed at the last look or read.
  private(set) var fault: InputError?
  /// False when a visit would find nothing new.
  var isPending = true
  /// True once everything was read that was there at first.
  private(set) var hasCaughtUp = false
  private var rotation: Rotation
  private var files: [LineStream: any LogFile] = [:]
  private let open: Opener

  init(
    name: String, source: Int, start: Start, positions: [FilePosition] = [],
    open: @escaping Opener
  ) {
    self.name = name
    self.source = source
    self.open = open
    rotation = Rotation(start: start, source: source, name: name)
    rotation.restore(positions)
  }

  /// True while it has a file, under its name or not.
  var isReading: Bool { !rotation.files.isEmpty }

  /// True while it has a file, or looks for one that it had.
  var isBusy: Bool { rotation.isBusy }

  /// True when a file was found truncated: names have to be looked at before it is read on.
  var needsLook: Bool { rotation.needsLook }

  /// Bytes known to be there and not read yet.
  var unread: Int64 { rotation.files.reduce(0) { $0 + max(0, $1.size - $1.offset) } }

  /// The files that this tail reads, has read, or has put aside.
  var identities: [FileIdentity] { rotation.identities }

  /// What it reads.
  var streams: some Collection<LineStream> { files.keys }

  /// Its open files that can grow, for those who watch them.
  var opened: [LineStream: Descriptor] { files.compactMapValues { $0 as? Descriptor } }
}

extension FileTail {
  /// Takes in what was seen under its name and its rotated names, and opens what is new.
  mutating func look(at sightings: [Sighting], numbers: inout Int, now: Moment) {
    fault = nil
    isPending = true
    var contents = Contents(open: open)
    for file in rotation.files {
      guard let open = files[file.stream], let status = try? open.status() else { continue }
      if !status.hasName { rotation.isRemoved(file.stream) }
      contents.add(open, as: file.identity)
    }
    let openings = rotation.look(at: sightings, in: &contents, numbers: &numbers, now: now)
    for opening in openings {
      do {
        try begin(opening, &contents, numbers: &numbers, now: now.steady)
      } catch {
        // Renamed or removed since it was seen: the next look finds it, if it is there.
        let error = InputError(reading: opening.sighting.path, error)
        if !error.isMissing { fault = error }
      }
    }
    let streams = Set(rotation.files.map(\.stream))
    files = files.filter { streams.contains($0.key) }
    fault = fault ?? contents.fault
  }

  private mutating func begin(
    _ opening: Opening, _ contents: inout Contents, numbers: inout Int,
    now: ContinuousClock.Instant
  ) throws {
    var opening = opening
    let file = try contents.file(of: opening.sighting)
    let gone = InputError.cannotOpen(path: opening.sighting.path, .missing)
    let content: Recollection?
    switch opening.content {
    case .new: content = Recollection()
    case .newest:
      let size = try file.size(behind: 0)
      let start = try file.startOfLastLine(size: size)
      content = try Recollection(of: file, before: start)
    case .known(_, let mark):
      content = try Recollection(of: file, before: mark.offset)
      if content?.endMark != mark { throw gone }
    }
    guard let content else { throw gone }
    let number = opening.stream ?? numbers
    if opening.stream == nil { numbers += 1 }
    opening.sighting.size = try file.size(behind: content.offset)
    rotation.opened(opening, as: number, content, now: now)
    files[LineStream(source: source, number: number)] = file
  }
}

extension FileTail {
  /// The positions that changed since they were saved last; ask again until `positionsSaved`.
  mutating func movedPositions(of source: String) -> [FilePosition] {
    rotation.movedPositions(of: source)
  }

  /// Takes in that what `movedPositions` gave last is stored.
  mutating func positionsSaved() { rotation.positionsSaved() }

  /// The holes that were found since they were asked for last.
  mutating func takeHoles() -> [FoundHole] {
    defer { rotation.holes = [] }
    return rotation.holes
  }
}

extension FileTail {
  /// Says what reading comes to next.
  mutating func next(now: ContinuousClock.Instant) -> Step {
    if let stream = rotation.takeDropped() { return .dropped(stream) }
    while let file = rotation.current {
      switch rotation.visit(size: size(of: file), now: now) {
      case .unread: return .bytes(file.stream)
      case .over:
        if files.removeValue(forKey: file.stream)?.isDamaged ?? false {
          rotation.note("\(Directory.name(of: file.path)) is damaged", file.stream.number)
        }
        return .ended(file.stream)
      case .unchecked: check(file)
      case .atEnd, .broken: continue
      }
    }
    rotation.startOver()
    isPending = false
    hasCaughtUp = true
    return .idle
  }

  /// Reads from the file that `next` has named; 0 where its bytes are gone, or are not what follows
  /// on what was read.
  mutating func read(
    into buffer: UnsafeMutableRawBufferPointer, now: ContinuousClock.Instant
  ) -> Int {
    guard let current = rotation.current, let file = files[current.stream] else { return 0 }
    do {
      let count = try file.read(at: current.offset, into: buffer)
      guard file.isCompressed || current.content.isIntact(in: file) else {
        rotation.broke()
        return 0
      }
      bytesRead += Int64(count)
      rotation.took(UnsafeRawBufferPointer(rebasing: buffer[..<count]), now: now)
      guard buffer.first == 0, count > 0 else { return count }
      return try closeHole(in: buffer, count, of: file)
    } catch {
      fault = InputError(reading: name, error)
      rotation.took(UnsafeRawBufferPointer(start: nil, count: 0), now: now)
      return 0
    }
  }

  /// Whether lines of a stream may be held back. Of a compressed file none may: what stands before them could only be read
  /// by reading all of it again.
  func canHold(_ stream: LineStream) -> Bool { !(files[stream]?.isCompressed ?? false) }

  /// Takes in how many bytes of complete lines of a stream are not counted yet.
  mutating func hold(_ count: Int, of stream: LineStream) {
    guard let file = files[stream] else { return }
    rotation.hold(Int64(count), of: stream, in: file)
  }

  /// True while a file is given up of which the reader has not heard.
  var hasDropped: Bool { rotation.hasDropped }

  /// Leaves one zero of those the buffer begins with, and passes over a hole behind them.
  private mutating func closeHole(
    in buffer: UnsafeMutableRawBufferPointer, _ count: Int, of file: any LogFile
  ) throws -> Int {
    let rest = buffer.closeHole(count)
    if buffer.first == 0, rest == 1, let offset = rotation.current?.offset,
      let data = file.nextData(from: offset), data > offset
    {
      try rotation.skip(to: data, in: file)
    }
    return rest
  }

  private mutating func check(_ file: Rotation.File) {
    guard let open = files[file.stream] else { return rotation.checked() }
    if file.content.isIntact(in: open) { rotation.checked() } else { rotation.broke() }
  }

  private mutating func size(of file: Rotation.File) -> Int64? {
    guard let open = files[file.stream] else { return nil }
    // Asked again where what was known of it ends; the check behind each read finds a truncation.
    if file.size > file.offset { return file.size }
    do {
      return try open.size(behind: file.offset)
    } catch {
      fault = .cannotRead(path: name, (error as? ErrorNumber) ?? .last)
      return nil
    }
  }
}
