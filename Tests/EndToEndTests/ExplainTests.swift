import Testing

/// `keywatch explain` as it is typed.
struct ExplainTests {
  private static let key = "FAKE-shared-webhook-key-0000000000000000000000000000000000000002"
  private static let request =
    #"{"ts":"2026-11-22T09:41:27Z","method":"GET","path":"/api/db/x","status":200,"key":"webhook"}"#

  @Test func `a line that is pasted is told, and no key with it`() throws {
    let line = #"{"method":"GET","path":"/api/db/x","status":200,"x-api-key":"\#(Self.key)"}"#
    let run = try Self.run(input: line)
    #expect(run.status == 0)
    #expect(run.output.contains("key       shared: the key itself stands in the line"))
    #expect(run.output.hasSuffix("1 of them evidence of a key's use; 0 not understood.\n"))
    #expect(!(run.output + run.errors).contains("FAKE"))
  }

  @Test func `of a file the first twenty lines are told`() throws {
    let log = String(repeating: Self.request + "\n", count: 21)
    let run = try Self.run("app.log", log: log)
    #expect(run.status == 0)
    #expect(run.output.contains("\nline 20\n") && !run.output.contains("\nline 21\n"))
    #expect(run.output.hasSuffix("There are more lines than these; they were not read.\n"))
    #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func `nothing is told of nothing`() throws {
    let run = try Self.run("-")
    #expect(run.status == 0 && run.output.isEmpty && run.errors.isEmpty)
  }

  @Test func `where no line can be decoded, what would help is told`() throws {
    let run = try Self.run(input: "hello\n\n")
    #expect(run.status == 65)
    #expect(run.errors == "keywatch: no line of the input could be decoded\n")
    #expect(run.output.contains("keywatch snippet"))
  }

  @Test func `a file that is not there is missing`() throws {
    let run = try Self.run("missing.log")
    #expect(run.status == 66 && run.output.isEmpty)
    #expect(run.errors == "keywatch: cannot open missing.log: No such file or directory\n")
  }

  private static func run(
    _ arguments: String..., input: String = "", log: String = ""
  ) throws -> Program.Result {
    try Scratch.during { scratch in
      try scratch.write(log.utf8, to: "app.log")
      return try Program.keywatch.run(
        ["explain"] + arguments, in: scratch, environment: ["WEBHOOK_API_KEY": key],
        input: input.utf8)
    }
  }
}
