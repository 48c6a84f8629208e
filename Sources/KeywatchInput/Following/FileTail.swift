import KeywatchCore

/// One file followed by its name: opens what `Rotation` asks for and reads it, oldest first.
struct FileTail: Sendable {
  /// Opens the file at a path.
  typealias Opener = @Sendable (String) throws(InputError) -> Descriptor

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
  private var descriptors: [LineStream: Descriptor] = [:]
  private let open: Opener

  init(name: String, source: Int, start: Start, open: @escaping Opener) {
    self.name = name
    self.source = source
    self.open = open
    rotation = Rotation(start: start)
  }

  /// True while it has a file, under its name or not.
  var isReading: Bool { !rotation.files.isEmpty }

  /// Bytes known to be there and not read yet.
  var unread: Int64 { rotation.files.reduce(0) { $0 + max(0, $1.size - $1.offset) } }

  /// The files that this tail reads, has read, or has put aside.
  var identities: [FileIdentity] { rotation.identities }

  /// Its open files, for those who watch them.
  var opened: [LineStream: Descriptor] { descriptors }

  /// Takes in what was seen under its name and its rotated names, and opens what is new.
  mutating func look(
    at sightings: [Sighting], numbers: inout Int, now: ContinuousClock.Instant
  ) {
    fault = nil
    isPending = true
    for opening in rotation.look(at: sightings, now: now) {
      do {
        try begin(opening, as: LineStream(source: source, number: numbers), now: now)
        numbers += 1
      } catch {
        // Renamed or removed since it was seen: the next look finds it, if it is there.
        if !error.isMissing { fault = error }
      }
    }
  }

  /// Says what reading comes to next.
  mutating func next(now: ContinuousClock.Instant) -> Step {
    while let file = rotation.current {
      switch rotation.visit(size: size(of: file), now: now) {
      case .unread: return .bytes(file.stream)
      case .shrunk: return .rewound(file.stream)
      case .over:
        descriptors[file.stream] = nil
        return .ended(file.stream)
      case .atEnd: continue
      }
    }
    rotation.startOver()
    isPending = false
    hasCaughtUp = true
    return .idle
  }

  /// Reads from the file that `next` has named; 0 where its bytes are gone again.
  mutating func read(
    into buffer: UnsafeMutableRawBufferPointer, now: ContinuousClock.Instant
  ) -> Int {
    guard let file = rotation.current, let descriptor = descriptors[file.stream] else { return 0 }
    var count = 0
    do {
      count = try descriptor.read(at: file.offset, into: buffer)
    } catch {
      fault = .cannotRead(path: name, error)
    }
    rotation.took(count, now: now)
    bytesRead += Int64(count)
    return count
  }

  /// Opens a file and checks that it is the one that was seen: a name may change hands in between.
  private mutating func begin(
    _ opening: Rotation.Opening, as stream: LineStream, now: ContinuousClock.Instant
  ) throws(InputError) {
    let path = opening.sighting.path
    let descriptor = try open(path)
    let (status, offset) = try InputError.opening(path) { () throws(ErrorNumber) in
      let status = try FileStatus.of(descriptor)
      if let offset = opening.offset { return (status, offset) }
      return (status, try descriptor.startOfLastLine(size: status.size))
    }
    guard status.identity == opening.sighting.identity else {
      throw .cannotOpen(path: path, .missing)
    }
    var sighting = opening.sighting
    sighting.size = status.size
    rotation.opened(sighting, as: stream, at: offset, now: now)
    descriptors[stream] = descriptor
  }

  private mutating func size(of file: Rotation.File) -> Int64? {
    guard let descriptor = descriptors[file.stream] else { return nil }
    do {
      return try FileStatus.of(descriptor).size
    } catch {
      fault = .cannotRead(path: name, error)
      return nil
    }
  }
}
