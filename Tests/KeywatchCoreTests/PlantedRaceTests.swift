import Glibc
import Testing

/// A data race that is there on purpose: `make tsan` runs it and must be told of it, or its silence about all the
/// other tests would mean nothing.
@Suite(.enabled(if: getenv("KEYWATCH_PLANTED_RACE") != nil))
struct PlantedRaceTests {
  @Test func `two threads add to one number without a lock`() {
    let number = UnsafeMutablePointer<Int>.allocate(capacity: 1)
    number.initialize(to: 0)
    defer { number.deallocate() }
    let address = UInt(bitPattern: number)
    var threads: [pthread_t] = []
    for _ in 0..<2 {
      var thread = pthread_t()
      let argument = UnsafeMutableRawPointer(bitPattern: address)
      pthread_create(
        &thread, nil,
        { argument in
          // Loops that do not run at the same time hide from the sanitizer: on a busy machine 300,000 rounds do.
          for _ in 0..<30_000_000 { argument?.assumingMemoryBound(to: Int.self).pointee &+= 1 }
          return nil
        }, argument)
      threads.append(thread)
    }
    for thread in threads { pthread_join(thread, nil) }
    #expect(number.pointee > 0)
  }
}
