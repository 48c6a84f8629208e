import KeywatchSimulation

@testable import KeywatchCore

/// The parts of the reader, each asked for what it makes of a line, whatever another one would have made of it.
final class Parts {
  private var record = Record()
  private var found: FoundValues

  init() {
    let configuration = Reading.configuration
    let names = FieldNames(header: configuration.header, custom: configuration.fields)
    found = FoundValues(names: names, labels: LabelWords(configuration))
  }

  /// Lets one shape read a line.
  func read(_ line: TextLine, as shape: TextShape) {
    record.clear()
    found.clear()
    guard shape.read(line, into: &record, &found) else { return }
    _ = found.choose(into: &record)
    checkRecord(line.bytes)
  }

  /// Takes layers off a line until none is left, by each kind of wrapper.
  func strip(_ text: UnsafePointer<UInt8>, _ line: IndexedLine) {
    for wrapper in Wrapper.allCases { check(wrapper.strip(TextLine(text, line)), line) }
    var rest = line
    while let layer = Wrapper.outermost(of: TextLine(text, rest)) {
      check(layer, rest)
      rest = rest.from(rest.start + layer.length)
    }
  }

  private func check(_ layer: Layer?, _ line: IndexedLine) {
    guard let layer else { return }
    require(0...line.end - line.start ~= layer.length, "a layer is longer than its line")
    require(layer.frame ?? 0 >= 0, "a frame is shorter than nothing")
    touch(layer.time)
  }

  /// Reads a line as a sentence about a key.
  func readSentence(_ text: Bytes) {
    guard let sentence = KeySentence(text, namesKey: { $0.equals("shared") }) else { return }
    sentence.write(to: &record)
    checkRecord(text)
  }

  /// Writes an object in each way that repairs one, into too little room as well.
  func repair(_ text: Bytes, _ random: inout SeededRandom) {
    for write in [PythonText.write, QuoteRepair.write, ByteArray.write] {
      fill(&random) { write(text, $0) }
    }
    fill(&random) { room in
      room.baseAddress.map { JSONText.unescape(text, into: $0, limit: room.count) } ?? 0
    }
  }

  /// Takes out what terminals and encodings put into a line.
  func clean(_ text: Bytes, _ random: inout SeededRandom) {
    _ = CleanText.hasControls(text)
    if CleanText.hasOctals(text) { fill(&random) { CleanText.resolveOctals(text, to: $0) } }
    let isWide = CleanText.isWide(text)
    fill(&random) { room in
      let count = CleanText.write(text, to: room)
      let isClean = room.prefix(count).allSatisfy { $0 >= 0x20 || $0 == 0x09 }
      require(isWide || isClean, "a control character is left")
      return count
    }
  }

  /// Lets `write` write into more room than it needs, or into as much as is drawn.
  private func fill(
    _ random: inout SeededRandom, _ write: (UnsafeMutableBufferPointer<UInt8>) -> Int
  ) {
    let size = random.below(2) == 0 ? 1 << 14 : Int(random.below(64))
    // Of its own, so that the sanitizer sees a byte written behind it.
    let room = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: size)
    require(0...size ~= write(room), "more is written than there is room for")
    room.deallocate()
  }

  /// Reads every byte of the record: each of its values lies in the line, or in memory of the record's.
  private func checkRecord(_ line: Bytes) {
    let end = line.base + line.count
    for raw in 0..<Field.count {
      guard let field = Field(rawValue: raw), let value = record.value(field) else { continue }
      touch(value)
      let isInside = value.base >= line.base && value.base <= end
      require(!isInside || value.base + value.count <= end, "\(field) goes beyond its line")
    }
  }

  private func touch(_ bytes: Bytes?) {
    guard let bytes else { return }
    require(bytes.bytes.reduce(0) { $0 &+ Int($1) } >= 0, "bytes are positive")
  }
}
