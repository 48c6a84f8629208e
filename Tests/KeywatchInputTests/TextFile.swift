import KeywatchCore

@testable import KeywatchInput

/// A file of a given size whose content follows from its inode number: the same number is the same
/// content, as far as it goes.
struct TextFile: LogFile {
  private let sighting: Sighting

  init(_ sighting: Sighting) { self.sighting = sighting }

  static func bytes(of identity: FileIdentity, _ count: Int) -> [UInt8] {
    var dice = Dice(seed: Int(truncatingIfNeeded: identity.inode))
    return (0..<count).map { $0 % 10 == 9 ? 10 : UInt8(33 + dice.roll(90)) }
  }

  var isCompressed: Bool { sighting.isCompressed }

  func status() throws -> FileStatus {
    FileStatus(
      identity: sighting.identity, kind: .regular, size: sighting.size,
      modified: sighting.modified, hasName: true)
  }

  func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let bytes = Self.bytes(of: sighting.identity, Int(sighting.size))
    let rest = bytes.dropFirst(Int(offset)).prefix(buffer.count)
    buffer.copyBytes(from: rest)
    return rest.count
  }

  func size(behind offset: Int64) throws -> Int64 { sighting.size }

  func nextData(from offset: Int64) -> Int64? { nil }
}
