import Foundation
import Testing

/// The short form of `make torture`: what must not change a count, whatever befalls the collector.
@Suite struct SurvivalTests {
  /// Runs parts of the harness on keywatch as it was just built; each line it prints is a run.
  private func survive(_ arguments: [String]) throws -> Program.Result {
    try Scratch.during { scratch in
      let harness = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Torture/survive.py").path
      let program = ["--program", try Program.keywatch.path]
      return try Program(named: "python3").run(
        ["-B", harness] + arguments + program, in: scratch, limit: 400)
    }
  }

  @Test func `20 kills in every kind of rotation lose no line and count none twice`() throws {
    let result = try survive(["kill", "--kills", "20", "--jobs", "4"])
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains("lost=0 twice=0"))
  }

  @Test func `a damaged write-ahead log takes positions and counts back together`() throws {
    let result = try survive(["wal", "--trials", "5"])
    #expect(result.status == 0, "\(result.output)\(result.errors)")
    #expect(result.output.contains("trials=5"))
  }
}
