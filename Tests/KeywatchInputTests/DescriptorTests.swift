import Glibc
import KeywatchCore
import Testing

@testable import KeywatchInput

struct DescriptorTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func refusal(_ path: String) -> InputError? {
    do {
      _ = try Descriptor.log(at: path)
      return nil
    } catch {
      return error
    }
  }

  @Test("what is no plain file is refused, and a FIFO without a writer does not hang")
  func kinds() throws {
    try scratch.check("mkfifo", mkfifo(scratch("pipe"), 0o600))
    #expect(refusal(scratch("pipe")) == .unreadable(path: scratch("pipe"), .fifo))
    #expect(refusal(scratch.path) == .unreadable(path: scratch.path, .directory))
    #expect(refusal("/dev/zero") == .unreadable(path: "/dev/zero", .device))
    #expect(refusal("/proc/self/status") == .unreadable(path: "/proc/self/status", .madeUp))
    #expect(refusal(scratch("x")) == .cannotOpen(path: scratch("x"), .missing))
  }

  @Test("a socket is refused")
  func socketFile() throws {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = scratch("socket")
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let number = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(number) }
    let result = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(number, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try scratch.check("bind", result)
    #expect(refusal(path) == .unreadable(path: path, .socket))
  }

  @Test(
    "compressed files are told by their first bytes, whatever their name",
    arguments: [
      ("gzip", [0x1f, 0x8b, 0x08]), ("zstd", [0x28, 0xb5, 0x2f, 0xfd]),
      ("xz", [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]),
      ("zstd", [0x50, 0x2a, 0x4d, 0x18]),
      ("bzip2", [0x42, 0x5a, 0x68, 0x31, 0x31, 0x41, 0x59, 0x26, 0x53, 0x59]),
    ] as [(String, [UInt8])])
  func compressed(program: String, bytes: [UInt8]) throws {
    let writer = try Writer(scratch("app.log"))
    try writer.write(bytes)
    #expect(refusal(scratch("app.log")) == .compressed(path: scratch("app.log"), by: program))
  }

  @Test("a descriptor is closed on exec and with its last owner")
  func ownership() throws {
    try scratch.write("x", to: "app.log")
    var descriptor: Descriptor? = try Descriptor.log(at: scratch("app.log"))
    let number = try #require(descriptor).number
    #expect(fcntl(number, F_GETFD) == FD_CLOEXEC)
    let link = "/proc/self/fd/\(number)"
    #expect(
      try FileStatus.of(path: link).identity == FileStatus.of(path: scratch("app.log")).identity)
    descriptor = nil
    // Another test may have been given the number since.
    let identity = try FileStatus.of(path: scratch("app.log")).identity
    #expect((try? FileStatus.of(path: link).identity) != identity)
  }

  @Test("two files in one place, one after the other, are two identities")
  func identities() throws {
    var identities: Set<FileIdentity> = []
    for _ in 0..<200 {
      try scratch.write("x", to: "app.log")
      let identity = try FileStatus.of(path: scratch("app.log")).identity
      #expect(identities.insert(identity).inserted || identity.born == 0)
      try scratch.remove("app.log")
      try scratch.passBirth(identity.born)
    }
  }
}
