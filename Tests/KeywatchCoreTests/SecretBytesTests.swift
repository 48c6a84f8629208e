import KeywatchCore
import Testing

struct SecretBytesTests {
  @Test func `what is appended can be read, up to the capacity`() {
    var secret = SecretBytes(capacity: 8)
    for _ in 0..<3 {
      secret.append { free in
        for i in free.indices.prefix(5) { free[i] = 0x41 }
        return min(free.count, 5)
      }
    }
    #expect(secret.count == 8)
    #expect(secret.withBytes { $0.allSatisfy { $0 == 0x41 } })
  }
}
