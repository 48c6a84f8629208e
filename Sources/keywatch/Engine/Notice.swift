import Glibc

/// What a service manager is told, as sd_notify(3) does it: a datagram to `$NOTIFY_SOCKET`.
struct Notice: Equatable {
  /// Assignments, one a line.
  let text: String

  /// Everything runs.
  static let ready = Notice(text: "READY=1")
  /// The end has begun.
  static let stopping = Notice(text: "STOPPING=1")

  /// The configuration is being read anew, since a moment of the monotonic clock; `ready` ends it.
  static func reloading(microseconds: Int64 = Notice.now) -> Notice {
    Notice(text: "RELOADING=1\nMONOTONIC_USEC=\(microseconds)")
  }

  /// One line for `systemctl status`.
  static func status(_ line: String) -> Notice {
    // A second line would be another assignment.
    Notice(text: "STATUS=" + String(line.map { $0.isNewline ? " " : $0 }))
  }

  /// Both in one datagram.
  func and(_ other: Notice) -> Notice { Notice(text: text + "\n" + other.text) }

  /// Sends it; nothing happens where nobody listens. False where it did not arrive.
  @discardableResult
  func send(to address: String? = Notice.address) -> Bool {
    guard let address, let (socketAddress, size) = Self.socketAddress(address) else { return false }
    let number = socket(
      AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard number >= 0 else { return false }
    defer { close(number) }
    let bytes = Array(text.utf8)
    let count = withUnsafePointer(to: socketAddress) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
        Self.retrying {
          sendto(number, bytes, bytes.count, Int32(MSG_NOSIGNAL), pointer, size)
        }
      }
    }
    return count == bytes.count
  }

  /// The manager's socket, nil where there is no manager.
  private static var address: String? { getenv("NOTIFY_SOCKET").map { String(cString: $0) } }

  /// Microseconds of the monotonic clock.
  private static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1000
  }

  /// A path, or with `@` before it a name in the abstract namespace; nil for what fits neither.
  private static func socketAddress(_ address: String) -> (sockaddr_un, socklen_t)? {
    var name = Array(address.utf8)
    guard name.first == UInt8(ascii: "/") || name.first == UInt8(ascii: "@") else { return nil }
    if name.first == UInt8(ascii: "@") { name[0] = 0 }
    var socketAddress = sockaddr_un()
    socketAddress.sun_family = sa_family_t(AF_UNIX)
    let fits = withUnsafeMutableBytes(of: &socketAddress.sun_path) { path in
      // One byte less, so that a path always ends with a zero.
      guard name.count < path.count else { return false }
      path.copyBytes(from: name)
      return true
    }
    guard fits, let offset = MemoryLayout<sockaddr_un>.offset(of: \.sun_path) else { return nil }
    return (socketAddress, socklen_t(offset + name.count))
  }

  private static func retrying(_ call: () -> Int) -> Int {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }
}
