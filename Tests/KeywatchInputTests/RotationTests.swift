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
    let openings = rotation.look(at: sightings, now: now)
    for opening in openings {
      let inode = opening.sighting.identity.inode
      rotation.opened(
        opening.sighting, as: LineStream(source: 0, number: Int(inode)), at: opening.offset ?? 0,
        now: now)
    }
    return openings.map(\.sighting.identity.inode)
  }

  /// Reads every file to its size and passes over it.
  private func readAll(_ rotation: inout Rotation, after time: Duration = .zero) -> [Int] {
    var over: [Int] = []
    while let file = rotation.current {
      switch rotation.visit(size: max(file.size, file.offset), now: now + time) {
      case .unread: rotation.took(Int(file.size - file.offset), now: now + time)
      case .over: over.append(file.stream.number)
      case .shrunk, .atEnd: break
      }
    }
    rotation.startOver()
    return over
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
    #expect(look(&rotation, [file(9, as: .numbered(1)), file(8)]) == [])
    #expect(
      look(&rotation, [file(9, as: .numbered(2)), file(8, as: .numbered(1)), file(10)]) == [10])
    #expect(look(&rotation, [file(4, as: .numbered(1)), file(10)]) == [])
  }

  @Test("while the name is gone, its rotated files that were missed are read all the same")
  func nameGone() {
    var rotation = Rotation()
    #expect(look(&rotation, [file(5)]) == [5])
    let seen = [file(4, as: .numbered(3), isWanted: false), file(5, as: .numbered(2))]
    #expect(look(&rotation, seen + [file(6, as: .numbered(1), isWanted: false)]) == [6])
  }

  @Test("where births are not told, no rotated file is taken for a missed one")
  func noBirths() {
    var rotation = Rotation()
    #expect(look(&rotation, [file(1, born: 0)]) == [1])
    #expect(look(&rotation, [file(2, born: 0, as: .numbered(1)), file(3, born: 0)]) == [3])
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
    #expect(rotation.look(at: [file(1, as: .numbered(1)), file(2)], now: now) == [])
    let grown = file(1, as: .numbered(1), size: 15)
    #expect(
      rotation.look(at: [grown, file(2)], now: now) == [.init(sighting: grown, offset: 10)])
  }

  @Test("a size below the offset is a truncation, told once")
  func truncation() {
    var rotation = Rotation()
    _ = look(&rotation, [file(1)])
    _ = readAll(&rotation)
    #expect(rotation.visit(size: 4, now: now) == .shrunk)
    #expect(rotation.visit(size: 4, now: now) == .unread)
    #expect(rotation.current?.offset == 0)
  }

  @Test("bytes that are gone when they are read do not hold up the others")
  func nothingRead() {
    var rotation = Rotation()
    _ = look(&rotation, [file(1)])
    #expect(rotation.visit(size: 4, now: now) == .unread)
    rotation.took(0, now: now)
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
