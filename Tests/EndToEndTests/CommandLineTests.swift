import Foundation
import Testing

struct CommandLineTests {
  private let directory: Directory

  init() throws {
    directory = try Directory([
      "empty.log": "", "noise.log": "no request\n\n", "bad.yaml": "name: x\nkeyz: []\n",
      "good.yaml": "name: staging\n", "open.env": "WEBHOOK_API_KEY='FAKE-never-closed\n",
    ])
  }

  @Test(arguments: [
    (["--nope"], 64, "unknown option '--nope'"),
    (["report", "--nope"], 64, "unknown option '--nope'"),
    (["report"], 64, "report needs a source: a file, a directory, or - for standard input"),
    (
      ["report", "--format", "xml", "empty.log"], 64,
      "the value 'xml' is invalid for '--format <format>'"
    ),
    (["report", "--top", "0", "empty.log"], 64, "--top must be 1 or more"),
    (
      ["report", "--since", "never", "empty.log"], 64,
      "the value 'never' is invalid for '--since <time>'"
    ),
    (
      ["report", "--since", "1h", "--until", "2h", "empty.log"], 64,
      "--since must be before --until"
    ),
    (
      ["report", "--fail-on", "accepted", "empty.log"], 64,
      "the value 'accepted' is invalid for '--fail-on <list>'"
    ),
    (["--snapshot", "12", "empty.log"], 64, "the value '12' is invalid for '--snapshot <WxH>'"),
    (["--ansi", "empty.log"], 64, "--ansi needs --snapshot"),
    (["report", "missing.log"], 66, "cannot open missing.log: No such file or directory"),
    (
      ["report", "--config", "missing.yaml", "empty.log"], 66,
      "cannot open missing.yaml: No such file"
    ),
    (
      ["report", "--env-file", "missing.env", "empty.log"], 66,
      "cannot open missing.env: No such file"
    ),
    (["report", "--config", "bad.yaml", "empty.log"], 78, "bad.yaml:2: keyz: unknown field"),
    (["--config", "bad.yaml", "report", "empty.log"], 78, "bad.yaml:2: keyz: unknown field"),
    (["empty.log", "--config", "bad.yaml"], 78, "bad.yaml:2: keyz: unknown field"),
    (["report", "--config", ".", "empty.log"], 78, "cannot read .: Is a directory"),
    (
      ["report", "--env-file", "open.env", "empty.log"], 78,
      "open.env:1: WEBHOOK_API_KEY: the quotes"
    ),
    (["report", "noise.log"], 65, "no line of the input could be decoded"),
    (
      ["report", "-o", "missing/report.txt", "empty.log"], 2,
      "cannot write missing/report.txt: No such"
    ),
    (["report", "-o", ".", "empty.log"], 2, "cannot write .: Is a directory"),
    (["report", "missing\u{1b}[2J.log"], 66, "cannot open missing^[[2J.log: No such file"),
  ])
  func `what goes wrong is one line and a status`(arguments: [String], status: Int32, line: String)
    throws
  {
    let run = try Invocation(arguments, in: directory)
    #expect(run.status == status)
    #expect(run.errors.hasPrefix("keywatch: " + line), "\(run.errors)")
    #expect(!run.errors.contains("FAKE"))
  }

  @Test func `with nothing to watch it says four things to try`() throws {
    let run = try Invocation([], in: directory)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    let lines = run.errors.split(separator: "\n")
    #expect(lines.count == 4)
    for (line, word) in zip(lines, ["keywatch demo", "app.log", "doctl", "keywatch init"]) {
      #expect(line.contains(word))
    }
  }

  @Test(arguments: [["--help"], ["report", "--help"], ["--version"], ["help", "watch"]])
  func `help and version are no errors`(arguments: [String]) throws {
    let run = try Invocation(arguments, in: directory)
    #expect(run.status == 0)
    #expect(!run.output.isEmpty)
    #expect(run.errors.isEmpty)
  }

  @Test(arguments: ["bash", "zsh", "fish"]) func `a shell can complete`(shell: String) throws {
    let run = try Invocation(["--generate-completion-script", shell], in: directory)
    #expect(run.status == 0)
    #expect(run.output.contains("fail-on"))
  }

  @Test func `empty input is a report and no failure`() throws {
    let run = try Invocation(["report", "empty.log", "--format", "json"], in: directory)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
    let report = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect(report?["schema"] as? Int == 1)
    #expect(report?["requests"] as? Int == 0)
  }

  @Test func `a report is written although no line could be decoded`() throws {
    let run = try Invocation(["report", "noise.log"], in: directory)
    #expect(run.output.hasPrefix("keywatch report · production"))
  }

  @Test func `a reader that has gone is no failure`() throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let run = try Invocation(
      ["report", "empty.log"], in: directory, output: pipe.fileHandleForWriting)
    #expect(run.status == 0)
    #expect(run.errors.isEmpty)
  }

  @Test func `a full disk is one`() throws {
    let full = try FileHandle(forWritingTo: URL(fileURLWithPath: "/dev/full"))
    let run = try Invocation(["report", "empty.log"], in: directory, output: full)
    #expect(run.status == 2)
    #expect(run.errors == "keywatch: cannot write standard output: No space left on device\n")
  }

  @Test(arguments: ["./keywatch.yaml", ".config/keywatch/keywatch.yaml"])
  func `the configuration is found where it belongs`(path: String) throws {
    let file = directory.file(path)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try "name: found".write(to: file, atomically: false, encoding: .utf8)
    #expect(try Invocation(["report", "empty.log"], in: directory).output.contains("· found"))
    let named = try Invocation(
      ["report", "empty.log"], in: directory, environment: ["KEYWATCH_CONFIG": "good.yaml"])
    #expect(named.output.contains("· staging"))
    let given = try Invocation(
      ["report", "empty.log", "--config", "good.yaml"], in: directory,
      environment: ["KEYWATCH_CONFIG": "bad.yaml"])
    #expect(given.output.contains("· staging"))
  }
}
