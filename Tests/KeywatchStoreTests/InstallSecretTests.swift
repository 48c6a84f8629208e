import Foundation
import Synchronization
import Testing

@testable import KeywatchCore
@testable import KeywatchStore

@Suite struct InstallSecretTests {
  private static func hash(_ scratch: Scratch) throws -> UInt64 {
    let hash = try InstallSecret.hash(beside: scratch.state)
    return Array("FAKE-unknown-key".utf8).withUnsafeBytes { hash.fingerprint(of: $0).bits }
  }

  @Test func `an installation hashes alike at every start, and two installations differ`() throws {
    try Scratch.during { scratch in
      try Scratch.during { other in
        let first = try Self.hash(scratch)
        #expect(try Self.hash(scratch) == first)
        #expect(try Self.hash(other) != first)
        #expect(try scratch.mode(of: "secret") == 0o600)
        #expect(try scratch.bytes(of: "secret").count == 32)
        #expect(try scratch.names == ["secret"])
      }
    }
  }

  @Test func `those that begin at one time agree`() throws {
    try Scratch.during { scratch in
      let path = scratch.path
      let seen = Mutex<[UInt64?]>([])
      DispatchQueue.concurrentPerform(iterations: 16) { _ in
        let hash = try? Self.hash(Scratch(path: path))
        seen.withLock { $0.append(hash) }
      }
      let hashes = seen.withLock { $0 }
      #expect(hashes.count == 16)
      #expect(Set(hashes).count == 1)
      #expect(hashes.first != .some(nil))
      let names = try scratch.names
      #expect(names == ["secret"])
    }
  }

  @Test(arguments: [0, 31, 33])
  func `a secret of another length is an error and stays as it is`(size: Int) throws {
    try Scratch.during { scratch in
      try scratch.write([UInt8](repeating: 1, count: size), to: "secret")
      #expect(throws: StoreError.self) { _ = try Self.hash(scratch) }
      #expect(try scratch.bytes(of: "secret").count == size)
    }
  }
}
