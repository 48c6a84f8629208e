import Foundation
import Testing

/// A program whose output is followed: a doctl of ours, on a screen.
@Suite(.serialized) struct CommandSourceTests {
  private static let id = "4f6c71e2-1e90-4762-9fee-6cc4a0a9f2cf"
  private static let follow = "doctl apps logs \(id) web --follow"
  /// What trouble may take until it is on the screen, seconds.
  private static let limit = 5.0

  /// Runs keywatch on a doctl that is this script; nil for a machine that has none.
  private func watching<R>(
    doctl script: String?, size: (width: Int, height: Int) = (120, 36),
    _ body: (Tmux, Scratch) throws -> R
  ) throws -> R {
    try Scratch.during { scratch in
      if let script { try install(script, in: scratch) }
      // A folder with doctl and the usual programs, and none of another doctl.
      let path = "\(scratch.path):/usr/bin:/bin"
      let command = [try Program.keywatch.path, "--command", Self.follow]
      return try Tmux.during(
        command, width: size.width, height: size.height, in: scratch, environment: ["PATH": path]
      ) { try body($0, scratch) }
    }
  }

  private func install(_ script: String, in scratch: Scratch) throws {
    let program = try scratch.write("#!/bin/sh\n\(script)\n".utf8, to: "doctl")
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program)
  }

  /// A script that says something on standard error and fails.
  private static func failing(_ words: String) -> String { "echo '\(words)' >&2; exit 1" }

  private static let api = "Error: GET https://api.digitalocean.com/v2/apps/\(id)"

  private static let troubles: [(String?, String, String)] = [
    (nil, "doctl is not installed", "sudo snap install doctl"),
    (
      failing(
        "Error: Unable to initialize DigitalOcean API client: access token is required. (hint: run doctl auth init)"
      ), "doctl is not logged in", "doctl auth init"
    ),
    (
      failing("\(api): 404 (request \"1\") app not found"), "there is no app \(id)",
      "doctl apps list"
    ),
    (
      failing(
        "\(api)/deployments/1/logs?type=RUN&component_name=web: 404 (request \"1\") not found"),
      "the app has no component web", "doctl apps spec get \(id)"
    ),
    (
      failing("\(api)/deployments/1/logs?type=RUN: 400 (request \"1\") deployment is in progress"),
      "a deploy is in progress", "doctl apps list-deployments \(id)"
    ),
  ]

  @Test(arguments: troubles)
  func `what keeps doctl from telling anything stands on the screen, with what cures it`(
    script: String?, sentence: String, cure: String
  ) throws {
    _ = try watching(doctl: script, size: (80, 24)) { terminal, _ in
      try terminal.wait(for: sentence, limit: Self.limit) { screen in
        let text = screen.joined()
        return text.contains("\(sentence):") && text.contains(cure)
      }
    }
  }

  @Test func `a doctl that quits and repeats its log is counted once, and a redeploy is a hole`()
    throws
  {
    // Two lines more in each run, of which the first repeats the last one of the run before.
    let script = #"""
      n=$(cat runs 2>/dev/null || echo 0); echo $((n + 1)) > runs
      app=web-1; [ $n -lt 3 ] || { app=web-2; n=$((n + 100)); }
      for i in $n $((n + 1)); do
        echo "$app 2026-11-22T13:00:0$((i % 10)).000000000Z {\"ts\":\"2026-11-22T13:00:0$((i % 10))Z\",\"event\":\"request\",\"method\":\"POST\",\"path\":\"/api/tracking-ingest/batch\",\"status\":200,\"source\":\"198.51.100.7\",\"request_id\":\"r$i\",\"auth\":{\"result\":\"accepted\",\"reason\":\"ok\",\"key\":\"dedicated\"}}"
      done
      [ $n -lt 100 ] || exec sleep 1000
      """#
    try watching(doctl: script) { terminal, scratch in
      // 0 1 | 1 2 | 2 3 | 103 104
      try terminal.wait(for: "six requests") { $0.contains { $0.contains("total 6") } }
      try terminal.press("7")
      try terminal.wait(for: "redeploy")
      try terminal.press("q")
      #expect(try terminal.ending() == 0)
      #expect(try scratch.text(of: "runs") == "4\n")
    }
  }

  @Test func `no process is left when it ends`() throws {
    try watching(doctl: "echo $$ > process; trap '' TERM; while :; do sleep 0.1; done") {
      terminal, scratch in
      let process = try #require(
        Deadline.poll(for: 10) {
          (try? scratch.text(of: "process")).flatMap {
            pid_t($0.trimmingCharacters(in: .newlines))
          }
        })
      try terminal.press("q")
      #expect(try terminal.ending() == 0)
      #expect(Deadline.poll(for: 5) { kill(process, 0) != 0 ? true : nil } == true)
    }
  }

  @Test func `configured commands are followed, and report does not read them`() throws {
    try Scratch.during { scratch in
      let file = try scratch.write(
        "name: t\nsources: [{ command: echo hello }]\napis: []\nkeys: []\n".utf8, to: "k.yaml")
      let frame = try Program.keywatch.run(
        ["--config", file, "--snapshot", "100x30"], in: scratch)
      #expect(frame.status == 0)
      #expect(frame.output.contains("1 line"))
      let report = try Program.keywatch.run(["report", "--config", file], in: scratch)
      #expect(report.status == 64)
      #expect(report.errors.contains("echo hello | keywatch report -"))
    }
  }
}
