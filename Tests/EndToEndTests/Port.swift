import Foundation

/// Ports of the loopback address.
enum Port {
  struct Failure: Error { var reason: String }

  /// A port nobody listens on at this moment.
  static func free() throws -> Int {
    try on(0) { descriptor, address, size in
      guard bind(descriptor, address, size.pointee) == 0,
        getsockname(descriptor, address, size) == 0
      else { throw Failure(reason: String(cString: strerror(errno))) }
    }
  }

  /// Whether somebody listens on a port.
  static func isOpen(_ port: Int) throws -> Bool {
    var isOpen = false
    _ = try on(port) { isOpen = connect($0, $1, $2.pointee) == 0 }
    return isOpen
  }

  /// Calls `body` with a socket and the loopback address with a port; returns the port it has then.
  private static func on(
    _ port: Int,
    _ body: (Int32, UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) throws -> Void
  ) throws -> Int {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
    address.sin_port = in_port_t(UInt16(port)).bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    try withUnsafeMutablePointer(to: &address) { address in
      try address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        try body(descriptor, $0, &size)
      }
    }
    return Int(UInt16(bigEndian: address.sin_port))
  }
}
