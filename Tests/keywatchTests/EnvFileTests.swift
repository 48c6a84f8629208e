import KeywatchCore
import Testing

@testable import keywatch

struct EnvFileTests {
  /// The values of KEY and KEY_PREVIOUS as text, nil for one that is not closed.
  private func values(_ text: String) -> [String: String?] {
    var bytes = Array(text.utf8)
    return bytes.withUnsafeMutableBytes { bytes in
      var scanner = EnvScanner(bytes)
      var found: [String: String?] = [:]
      while scanner.nextLine() {
        guard let name = scanner.assignment(to: ["KEY", "KEY_PREVIOUS"]) else { continue }
        found.updateValue(scanner.value().map { String(decoding: $0, as: UTF8.self) }, forKey: name)
      }
      return found
    }
  }

  @Test(arguments: [
    ("KEY=FAKE-a", "FAKE-a"), ("KEY=FAKE-a\r\nX=1\r\n", "FAKE-a"),
    ("\u{feff}KEY=FAKE-a\n", "FAKE-a"),
    ("export KEY=FAKE-a", "FAKE-a"), ("  export\tKEY = FAKE-a  ", "FAKE-a"),
    ("KEY='FAKE-a b'", "FAKE-a b"), ("KEY=\"FAKE-a b\" # why", "FAKE-a b"),
    ("KEY=FAKE-a # why", "FAKE-a"), ("KEY=FAKE-a#b", "FAKE-a#b"), ("KEY=#FAKE", "#FAKE"),
    ("KEY= # nothing", ""), ("KEY=", ""), ("KEY=''", ""), ("KEY=\"  \"", "  "),
    ("KEY=FAKE-a\nKEY=FAKE-b", "FAKE-b"), ("KEY=\"FAKE\\\"q\\\\n\\n\"", "FAKE\"q\\n\n"),
    ("KEY='FAKE\\n'", "FAKE\\n"), ("#KEY=FAKE-x\nKEY=FAKE-a", "FAKE-a"),
    ("KEY=FAKE=b==", "FAKE=b=="),
    ("OTHER='open\nKEY=FAKE-a", "FAKE-a"), ("KEY=FAKE-a'b", "FAKE-a'b"),
  ])
  func `a value is what a shell would make of it`(text: String, value: String) {
    #expect(values(text) == ["KEY": value])
  }

  @Test(arguments: [
    "", "KEY", "KEYS=FAKE-x", "MY_KEY=FAKE-x", "exportKEY=FAKE-x", "# KEY=FAKE-x", "KEY: FAKE-x",
    "export",
  ])
  func `other lines are passed over`(text: String) {
    #expect(values(text).isEmpty)
  }

  @Test(arguments: [
    "KEY='FAKE-a", "KEY=\"FAKE-a", "KEY=\"FAKE-a\\\"", "KEY='FAKE-a'b", "KEY=\"FAKE-a\" b",
  ])
  func `quotes that do not close are found`(text: String) {
    #expect(values(text) == ["KEY": String?.none])
  }

  @Test func `names that begin alike are told apart`() {
    #expect(
      values("KEY_PREVIOUS=FAKE-old\nKEY=FAKE-new") == [
        "KEY_PREVIOUS": "FAKE-old", "KEY": "FAKE-new",
      ])
  }

  @Test(arguments: [
    ("abc", "ba7816bf8f01cfea"), ("FAKE key", Fingerprint?.none?.description),
  ])
  func `the fingerprint is that of the bytes`(value: String, fingerprint: String?) {
    let found = Array(value.utf8).withUnsafeBytes { Fingerprint(ofValue: $0) }
    if let fingerprint { #expect(found?.description == fingerprint) } else { #expect(found != nil) }
  }

  @Test(arguments: ["", " ", "\t \n"]) func `a blank value counts as not set`(value: String) {
    #expect(Array(value.utf8).withUnsafeBytes { Fingerprint(ofValue: $0) } == nil)
  }
}
