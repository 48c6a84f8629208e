import Foundation
import Glibc
import Synchronization
import Testing

@testable import KeywatchStore

@Suite struct ModeTests {
  private typealias Unshare = @convention(c) (Int32) -> Int32

  /// Runs `body` in a thread that has its own umask.
  private static func with(umask mask: mode_t, _ body: @escaping @Sendable () throws -> Void) throws
  {
    let symbol = try #require(dlsym(nil, "unshare"))
    let unshare = unsafeBitCast(symbol, to: Unshare.self)
    let problem = Mutex<String?>("the thread did not run")
    let end = DispatchSemaphore(value: 0)
    let thread = Thread {
      defer { end.signal() }
      let cloneFiles: Int32 = 0x200  // CLONE_FS
      guard unshare(cloneFiles) == 0 else { return }
      _ = umask(mask)
      do {
        try body()
        problem.withLock { $0 = nil }
      } catch {
        problem.withLock { $0 = "\(error)" }
      }
    }
    thread.start()
    end.wait()
    #expect(problem.withLock { $0 } == nil)
  }

  @Test(arguments: [0o000, 0o022, 0o077] as [mode_t])
  func `a state is its owner's alone, whatever the umask`(mask: mode_t) throws {
    try Scratch.during { scratch in
      let path = scratch.path
      try Self.with(umask: mask) {
        let scratch = Scratch(path: path + "/deep/state")
        var store = try scratch.open()
        try store.commit(Sample.commit([Sample.use()]))
        _ = try InstallSecret.hash(beside: scratch.state)
        for name in [
          "keywatch.db", "keywatch.db-wal", "keywatch.db-shm", "keywatch.db.lock", "secret",
        ] {
          guard try scratch.mode(of: name) == 0o600 else { throw Wrong(name: name) }
        }
        for name in [".", ".."] where try scratch.mode(of: name) != 0o700 {
          throw Wrong(name: name)
        }
        // That the umask was in force: a file made the usual way.
        close(open(path + "/usual", O_CREAT | O_WRONLY, 0o666))
      }
      #expect(try scratch.mode(of: "usual") == UInt16(0o666 & ~mask))
    }
  }

  private struct Wrong: Error { var name: String }

  @Test func `no descriptor of a state is handed to a child`() throws {
    try Scratch.during { scratch in
      let store = try scratch.open()
      let open = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
        .compactMap(Int32.init)
      var ours = 0
      for descriptor in open {
        let link = try? FileManager.default.destinationOfSymbolicLink(
          atPath: "/proc/self/fd/\(descriptor)")
        guard link?.hasPrefix(scratch.path) == true else { continue }
        ours += 1
        #expect(fcntl(descriptor, F_GETFD) & FD_CLOEXEC != 0, "\(link ?? "")")
      }
      #expect(ours >= 4)
      _ = consume store
    }
  }
}
