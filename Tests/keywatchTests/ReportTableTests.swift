import Testing

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
}
