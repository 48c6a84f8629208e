import KeywatchCore
import Testing

/// Lines that container runtimes cut into pieces.
struct PiecesTests {
  private func cri(_ pieces: [String], stream: String = "stdout") -> [String] {
    pieces.enumerated().map { number, piece in
      "2026-11-22T13:00:19.5Z \(stream) \(number == pieces.count - 1 ? "F" : "P") \(piece)"
    }
  }

  private func count(_ lines: [String], chunk: Int = 4096) -> Tally {
    var monitor = Monitor(configuration: Samples.configuration, unknownHash: UnknownKeyHash())
    Samples.feed(Array((lines.joined(separator: "\n") + "\n").utf8), to: &monitor, chunk: chunk)
    return monitor.finish()
  }

  @Test func `pieces of a stream are one line, whatever comes between them`() {
    var random = SeededRandom(seed: 3)
    for _ in 0..<60 {
      let line = Samples.line()
      let a = line.index(
        line.startIndex, offsetBy: Int.random(in: 0..<line.count, using: &random))
      let b = line.index(a, offsetBy: Int.random(in: 0...line[a...].count, using: &random))
      let out = cri([String(line[..<a]), String(line[a..<b]), String(line[b...])])
      let other = cri([String(line[..<b]), String(line[b...])], stream: "stderr")
      let lines = [out[0], other[0], out[1], other[1], out[2]]
      let tally = count(lines, chunk: Int.random(in: 1...300, using: &random))
      #expect(tally.lines.read == 2 && tally.lines.decoded == 2)
    }
  }

  @Test func `pieces whose end does not come are counted at the end`() {
    let pieces = [#"{"status":"#, "200"]
    let tally = count([cri(pieces)[0], cri(pieces)[0], cri(pieces, stream: "stderr")[0]])
    #expect(tally.lines.read == 2)
    #expect(tally.lines.undecodedByReason[Undecoded.unterminated.rawValue] == 2)
  }

  @Test func `a line that is too long in sum is one oversize line`() {
    let piece = String(repeating: "a", count: 300_000)
    let tally = count(cri(Array(repeating: piece, count: 5)) + cri([Samples.line()]))
    #expect(tally.lines.read == 2 && tally.lines.decoded == 1)
    #expect(tally.lines.undecodedByReason[Undecoded.oversize.rawValue] == 1)
  }

  @Test func `docker's files hold pieces of 16 KiB`() {
    let agent = String(repeating: "a", count: 40_000)
    let line = Array(#"{"status":200,"method":"GET","path":"/a","ua":"\#(agent)"}"#.utf8)
    var lines: [String] = []
    for start in stride(from: 0, to: line.count, by: 16_384) {
      let end = min(start + 16_384, line.count)
      var text = String(decoding: line[start..<end], as: UTF8.self)
      text = text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\\\"")
      lines.append(
        #"{"log":"\#(text)\#(end == line.count ? "\\n" : "")","stream":"stdout","time":"2026-11-22T13:00:19Z"}"#
      )
    }
    // What an agent has joined is no piece.
    let long = #"{"message":"\#(agent)","stream":"stdout"}"#
    #expect(count([long, long]).lines.read == 2)
    #expect(lines.count == 3)
    let tally = count(lines + lines)
    #expect(tally.lines.read == 2 && tally.lines.decoded == 2)
  }
}
