import KeywatchCore
import Testing

@testable import KeywatchInput

struct OwnershipTests {
  private func sighting(_ number: UInt64, _ path: String) -> Sighting {
    Sighting(
      path: path, age: .live, identity: FileIdentity(device: 1, inode: number, born: 1), size: 0)
  }

  private func family(_ path: String, _ numbers: UInt64...) -> Family {
    Family(name: path, sightings: numbers.map { sighting($0, path) })
  }

  @Test("each name gets a tail, once a source")
  func names() {
    var ownership = Ownership(of: [])
    ownership.take(family("a", 1), of: 0)
    ownership.take(family("b", 2), of: 0)
    ownership.take(family("a", 3), of: 1)
    #expect(ownership.names.map(\.path) == ["a", "b", "a"])
    #expect(ownership.names.map(\.source) == [0, 0, 1])
  }

  @Test("a file that two names show belongs to the first, and is live there only under that name")
  func links() {
    var ownership = Ownership(of: [])
    ownership.take(family("a", 1), of: 0)
    ownership.take(family("b", 1), of: 0)
    #expect(ownership.names.map(\.path) == ["a"])
    #expect(ownership.sightings(of: 0).map(\.age) == [.numbered(0), .live])
    #expect(ownership.sightings(of: 0).map(\.path) == ["b", "a"])
  }

  @Test("a name without files of its own gets no tail")
  func empty() {
    var ownership = Ownership(of: [])
    ownership.take(family("a"), of: 0)
    #expect(ownership.names == [])
  }
}
