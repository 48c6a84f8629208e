import KeywatchSimulation

@testable import KeywatchCore

/// What a target tries inputs with: one that breaks a promise ends the process, and libFuzzer keeps it.
final class Workbench {
  /// One input in so many is read by a whole monitor where a part is tried, which is a hundred times as fast.
  private static let wholeInterval: UInt32 = 16
  /// Of those, one in so many has a key put into it, and one is read in two lengths.
  private static let keyInterval: UInt32 = 4
  private static let pumpInterval: UInt32 = 64

  private let target: Target
  private let nested = NestedLine()
  private let parts = Parts()

  init(_ target: Target) { self.target = target }

  /// Tries an input. What is drawn at random follows from its bytes, so that it can be tried again.
  func check(_ input: [UInt8]) {
    let hash = input.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    var random = SeededRandom(seed: hash)
    for line in input.split(separator: 0x0a) { tryPart(Array(line), &random) }
    guard target.part.isWhole || random.below(Self.wholeInterval) == 0 else { return }

    let whole = Reading(input)
    whole.checkSums(of: input)
    let largest = 1 + random.below(random.below(2) == 0 ? 16 : 600)
    let cut = Reading(input, logLines: random.below(2) == 0 ? 0 : 1000) {
      1 + Int(random.below(largest))
    }
    let difference = whole.difference(from: cut)
    require(
      difference.isEmpty,
      "regions decide on \(difference): \(whole.snapshot.lines), \(cut.snapshot.lines)")
    if random.below(Self.keyInterval) == 0 { Secrecy.check(input, &random) }
    if random.below(Self.pumpInterval) == 0 { Pump.check(input, &random) }
  }

  private func tryPart(_ line: [UInt8], _ random: inout SeededRandom) {
    let indexed = nested.fill { out in
      let count = min(line.count, out.count)
      UnsafeMutableRawBufferPointer(out).copyBytes(from: line.prefix(count))
      return count
    }
    guard let indexed else { return }
    let text = TextLine(nested.text, indexed)
    switch target.part {
    case .shape(let shape): parts.read(text, as: shape)
    case .wrappers: parts.strip(nested.text, indexed)
    case .json: parts.repair(text.bytes, &random)
    case .sentences: parts.readSentence(text.bytes)
    case .cleaning: parts.clean(text.bytes, &random)
    case .envelopes, .monitor: break
    }
  }
}

/// Ends the process where a promise is broken.
func require(_ holds: Bool, _ promise: @autoclosure () -> String) {
  if !holds { fatalError("finding: \(promise())") }
}
