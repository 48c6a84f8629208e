/// The instances of an app whose lines were seen: the first word of each line, where a time follows it.
///
/// doctl and others put it there: `web-7d9f 2026-11-22T13:00:19.474879123Z …`.
struct InstanceNames: Sendable {
  /// Bytes at a line's beginning that are looked at.
  static let room = 72
  private static let nameLimit = 64
  private static let limit = 256

  private var newest: [UInt8] = []
  private var all: Set<[UInt8]> = []

  /// Takes in the beginning of a line.
  mutating func add(_ line: UnsafeRawBufferPointer) {
    // Mostly it is the same as before.
    if !newest.isEmpty, line.count > newest.count, line[newest.count] == UInt8(ascii: " "),
      line.starts(with: newest)
    {
      return
    }
    guard let name = Self.name(in: line), all.count < Self.limit else { return }
    newest = name
    all.insert(name)
  }

  /// True where a line is of an instance that was not seen before, though others were.
  func isStranger(_ line: UnsafeRawBufferPointer) -> Bool {
    guard !all.isEmpty, let name = Self.name(in: line) else { return false }
    return !all.contains(name)
  }

  private static func name(in line: UnsafeRawBufferPointer) -> [UInt8]? {
    guard let blank = line.prefix(nameLimit + 1).firstIndex(of: UInt8(ascii: " ")), blank > 0
    else { return nil }
    let year = line[(blank + 1)...].prefix(5)
    guard year.count == 5, year.last == UInt8(ascii: "-"),
      year.dropLast().allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
    else { return nil }
    return Array(line[..<blank])
  }
}
