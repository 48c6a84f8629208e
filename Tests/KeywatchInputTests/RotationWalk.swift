import KeywatchCore

@testable import KeywatchInput

/// A writer, a rotation and a reader that is killed now and then, in an order drawn from a seed.
///
/// Lines carry their number, and what is between its brackets follows from it: a part of a line or two
/// lines glued together are none.
struct RotationWalk: ~Copyable {
  /// What is drawn once a walk.
  struct Kind {
    var banner: [UInt8] = []
    var tellsBirths = true
    var compresses = false
  }

  private static let log = "app.log"

  private var dice: Dice
  private let kind: Kind
  private let disk: MemoryDisk
  private var writer: MemoryDisk.Handle
  /// The rest of a line that was written in part.
  private var openLine: ArraySlice<UInt8> = []
  private var nextLine = 0
  /// A copy that is being made, and whether its maker has seen the end of the file.
  private var copying: (copy: MemoryDisk.Handle, isComplete: Bool)?
  private var tail: FileTail
  private var numbers = 0
  private var now = ContinuousClock.now
  private var wall: Int64 = 1_700_000_000_000
  private var buffer = LineBuffer()
  private var open: [LineStream: LineBuffer.Remainder] = [:]
  /// Numbers of the lines delivered since the last commit, and until it.
  private var delivered: [Int] = []
  private(set) var committed: [Int] = []
  private var positions: [Int: FilePosition] = [:]
  /// What was done, to be read where a walk fails.
  private(set) var story: [String] = []

  init(seed: Int, _ kind: Kind = Kind()) {
    dice = Dice(seed: seed)
    self.kind = kind
    disk = MemoryDisk(tellsBirths: kind.tellsBirths)
    writer = disk.create(Self.log, kind.banner)
    tail = Self.tail(on: disk, [])
    // What is there before a first look is from before, and not read.
    commit()
  }

  private static func tail(on disk: MemoryDisk, _ positions: [FilePosition]) -> FileTail {
    FileTail(name: log, source: 0, start: .beginning, positions: positions) {
      sighting throws(InputError) in try disk.open(sighting)
    }
  }
}

extension RotationWalk {
  /// Does one thing.
  mutating func step() {
    switch dice.roll(kind.compresses ? 21 : 20) {
    case 0...4: write()
    case 5: writePart()
    case 6: rename()
    case 7: copyOn()
    case 8: truncate()
    case 9: makeAnew()
    case 10: save()
    case 11...13: read(looks: true)
    case 14...15: read(looks: false)
    case 16...17: commit()
    case 18: kill()
    case 19: copyOn()
    default: compress()
    }
  }

  /// Reads to the end, with time for every grace.
  mutating func finish() {
    for _ in 0..<4 {
      now = now.advanced(by: .seconds(40))
      read(looks: true, steps: .max)
    }
    commit()
  }

  /// The numbers of the complete lines that exist, and of those that came not once.
  var verdict: (missing: [Int], twice: [Int]) {
    var onDisk: Set<Int> = []
    for name in disk.names {
      guard let handle = disk.handle(name) else { continue }
      let parts = disk.node(handle).bytes.split(separator: 10, omittingEmptySubsequences: false)
      onDisk.formUnion(parts.dropLast().compactMap(Self.number))
    }
    let counts = Dictionary(committed.map { ($0, 1) }, uniquingKeysWith: +)
    let missing = onDisk.filter { counts[$0] == nil }.sorted()
    return (missing, counts.filter { $0.value > 1 }.keys.sorted())
  }

  private mutating func tell(_ what: String) { story.append(what) }

  private static func line(_ number: Int) -> [UInt8] {
    let text = String(number)
    return Array("<\(text)>\(String(repeating: "x", count: number * 7 % 90))</\(text)>\n".utf8)
  }

  private static func number(of line: some Collection<UInt8>) -> Int? {
    let digits = line.dropFirst().prefix { $0 != UInt8(ascii: ">") }
    guard let number = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
    return Self.line(number).dropLast().elementsEqual(line) ? number : nil
  }
}

// The writer and the rotation.
extension RotationWalk {
  private mutating func write() {
    for _ in 0...dice.roll(dice.roll(8) == 0 ? 60 : 4) {
      endLine()
      disk.append(Self.line(nextLine), to: writer)
      nextLine += 1
    }
    tell("wrote to \(nextLine - 1)")
  }

  private mutating func writePart() {
    endLine()
    let line = Self.line(nextLine)
    let cut = 1 + dice.roll(line.count - 1)
    nextLine += 1
    disk.append(line[..<cut], to: writer)
    openLine = line[cut...]
    tell("wrote \(cut) bytes of \(nextLine - 1)")
  }

  private mutating func endLine() {
    disk.append(openLine, to: writer)
    openLine = []
  }

  private mutating func shift() {
    for number in (1...6).reversed() {
      for ending in ["", ".gz"] {
        let name = "\(Self.log).\(number)\(ending)"
        if number == 6 {
          disk.remove(name)
        } else {
          disk.rename(name, to: "\(Self.log).\(number + 1)\(ending)")
        }
      }
    }
  }

  private mutating func rename() {
    copying = nil
    shift()
    disk.rename(Self.log, to: "\(Self.log).1")
    tell("renamed")
    if dice.roll(3) == 0 { read(looks: true) }
    if dice.roll(3) == 0 { write() }
    if dice.roll(3) == 0 { endLine() }
    openNew()
  }

  private mutating func openNew() {
    writer = disk.create(Self.log, kind.banner)
    openLine = []
    tell("created")
    if dice.roll(3) == 0 { write() }
  }

  /// Begins a copy, goes on with it, or truncates the file once it is complete.
  private mutating func copyOn() {
    guard let copying else {
      guard disk.handle(Self.log) != nil else { return }
      shift()
      let copy = disk.create("\(Self.log).1")
      self.copying = (copy, false)
      return tell("began a copy")
    }
    guard disk.hasName(copying.copy), let live = disk.handle(Self.log) else {
      self.copying = nil
      return
    }
    if copying.isComplete {
      disk.truncate(live)
      disk.append(kind.banner, to: live)
      self.copying = nil
      tell("truncated behind the copy")
      if dice.roll(2) == 0 { write() }
      return
    }
    let rest = disk.node(live).bytes.dropFirst(disk.node(copying.copy).bytes.count)
    let count = dice.roll(2) == 0 ? rest.count : dice.roll(rest.count + 1)
    disk.append(rest.prefix(count), to: copying.copy)
    self.copying = (copying.copy, count == rest.count)
    tell("copied \(count) bytes")
  }

  private mutating func truncate() {
    guard copying == nil, dice.roll(3) == 0, let live = disk.handle(Self.log) else { return }
    disk.truncate(live)
    disk.append(kind.banner, to: live)
    tell("truncated")
    for _ in 0..<dice.roll(4) { write() }
  }

  private mutating func makeAnew() {
    guard copying == nil, dice.roll(3) == 0 else { return }
    disk.remove(Self.log)
    tell("removed")
    openNew()
  }

  private mutating func save() {
    guard copying == nil, dice.roll(3) == 0, let live = disk.handle(Self.log) else { return }
    endLine()
    let bytes = disk.node(live).bytes + Self.line(nextLine)
    nextLine += 1
    writer = disk.create("temporary", bytes)
    disk.rename("temporary", to: Self.log)
    tell("saved with \(nextLine - 1)")
  }

  private mutating func compress() {
    guard copying == nil else { return }
    let plain = disk.names.filter { LogName($0).age != .live && !LogName($0).isCompressed }
    guard let name = plain.randomElement(using: &dice), let handle = disk.handle(name),
      handle != writer
    else { return }
    let bytes = disk.node(handle).bytes
    disk.create(name + ".gz", Array(bytes.prefix(dice.roll(bytes.count + 1))), isCompressed: true)
    if dice.roll(2) == 0 { read(looks: true) }
    if dice.roll(4) == 0 { commit() }
    if dice.roll(8) == 0 { kill() }
    if let made = disk.handle(name + ".gz") {
      disk.append(bytes.dropFirst(disk.node(made).bytes.count), to: made)
    }
    disk.remove(name)
    tell("compressed \(name)")
  }
}

// The reader.
extension RotationWalk {
  private mutating func look() {
    now = now.advanced(by: .milliseconds(dice.roll(20) == 0 ? 40_000 : dice.roll(1500)))
    wall += 1000
    tail.look(
      at: disk.sightings(of: Self.log), numbers: &numbers,
      now: Moment(steady: now, wall: Timestamp(milliseconds: wall)))
  }

  private mutating func read(looks: Bool, steps: Int? = nil) {
    if looks { look() }
    let limit = steps ?? (dice.roll(2) == 0 ? .max : dice.roll(4))
    tell(looks ? "looked and read" : "read")
    var count = 0
    while count < limit, takeStep() { count += 1 }
  }

  private mutating func takeStep() -> Bool {
    switch tail.next(now: now) {
    case .idle:
      guard tail.needsLook else { return false }
      look()
      return true
    case .bytes(let stream): readChunk(of: stream)
    case .dropped(let stream): open[stream] = nil
    case .ended(let stream):
      buffer.restore(open.removeValue(forKey: stream) ?? .init())
      if buffer.finish() { deliver() }
    }
    return true
  }

  private mutating func readChunk(of stream: LineStream) {
    buffer.restore(open[stream] ?? .init())
    let limit = dice.roll(3) == 0 ? 1 + dice.roll(300) : LineBuffer.chunkSize
    _ = buffer.fill { tail.read(into: .init(rebasing: $0.prefix(limit)), now: now) }
    deliver()
    buffer.advance()
    open[stream] = buffer.takeRemainder()
  }

  private mutating func deliver() {
    let numbers = buffer.lines.split(separator: 10).compactMap { Self.number(of: $0) }
    delivered += numbers
    if !numbers.isEmpty { tell("  got \(numbers)") }
  }

  private mutating func commit() {
    look()
    for position in tail.movedPositions(of: Self.log) { positions[position.number] = position }
    tail.positionsSaved()
    committed += delivered
    delivered = []
    tell(
      "committed \(positions.values.sorted { $0.number < $1.number }.map { "#\($0.number) \($0.path) \($0.state) \($0.offset)/\($0.size)" })"
    )
  }

  private mutating func kill() {
    tell("killed")
    delivered = []
    open = [:]
    numbers = (positions.keys.max() ?? -1) + 1
    tail = Self.tail(on: disk, Array(positions.values))
  }
}
