/// `[pod/POD/CONTAINER] LINE` of `kubectl logs --prefix`, and `POD CONTAINER LINE` of stern.
enum PodPrefix {
  static func strip(_ line: TextLine) -> Layer? {
    var start = LineStart(line.bytes)
    if line.bytes.hasPrefix("[pod/") {
      guard start.takeBracketed() != nil, start.take(0x20) else { return nil }
      return Layer(length: start.count)
    }
    guard let pod = start.takeWord(), isPod(pod), let container = start.takeWord(),
      container.isName,
      container.bytes.allSatisfy({ $0 < 0x41 || $0 > 0x5a })
    else { return nil }
    return Layer(length: start.count)
  }

  /// Whether a word is what Kubernetes calls the pods of a deployment: a name, a hash with a digit in it, and five more
  /// letters or digits.
  private static func isPod(_ word: Bytes) -> Bool {
    guard word.isName, let last = word.lastIndex(of: 0x2d), word.count - last == 6,
      let hash = word.first(last).lastIndex(of: 0x2d), (5...10).contains(last - hash - 1)
    else { return false }
    let ending = word.dropping(hash + 1)
    return ending.first(last - hash - 1).bytes.contains { $0 &- 0x30 < 10 }
      && ending.bytes.allSatisfy { $0 == 0x2d || $0 &- 0x30 < 10 || $0 &- 0x61 < 26 }
  }
}
