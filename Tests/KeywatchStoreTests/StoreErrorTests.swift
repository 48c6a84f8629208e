import Testing

@testable import KeywatchStore

@Suite struct StoreErrorTests {
  @Test func `a second writer is told who the first one is`() {
    #expect(StoreError.inUse(by: 42).message.hasSuffix("process 42"))
  }
}
