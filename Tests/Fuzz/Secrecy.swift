import KeywatchCore
import KeywatchSimulation

/// No key that stands in an input comes out again.
enum Secrecy {
  private static let borders = Array(" \"'=&/:\t,".utf8)

  /// Puts a key somewhere into the input, and looks for it in what is made of that.
  static func check(_ input: [UInt8], _ random: inout SeededRandom) {
    let key = Reading.keys[Int(random.below(UInt32(Reading.keys.count)))]
    let at = Int(random.below(UInt32(input.count + 1)))
    let border = borders[Int(random.below(UInt32(borders.count)))]
    // What is put into a key that stands there leaves two parts of it that are no key.
    let isSplit = Reading.keys.contains { key in
      (max(0, at - key.utf8.count)..<at).contains { input[$0...].starts(with: key.utf8.prefix(24)) }
    }
    guard !isSplit else { return }
    let told = input[..<at] + [border] + key.utf8 + [border] + input[at...]
    // A text may have been cut in the middle of one.
    let beginning = Array(key.utf8.prefix(24))
    for text in texts(Reading(Array(told), logLines: 1000).snapshot) {
      require(!text.contains(beginning), "a key is shown: \(String(decoding: text, as: UTF8.self))")
    }
  }

  /// Every text of a snapshot that came from the log.
  private static func texts(_ snapshot: Snapshot) -> [[UInt8]] {
    let log = snapshot.log.flatMap { [$0.method, $0.path, $0.caller, $0.source, $0.userAgent] }
    let uses = snapshot.uses.flatMap {
      [$0.caller, $0.place.source, $0.place.route, $0.place.userAgent]
    }
    let sources = snapshot.rejections.sources.flatMap { [$0.source, $0.userAgent, $0.caller] }
    let all = log + uses + sources + snapshot.callers.map(\.caller)
    return all.map { Array($0.utf8) } + snapshot.undecodedExamples.map(\.text)
  }
}

extension [UInt8] {
  /// Whether these bytes stand somewhere in it.
  fileprivate func contains(_ other: [UInt8]) -> Bool {
    indices.contains { self[$0...].starts(with: other) }
  }
}
