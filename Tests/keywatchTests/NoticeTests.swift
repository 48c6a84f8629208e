import Glibc
import Testing

@testable import keywatch

struct NoticeTests {
  /// A manager's end of the socket.
  private struct Listener: ~Copyable {
    let number = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)

    init(_ address: String) throws {
      var name = Array(address.utf8)
      if name.first == UInt8(ascii: "@") { name[0] = 0 }
      var socketAddress = sockaddr_un()
      socketAddress.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &socketAddress.sun_path) { $0.copyBytes(from: name) }
      let size = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
      let result = withUnsafePointer(to: socketAddress) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(number, $0, size) }
      }
      try #require(result == 0)
    }

    deinit { close(number) }

    /// The datagram that has come; empty where there is none.
    func take() -> String {
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = recv(number, &bytes, bytes.count, Int32(MSG_DONTWAIT))
      return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
  }

  @Test(arguments: [false, true])
  func `a notice arrives at a path and at an abstract name`(isAbstract: Bool) throws {
    let directory = TemporaryDirectory()
    let address = isAbstract ? "@\(directory.path)/notify" : "\(directory.path)/notify"
    let listener = try Listener(address)
    #expect(Notice.ready.send(to: address))
    #expect(listener.take() == "READY=1")
    #expect(Notice.stopping.and(.status("50% of\nREADY=1")).send(to: address))
    #expect(listener.take() == "STOPPING=1\nSTATUS=50% of READY=1")
    #expect(Notice.reloading(microseconds: 17).send(to: address))
    #expect(listener.take() == "RELOADING=1\nMONOTONIC_USEC=17")
    #expect(listener.take() == "")
  }

  @Test func `a reload says when it began`() throws {
    let words = Notice.reloading().text.split(separator: "=")
    let first = try #require(words.last.flatMap { Int64($0) })
    let second = try #require(
      Notice.reloading().text.split(separator: "=").last.flatMap { Int64($0) })
    #expect(words.first == "RELOADING" && first > 0 && second >= first)
  }

  @Test func `where nobody listens nothing happens`() {
    let directory = TemporaryDirectory()
    #expect(!Notice.ready.send(to: nil))
    let long = "/" + String(repeating: "x", count: 200)
    for address in ["", "relative", "\(directory.path)/nobody", "@nobody-\(directory.path)", long] {
      #expect(!Notice.ready.send(to: address), "\(address)")
    }
  }
}
