import Testing

@testable import KeywatchSimulation

struct SeededRandomTests {
  @Test func `the numbers are those of SplitMix64`() {
    // The first outputs for the seed 1234567 of the algorithm's published reference.
    var random = SeededRandom(seed: 1_234_567)
    #expect(random.next() == 6_457_827_717_110_365_317)
    #expect(random.next() == 3_203_168_211_198_807_973)
    #expect(random.next() == 9_817_491_932_198_370_423)
  }

  @Test func `a number below a bound is below it`() {
    var random = SeededRandom(seed: 1)
    let numbers = (0..<1000).map { _ in random.below(7) }
    #expect(Set(numbers) == [0, 1, 2, 3, 4, 5, 6])
    #expect(random.below(0) == 0)
  }
}
