import KeywatchCore
import Testing

@testable import KeywatchInput

/// The state machine alone: what is seen goes in, what to open and read comes out.
struct RotationTests {
  private let now = ContinuousClock.now

  private func file(
    _ number: UInt64, born: Int64? = nil, as age: LogName.Age = .live, size: Int64 = 10,
    isWanted: Bool = true
  ) -> Sighting {
    Sighting(
      path: "/log", age: age,
      identity: FileIdentity(device: 1, inode: number, born: born ?? Int64(number)), size: size,
      isWanted: isWanted)
  }

  /// Looks and opens everything that is asked for; gives the inode numbers.
  private func look(_ rotation: inout Rotation, _ sightings: [Sighting]) -> [UInt64] {
    let openings = openings(&rotation, sightings)
    for opening in openings {
      let inode = opening.sighting.identity.inode
      var content = Recollection()
      if case .known(_, let mark) = opening.content {
        content =
          (try? Recollection(of: TextFile(opening.sighting), before: mark.offset)) ?? content
      }
      rotation.opened(opening, as: opening.stream ?? Int(inode), content, now: now)
    }
    return openings.map(\.sighting.identity.inode)
  }

  private func openings(_ rotation: inout Rotation, _ sightings: [Sighting]) -> [Opening] {
    var contents = Contents { TextFile($0) }
    var numbers = 1_000_000
    let moment = Moment(steady: now, wall: Timestamp(milliseconds: 0))
    return rotation.look(at: sightings, in: &contents, numbers: &numbers, now: moment)
  }

  /// Reads every file to its size and passes over it.
  private func readAll(_ rotation: inout Rotation, after time: Duration = .zero) -> [Int] {
    var over: [Int] = []
    while let file = rotation.current {
      switch rotation.visit(size: max(file.size, file.offset), now: now + time) {
      case .unread: read(&rotation, to: file.size, after: time)
      case .over: over.append(file.stream.number)
      case .unchecked: rotation.checked()
      case .broken, .atEnd: break
      }
    }
    rotation.startOver()
    return over
  }

  private func read(_ rotation: inout Rotation, to size: Int64, after time: Duration = .zero) {
    guard let file = rotation.current else { return }
    let bytes = TextFile.bytes(of: file.identity, Int(size)).dropFirst(Int(file.offset))
    Array(bytes).withUnsafeBytes { rotation.took($0, now: now + time) }
  }

  @Test("rotated files that the source stands for are opened first, the oldest first")
  func wantedFiles() {
    var rotation = Rotation()
    let seen = [file(1, as: .numbered(2)), file(2, as: .numbered(1)), file(3)]
    #expect(look(&rotation, seen) == [1, 2, 3])
    #expect(rotation.files.map(\.stream.number) == [1, 2, 3])
  }

  @Test("rotated files that only stand beside it at the start are left alone for good")
  func filesFromBefore() {
    var rotation = Rotation()
    #expect(look(&rotation, [file(1, as: .numbered(1), isWanted: false), file(2)]) == [2])
    let next = [
      file(1, as: .numbered(2), isWanted: false), file(2, as: .numbered(1), isWanted: false),
      file(3),
    ]
    #expect(look(&rotation, next) == [3])
  }

  @Test(
    "a rotated file is a missed one when it is older than the live file, and a copy when younger")
  func predecessorsAndCopies() {
    var rotation = Rotation()
    #expect(look(&rotation, [file(5)]) == [5])
    #expect(
      look(&rotation, [file(7, as: .numbered(2)), file(6, as: .numbered(1)), file(8)]) == [7, 6, 8])
    let copy = file(8, born: 9, as: .numbered(1))
    #expect(look(&rotation, [copy, file(8)]) == [])
    #expect(
      look(&rotation, [copy, file(8, as: .numbered(1)), file(10)]) == [10])
    #expect(look(&rotation, [file(4, as: .numbered(1), isWanted: false), file(10)]) == [])
  }

  @Test("while the name is gone, its rotated files that were missed are read all the same")
  func nameGone() {
    var rotation = Rotation()
    #expect(look(&rotation, [file(5)]) == [5])
    let seen = [file(4, as: .numbered(3), isWanted: false), file(5, as: .numbered(2))]
    #expect(look(&rotation, seen + [file(6, as: .numbered(1), isWanted: false)]) == [6])
  }

  @Test("where births are not told, a rotated file that nobody knew is read as well")
  func noBirths() {
    var rotation = Rotation()
    #expect(look(&rotation, [file(1, born: 0)]) == [1])
    #expect(look(&rotation, [file(2, born: 0, as: .numbered(1)), file(3, born: 0)]) == [2, 3])
  }

  @Test("one file seen under two names in one look is opened once, as the live one")
  func twoNames() {
    var rotation = Rotation()
    #expect(look(&rotation, [file(1, as: .numbered(1)), file(1)]) == [1])
    #expect(rotation.files.first?.deadline == nil)
  }

  @Test("a file that lost its name is let go after the grace, and each late byte renews it")
  func grace() {
    var rotation = Rotation()
    _ = look(&rotation, [file(1)])
    _ = look(&rotation, [file(2)])
    #expect(readAll(&rotation, after: .seconds(20)) == [])
    #expect(readAll(&rotation, after: .seconds(49)) == [])
    #expect(readAll(&rotation, after: .seconds(50)) == [1])
    #expect(readAll(&rotation, after: .seconds(500)) == [])
  }

  @Test("a file is not let go before its end, however late")
  func unreadAfterGrace() {
    var rotation = Rotation()
    _ = look(&rotation, [file(1)])
    _ = look(&rotation, [file(2)])
    #expect(rotation.visit(size: 10, now: now + .seconds(100)) == .unread)
  }

  @Test("a file whose size cannot be told counts as at its end")
  func unknownSize() {
    var rotation = Rotation()
    _ = look(&rotation, [file(1)])
    #expect(rotation.visit(size: nil, now: now) == .atEnd)
    #expect(rotation.current == nil)
    _ = look(&rotation, [])
    #expect(rotation.visit(size: nil, now: now + .seconds(30)) == .over)
  }

  @Test("a file that was let go is continued when it has grown, and only then")
  func growsAfterwards() {
    var rotation = Rotation()
    _ = look(&rotation, [file(1)])
    _ = look(&rotation, [file(2)])
    #expect(readAll(&rotation) == [])
    #expect(readAll(&rotation, after: .seconds(31)) == [1])
    #expect(openings(&rotation, [file(1, as: .numbered(1)), file(2)]) == [])
    let grown = file(1, as: .numbered(1), size: 15)
    #expect(openings(&rotation, [grown, file(2)]).map(\.stream) == [1])
    #expect(look(&rotation, [grown, file(2)]) == [1])
    #expect(rotation.current?.offset == 10)
  }

  @Test("a size below the offset is a truncation: the stream is lost, and its file gets a new one")
  func truncation() {
    var rotation = Rotation()
    _ = look(&rotation, [file(1)])
    _ = readAll(&rotation)
    #expect(rotation.visit(size: 4, now: now) == .broken)
    #expect(rotation.needsLook)
    #expect(openings(&rotation, [file(1, size: 4)]).map(\.content) == [.new])
    #expect(rotation.takeDropped()?.number == 1)
    #expect(rotation.holes.map(\.stream) == [1])
    #expect(rotation.past[1]?.state == .lost)
  }

  @Test("bytes that are gone when they are read do not hold up the others")
  func nothingRead() {
    var rotation = Rotation()
    _ = look(&rotation, [file(1)])
    #expect(rotation.visit(size: 4, now: now) == .unread)
    rotation.took(UnsafeRawBufferPointer(start: nil, count: 0), now: now)
    #expect(rotation.current == nil)
  }

  @Test("what is remembered of past files is bounded")
  func boundedMemory() {
    var rotation = Rotation()
    for number in 1...3000 {
      _ = look(&rotation, [file(UInt64(number))])
      _ = readAll(&rotation, after: .seconds(100))
    }
    #expect(rotation.identities.count <= Rotation.pastLimit + Rotation.fileLimit + 1)
    #expect(rotation.files.count <= Rotation.fileLimit + 1)
  }
}
