/// A place in what is read: the number of the input, and bytes from its beginning.
package struct InputPosition: Hashable, Comparable, Sendable {
  package var input: Int
  package var offset: Int64

  package init(input: Int = 0, offset: Int64 = 0) {
    self.input = input
    self.offset = offset
  }

  func advanced(by bytes: Int) -> InputPosition {
    InputPosition(input: input, offset: offset &+ Int64(bytes))
  }

  package static func < (a: InputPosition, b: InputPosition) -> Bool {
    (a.input, a.offset) < (b.input, b.offset)
  }
}
