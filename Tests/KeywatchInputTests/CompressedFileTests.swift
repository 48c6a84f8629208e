import Glibc
import Testing

@testable import KeywatchInput

struct CompressedFileTests {
  private let scratch: Scratch
  private var log: String { scratch("app.log.1.gz") }

  init() throws { scratch = try Scratch() }

  private func write(_ bytes: [UInt8]) throws {
    try Writer(log, flags: O_WRONLY | O_CREAT | O_TRUNC).write(bytes)
  }

  private func open() throws -> CompressedFile { try #require(try CompressedFile(path: log)) }

  /// The text that follows, read in parts, and what ended it.
  private func rest(
    of file: CompressedFile, inPartsOf size: Int = 4096
  ) -> (text: String, error: InputError?) {
    var text: [UInt8] = []
    var part = [UInt8](repeating: 0, count: size)
    do throws(InputError) {
      while true {
        let count = try part.withUnsafeMutableBufferPointer { part throws(InputError) in
          try file.read(into: UnsafeMutableRawBufferPointer(part))
        }
        if count == 0 { return (String(decoding: text, as: UTF8.self), nil) }
        text += part[..<count]
      }
    } catch {
      return (String(decoding: text, as: UTF8.self), error)
    }
  }

  @Test(arguments: [Compressed.gzip, Compressed.zstd], [1, 7, 4096])
  func `the text is that of the file before, whatever the name`(bytes: [UInt8], size: Int) throws {
    try write(bytes)
    let file = try open()
    let all = rest(of: file, inPartsOf: size)
    #expect(all.text == Compressed.text)
    #expect(all.error == nil)
    #expect(file.offset == Int64(Compressed.text.utf8.count))
    #expect(rest(of: file).text == "")
    #expect(try file.identity == FileStatus.of(path: log).identity)
  }

  @Test func `members longer than what is read at once follow each other`() throws {
    let line = Array("a line that is not compressed at all\n".utf8)
    let text = Array(repeatElement(line, count: 10_000).joined())
    try write(Compressed.storedGzip(text) + Compressed.gzip + Compressed.storedGzip(text))
    let wanted = String(decoding: text, as: UTF8.self)
    #expect(rest(of: try open(), inPartsOf: 100_000).text == wanted + Compressed.text + wanted)
  }

  @Test func `a file that is compressed no further than its first bytes ends too early`() throws {
    try write([0x1f, 0x8b])
    #expect(rest(of: try open()).error == .damaged(path: log, .truncated))
    try write([0x28, 0xb5, 0x2f, 0xfd])
    #expect(rest(of: try open()).error == .damaged(path: log, .truncated))
  }

  @Test func `text before the end of a cut file is given, and the rest when it has come`() throws {
    for bytes in [Compressed.gzip, Compressed.zstd] {
      let middle = bytes.count * 3 / 4
      try write(Array(bytes[..<middle]))
      let file = try open()
      let first = rest(of: file)
      #expect(first.error == .damaged(path: log, .truncated))
      #expect(Compressed.text.hasPrefix(first.text))
      for _ in 0..<20 { #expect(rest(of: file).error == .damaged(path: log, .truncated)) }
      try Writer(log).write(Array(bytes[middle...]))
      let second = rest(of: file)
      #expect(first.text + second.text == Compressed.text)
      #expect(second.error == nil)
    }
  }

  @Test func `text before a damage is given, and the damage is said from then on`() throws {
    try write(Compressed.gzip + Array("FAKE-damage".utf8) + Compressed.gzip)
    let file = try open()
    let all = rest(of: file)
    #expect(all.text == Compressed.text)
    #expect(all.error == .damaged(path: log, .corrupt))
    #expect(rest(of: file).error == .damaged(path: log, .corrupt))
    #expect(
      all.error?.message == "cannot read \(log): its compressed data is damaged")
  }

  @Test func `a file without bytes, and one of plain text, are not compressed`() throws {
    for bytes in [[], [0x1f], Array("BZhello\n".utf8), Array("P*M\n".utf8)] {
      try write(bytes)
      #expect(try CompressedFile(path: log) == nil)
    }
  }

  @Test func `nothing compressed is no text and no failure`() throws {
    try write(Compressed.storedGzip([]))
    #expect(rest(of: try open()) == ("", nil))
  }

  @Test(
    arguments: [
      ("xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]),
      ("bzip2", [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59]),
    ] as [(String, [UInt8])])
  func `what cannot be decompressed is named`(program: String, bytes: [UInt8]) throws {
    try write(bytes)
    #expect(throws: InputError.compressed(path: log, by: program)) {
      try CompressedFile(path: log)
    }
  }

  @Test func `a frame that wants too much memory is named`() throws {
    try write(Compressed.zstdFrame(ofBlocks: 1, windowDescriptor: 0xff))
    #expect(
      rest(of: try open()).error?.message
        == "cannot read \(log): it is compressed (zstd, with a window over 128 MiB)")
  }

  @Test func `a few bytes may be a lot of text`() throws {
    let size = Int64(256 << 20)
    try write(Compressed.zstdFrame(ofBlocks: Int(size >> 17)))
    let file = try open()
    #expect(try file.skip(to: .max) == size)
    #expect(rest(of: file) == ("", nil))
  }

  @Test func `text is passed over up to an offset, and never backwards`() throws {
    try write(Compressed.gzip)
    let file = try open()
    #expect(try file.skip(to: 100) == 100)
    #expect(try file.skip(to: 50) == 100)
    #expect(rest(of: file).text == Compressed.text.dropFirst(100))
    #expect(try file.skip(to: 1 << 40) == Int64(Compressed.text.utf8.count))
  }

  @Test func `a file is read to its end when its name has gone`() throws {
    try write(Compressed.zstd)
    let file = try open()
    try scratch.remove("app.log.1.gz")
    #expect(rest(of: file).text == Compressed.text)
  }
}
