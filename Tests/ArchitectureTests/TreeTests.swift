import Foundation
import Testing

/// The rules, held against the tree as it is.
@Suite struct TreeTests {
  private let files: [SourceFile]

  init() throws { files = try Tree.sources(below: "Sources") }

  @Test func `every folder of Sources is a target of the drawing, and the other way round`() {
    #expect(Set(files.map(\.target)) == Set(Arrows.allowed.keys))
  }

  @Test func `imports follow the arrows`() {
    #expect(files.flatMap(Arrows.broken) == [])
  }

  @Test func `nothing that is not used here is used`() {
    #expect(files.flatMap(Rules.forbiddenWords) == [])
  }

  @Test func `no file is too long`() throws {
    let tests = try Tree.sources(below: "Tests")
    #expect((files + tests).flatMap(Rules.length) == [])
  }

  @Test func `types are named for what they are`() {
    #expect(files.flatMap(Rules.typeNames) == [])
  }

  @Test(.enabled(if: Tree.isCheckout))
  func `only the agreed names stand at the top`() throws {
    #expect(try Rules.topLevel(of: Tree.listed("--cached")) == [])
  }

  @Test(.enabled(if: Tree.isCheckout))
  func `no published key stands in any file`() throws {
    let paths = try Tree.listed("--cached", "--others")
    #expect(!paths.isEmpty)
    let found = paths.filter { path in
      // A file that git still lists may be gone from disk.
      guard let bytes = try? Data(contentsOf: Tree.root.appending(path: path)) else { return false }
      return PublishedKeys.stand(in: bytes)
    }
    #expect(found == [])
  }
}
