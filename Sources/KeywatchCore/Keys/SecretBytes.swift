import Glibc

/// Bytes that may hold a key: kept out of swap where the system allows it, wiped when dropped.
///
/// They never become a `String`: what Swift copies into one cannot be wiped.
package struct SecretBytes: ~Copyable, Sendable {
  /// Where they lie: a number, since only its one owner makes a pointer of it, on whichever thread it is.
  private let address: UInt
  private let capacity: Int
  /// How many bytes are in use, at most the capacity.
  package private(set) var count = 0

  package init(capacity: Int) {
    self.capacity = max(capacity, 1)
    let start = UnsafeMutableRawPointer.allocate(byteCount: self.capacity, alignment: 16)
    address = UInt(bitPattern: start)
    start.initializeMemory(as: UInt8.self, repeating: 0, count: self.capacity)
    mlock(start, self.capacity)
  }

  deinit {
    guard let start else { return }
    explicit_bzero(start, capacity)
    munlock(start, capacity)
    start.deallocate()
  }

  private var start: UnsafeMutableRawPointer? { UnsafeMutableRawPointer(bitPattern: address) }

  /// Lets `fill` write behind the bytes in use; it returns how many it has written.
  package mutating func append(_ fill: (UnsafeMutableRawBufferPointer) throws -> Int) rethrows {
    let free = UnsafeMutableRawBufferPointer(
      start: start.map { $0 + count }, count: capacity - count)
    count += min(max(try fill(free), 0), free.count)
  }

  /// Gives the bytes in use to `body`, which must not keep them.
  package mutating func withBytes<T>(_ body: (UnsafeMutableRawBufferPointer) throws -> T) rethrows
    -> T
  {
    try body(UnsafeMutableRawBufferPointer(start: start, count: count))
  }

  /// Gives the bytes in use to `body`, which neither changes nor keeps them.
  package func read<T>(_ body: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
    try body(UnsafeRawBufferPointer(start: start, count: count))
  }
}
