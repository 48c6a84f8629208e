import Testing

@testable import KeywatchInput

/// A compressed stream that comes in pieces of any size.
struct InflaterTests {
  /// The text of a stream, how it ended, and whether it might have ended there.
  private func inflate(
    _ bytes: [UInt8], _ compression: Compression, inputs: Int, outputs: Int
  ) -> (text: [UInt8], failure: Inflater.Failure?, isWhole: Bool) {
    guard var inflater = Inflater(compression) else { return ([], .noMemory, false) }
    var text: [UInt8] = []
    var output = [UInt8](repeating: 0, count: outputs)
    var start = 0
    var isOwing = false
    while start < bytes.count || isOwing {
      let input = bytes[start..<min(bytes.count, start + inputs)]
      let step = input.withUnsafeBytes { input in
        output.withUnsafeMutableBytes { inflater.step(input, into: $0) }
      }
      text += output.prefix(step.given)
      if step.failure != nil || (step.taken == 0 && step.given == 0 && !isOwing) {
        return (text, step.failure, inflater.isWhole)
      }
      isOwing = step.given == outputs
      start += step.taken
    }
    return (text, nil, inflater.isWhole)
  }

  private static let streams: [(Compression, [UInt8])] = [
    (.gzip, Compressed.gzip), (.zstd, Compressed.zstd),
    (.gzip, Compressed.storedGzip(Array(Compressed.text.utf8))),
  ]

  @Test(arguments: streams, [1, 2, 3, 5, 8, 13, 100_000])
  func `two streams in one give both texts, however they are cut`(
    stream: (compression: Compression, bytes: [UInt8]), inputs: Int
  ) {
    let text = Array((Compressed.text + Compressed.text).utf8)
    for outputs in [1, 7, 64, 100_000] {
      let all = inflate(
        stream.bytes + stream.bytes, stream.compression, inputs: inputs, outputs: outputs)
      #expect(all.text == text, "\(inputs) in, \(outputs) out")
      #expect(all.failure == nil && all.isWhole)
    }
  }

  @Test(arguments: streams)
  func `a stream that is cut off gives the text before and is not whole`(
    compression: Compression, bytes: [UInt8]
  ) {
    let text = Array(Compressed.text.utf8)
    for count in 1..<bytes.count {
      let part = inflate(Array(bytes[..<count]), compression, inputs: 4096, outputs: 4096)
      #expect(text.starts(with: part.text) && part.failure == nil && !part.isWhole, "\(count)")
    }
  }

  @Test(arguments: streams.dropLast() + [(.gzip, Compressed.storedGzip(Array("short\n".utf8)))])
  func `no flipped bit changes the text unnoticed`(compression: Compression, bytes: [UInt8]) {
    let text = inflate(bytes, compression, inputs: 4096, outputs: 4096).text
    for bit in 0..<bytes.count * 8 {
      var damaged = bytes
      damaged[bit / 8] ^= 1 << (bit % 8)
      let all = inflate(damaged, compression, inputs: 4096, outputs: 4096)
      #expect(all.text == text || all.failure != nil || !all.isWhole, "bit \(bit)")
    }
  }

  @Test func `a gzip checksum is checked when all text is out`() {
    for place in 1...8 {
      var damaged = Compressed.gzip
      damaged[damaged.count - place] ^= 1
      let all = inflate(damaged, .gzip, inputs: 4096, outputs: 4096)
      #expect(all.text == Array(Compressed.text.utf8))
      #expect(all.failure == .damaged)
    }
  }

  @Test func `zeros may follow a gzip member, and nothing else`() {
    let zeros = [UInt8](repeating: 0, count: 1000)
    let text = Array(Compressed.text.utf8)
    let padded = inflate(
      Compressed.gzip + zeros + Compressed.gzip + zeros, .gzip, inputs: 11, outputs: 4096)
    #expect(padded.text == text + text && padded.failure == nil && padded.isWhole)
    for tail in ["FAKE\n", "\u{1f}garbage of some length"] {
      let followed = inflate(Compressed.gzip + tail.utf8, .gzip, inputs: 4096, outputs: 4096)
      #expect(followed.text == text && followed.failure == .damaged)
    }
  }

  @Test func `a gzip member of nothing and a skippable zstd frame are passed over`() {
    let text = Array(Compressed.text.utf8)
    let gzip = inflate(
      Compressed.storedGzip([]) + Compressed.gzip + Compressed.storedGzip([]), .gzip,
      inputs: 4096, outputs: 4096)
    #expect(gzip.text == text && gzip.failure == nil && gzip.isWhole)
    let zstd = inflate(
      Compressed.skippableFrame + Compressed.zstd + Compressed.skippableFrame, .zstd,
      inputs: 1, outputs: 4096)
    #expect(zstd.text == text && zstd.failure == nil && zstd.isWhole)
  }

  @Test func `a zstd window of 128 MiB is taken, a larger one and a dictionary are not`() {
    let allowed = Compressed.zstdFrame(ofBlocks: 1, windowDescriptor: 17 << 3)
    let taken = inflate(allowed, .zstd, inputs: 4096, outputs: 4096)
    #expect(taken.text.count == 128 << 10 && taken.failure == nil)
    let large = Compressed.zstdFrame(ofBlocks: 1, windowDescriptor: 17 << 3 | 1)
    #expect(inflate(large, .zstd, inputs: 1, outputs: 1).failure == .largeWindow)
    var other = allowed
    other.replaceSubrange(4...5, with: [1, 17 << 3, 7])
    #expect(inflate(other, .zstd, inputs: 4096, outputs: 4096).failure == .dictionary)
  }

  @Test func `what no library reads has no stream`() {
    for compression in [Compression.xz, .bzip2] {
      let isThere =
        switch Inflater(compression) {
        case .some: true
        case nil: false
        }
      #expect(!isThere)
    }
  }
}
