/// One undecoded line per reason, masked: the one that stands first in the input, so that the order of reading
/// does not matter.
struct Examples: Sendable {
  private var kept: [Undecoded: (place: InputPosition, text: [UInt8])] = [:]

  func wants(_ reason: Undecoded, _ place: InputPosition) -> Bool {
    kept[reason].map { place < $0.place } ?? true
  }

  mutating func keep(_ reason: Undecoded, _ place: InputPosition, _ text: [UInt8]) {
    kept[reason] = (place, text)
  }

  mutating func merge(_ other: Examples) {
    for (reason, example) in other.kept where wants(reason, example.place) {
      kept[reason] = example
    }
  }

  var sorted: [UndecodedExample] {
    Undecoded.allCases.compactMap { reason in
      kept[reason].map { UndecodedExample(reason: reason, text: $0.text) }
    }
  }
}
