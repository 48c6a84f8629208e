extension UnsafeMutableRawBufferPointer {
  /// Leaves one of the zeros that its first `count` bytes begin with; returns how many bytes there are then.
  ///
  /// A writer that does not append leaves as many as its file was long before it was truncated.
  package func closeHole(_ count: Int) -> Int {
    let zeros = self[..<count].prefix { $0 == 0 }.count
    guard zeros > 1 else { return count }
    let rest = UnsafeRawBufferPointer(rebasing: self[(zeros - 1)..<count])
    copyMemory(from: rest)
    return rest.count
  }
}
