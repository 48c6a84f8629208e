import Testing

@testable import KeywatchCore
@testable import keywatch

struct ReportTableTests {
  @Test func `a directory gets a file for each table`() {
    #expect(Output.file("/tmp").isDirectory)
    #expect(!Output.standard.isDirectory)
    #expect(!Output.file("/dev/null").isDirectory)
    #expect(Output.file("/tmp").file("keys.csv") == .file("/tmp/keys.csv"))
    #expect(Output.file("/tmp/").file("keys.csv") == .file("/tmp/keys.csv"))
  }

  @Test func `a table is chosen for csv alone`() throws {
    #expect(throws: (any Error).self) { try ReportCommand.parse(["--table", "keys", "a.log"]) }
    #expect(throws: (any Error).self) {
      try ReportCommand.parse(["--format", "csv", "--table", "nothing", "a.log"])
    }
    let command = try ReportCommand.parse(["--format", "csv", "--table", "apis", "a.log"])
    #expect(command.table == .apis)
  }

  @Test func `a copy is for a caller that there is`() throws {
    let caller = Caller(name: "steve-glen.com", match: [])
    var snapshot = Snapshot(
      configuration: Configuration(name: "x", apis: [], keys: [], callers: [caller]))
    snapshot.callers = ["n8n", "unattributed"].map {
      CallerRow(caller: $0, index: nil, isOperator: false, keys: [])
    }
    for name in [nil, "steve-glen.com", "n8n"] { try ReportCommand.require(name, in: snapshot) }
    for name in ["unattributed", "nobody", ""] {
      #expect(throws: Failure.usage("no caller is called \(name)")) {
        try ReportCommand.require(name, in: snapshot)
      }
    }
  }
}
