import Foundation
import Testing

/// The rules, held against bad samples: each must be able to fail.
@Suite struct RulesTests {
  private func sample(_ text: String, in target: String = "KeywatchCore") -> SourceFile {
    SourceFile(path: "Sources/\(target)/Sample.swift", text: text)
  }

  @Test(arguments: [
    "import KeywatchInput", "  import KeywatchInput", "@testable import KeywatchInput",
    "package import KeywatchInput", "@preconcurrency import KeywatchInput // why",
    "import struct KeywatchInput.FileTail", "import func KeywatchInput.open;",
  ])
  func `an import is seen in every form`(line: String) {
    #expect(sample(line).imports.map(\.module) == ["KeywatchInput"])
    #expect(
      Arrows.broken(in: sample("\n" + line)).map(\.description) == [
        "Sources/KeywatchCore/Sample.swift:2: KeywatchCore may not import KeywatchInput"
      ])
  }

  @Test(arguments: ["KeywatchCore", "KeywatchDashboard", "KeywatchSimulation"])
  func `the pure targets have no Foundation`(target: String) {
    #expect(Arrows.broken(in: sample("import Foundation", in: target)).count == 1)
    #expect(Arrows.broken(in: sample("import FoundationEssentials", in: target)).count == 1)
  }

  @Test func `an edge may not import another edge, and nothing may import a program`() {
    #expect(Arrows.broken(in: sample("import KeywatchReport", in: "KeywatchInput")).count == 1)
    #expect(Arrows.broken(in: sample("import keywatch", in: "KeywatchReport")).count == 1)
    #expect(Arrows.broken(in: sample("import KeywatchCore", in: "Elsewhere")).count == 1)
  }

  @Test func `another language's import in a text is none`() {
    let text = "let snippet = \"\"\"\n  import hmac\n  \"\"\"\nimport Crypto\n"
    #expect(sample(text).imports.map(\.module) == ["Crypto"])
    #expect(sample("// import KeywatchInput\nimportant()").imports.isEmpty)
  }

  @Test(arguments: [
    "let a = try! f()", "fatalError()", "final class A: @unchecked Sendable {}",
    "nonisolated(unsafe) var a = 1", "// TODO: later", "let a = Regex(\"a\")", "readLine()",
    "  static var count = 0", "static var table: [Int]",
  ])
  func `a forbidden word is found`(line: String) {
    #expect(Rules.forbiddenWords(in: sample(line)).count == 1)
  }

  @Test(arguments: [
    "try file.read()", "let isTODOList = 1", "readLines()", "static var size: Int { 3 }",
    "let a = RegexFree()",
  ])
  func `a longer word that holds a forbidden one is not`(line: String) {
    #expect(Rules.forbiddenWords(in: sample(line)) == [])
  }

  @Test func `a file may have 500 lines and not one more`() {
    let line = "let a = 1\n"
    #expect(Rules.length(of: sample(String(repeating: line, count: 500))) == [])
    #expect(Rules.length(of: sample(String(repeating: line, count: 501))).count == 1)
  }

  @Test(arguments: [
    "struct KeyManager {", "package final class LogHelper: A {", "  private enum FieldTypes {",
    "protocol StoreImpl<A> {", "actor TallyService {", "typealias KeyInfo = Int",
    "package struct KeywatchCore {",
  ])
  func `an empty name is found`(line: String) {
    #expect(Rules.typeNames(in: sample(line)).count == 1)
  }

  @Test(arguments: ["struct Database {", "class func makeInfo() {", "extension KeyManager {"])
  func `a name that only looks like one is not`(line: String) {
    #expect(Rules.typeNames(in: sample(line)) == [])
  }

  @Test func `a stranger at the top level is found`() {
    let paths = ["Package.swift", ".ci/run", "Sources/a/b.swift", "docs/a.md", "notes.txt"]
    #expect(
      Rules.topLevel(of: paths).map(\.description) == [
        "docs: not at the top level", "notes.txt: not at the top level",
      ])
  }

  @Test(arguments: ["", "=", "\"", "x", "https://a.example/?key="])
  func `a published key is found wherever it stands`(before: String) {
    let key = "FAKE-" + String(repeating: "a_Z-9", count: 11) + "1234"
    let forbidden: Set = [PublishedKeys.fingerprint(of: Data(key.utf8))]
    let text = Data((before + key + before).utf8)
    #expect(PublishedKeys.stand(in: text, fingerprints: forbidden))
    #expect(!PublishedKeys.stand(in: text))
    #expect(!PublishedKeys.stand(in: text.dropLast(before.utf8.count + 1), fingerprints: forbidden))
  }

  @Test func `a fingerprint is how sha256sum begins`() {
    #expect(PublishedKeys.fingerprint(of: Data("abc".utf8)) == "ba7816bf8f01cfea")
  }
}
