import Testing

@testable import KeywatchInput

struct RangeReaderTests {
  private let scratch: Scratch
  private var log: String { scratch("app.log") }

  init() throws { scratch = try Scratch() }

  private func text(_ reader: RangeReader, in range: Range<Int64>) throws -> String {
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 7)
    var offset = range.lowerBound
    while offset < range.upperBound {
      let count = try block.withUnsafeMutableBytes { try reader.read(at: offset, into: $0) }
      if count == 0 { break }
      bytes += block[..<min(count, Int(range.upperBound - offset))]
      offset += Int64(count)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test(
    "ranges are whole lines, cover the file and hold each byte once", arguments: [1, 2, 3, 7, 500])
  func ranges(count: Int) throws {
    let whole = (0..<100).map { "line \($0) \(String(repeating: "x", count: $0 % 13))\n" }.joined()
    try scratch.write(whole, to: "app.log")
    let reader = try RangeReader(path: log)
    let ranges = try reader.ranges(count)
    let parts = try ranges.map { try text(reader, in: $0) }
    #expect(parts.joined() == whole)
    #expect(parts.allSatisfy { $0.last == "\n" })
    #expect(ranges.count <= count)
    #expect(ranges.count > 1 || count == 1)
  }

  @Test("one line longer than a range is not cut, and an open end belongs to the last range")
  func longLine() throws {
    let long = String(repeating: "y", count: 200_000)
    try scratch.write("a\n\(long)\nb", to: "app.log")
    let reader = try RangeReader(path: log)
    let parts = try reader.ranges(8).map { try text(reader, in: $0) }
    #expect(parts.joined() == "a\n\(long)\nb")
    #expect(parts.contains { $0.contains(long + "\n") })
  }

  @Test("an empty file has no ranges")
  func empty() throws {
    try scratch.write("", to: "app.log")
    let reader = try RangeReader(path: log)
    #expect(reader.size == 0)
    #expect(try reader.ranges(4) == [])
    #expect(try text(reader, in: 0..<10) == "")
  }

  @Test("the size is the one at opening: what is appended later is not read")
  func growth() throws {
    try scratch.write("1\n", to: "app.log")
    let reader = try RangeReader(path: log)
    try scratch.append("2\n", to: "app.log")
    #expect(reader.size == 2)
    #expect(try text(reader, in: 0..<100) == "1\n")
    #expect(try text(reader, in: -5 ..< -1) == "")
  }

  @Test("a file that was truncated meanwhile is an error")
  func truncation() throws {
    try scratch.write("1\n2\n", to: "app.log")
    let reader = try RangeReader(path: log)
    try scratch.truncate("app.log")
    #expect(throws: InputError.shrunk(path: log)) { try text(reader, in: 0..<4) }
  }

  @Test("several threads read one file at once")
  func concurrency() async throws {
    let whole = (0..<2000).map { "line \($0)\n" }.joined()
    try scratch.write(whole, to: "app.log")
    let reader = try RangeReader(path: log)
    let parts = try await withThrowingTaskGroup(of: (Int64, String).self) { group in
      for range in try reader.ranges(8) {
        group.addTask { (range.lowerBound, try self.text(reader, in: range)) }
      }
      return try await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }
    }
    #expect(parts.count == 8)
    #expect(parts.map(\.1).joined() == whole)
  }
}
