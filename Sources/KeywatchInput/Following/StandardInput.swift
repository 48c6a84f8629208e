import CSystem
import Glibc

/// Lines that come through a pipe, a terminal or a redirected file, and end.
///
/// The descriptor is asked by `poll` and never made non-blocking: that would hold for everybody who
/// shares it.
package struct StandardInput: Sendable {
  private enum State: Sendable { case open, atEnd, over }

  let stream: LineStream
  private let number: Int32
  private var state = State.open
  private(set) var bytesRead: Int64 = 0
  private(set) var fault: InputError?

  init(descriptor number: Int32, stream: LineStream) {
    self.number = number
    self.stream = stream
    kw_grow_pipe(number, 1 << 20)
  }

  /// True once its end was told.
  var isOver: Bool { state == .over }

  /// What to poll for its next bytes; nil after the end.
  var polled: Int32? { state == .open ? number : nil }

  /// Says what reading comes to next, without waiting.
  mutating func next() -> Step {
    switch state {
    case .over: return .idle
    case .atEnd:
      state = .over
      return .ended(stream)
    case .open: return hasInput() ? .bytes(stream) : .idle
    }
  }

  /// Reads what is there; 0 at the end, which `next` then tells.
  mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = Glibc.read(number, buffer.baseAddress, buffer.count)
    if count > 0 {
      bytesRead += Int64(count)
      return count
    }
    if count == 0 || !Self.passing.contains(errno) {
      state = .atEnd
      if count < 0 { fault = .cannotRead(path: "standard input", .last) }
    }
    return 0
  }

  private static let passing = [EINTR, EAGAIN]

  private func hasInput() -> Bool {
    var entry = pollfd(fd: number, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) > 0
  }
}
