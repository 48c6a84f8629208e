import ArgumentParser

/// `keywatch demo`: the four steps, rehearsed by simulated callers against the real key policy.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Rehearse the move of a caller with simulated traffic, through all four steps.")

  @Flag(help: "Write the whole log at once, with its truth, and leave.")
  var headless = false

  @Option(help: "Equal seeds give equal bytes.")
  var seed: UInt64 = 1

  @Option(help: "With --headless: how many lines.")
  var lines = 100_000

  @Option(help: "With --headless: the directory for app.log and truth.json.")
  var out: String?

  func validate() throws {
    guard headless else {
      throw ValidationError("only --headless is there yet")
    }
    guard (0...1_000_000_000).contains(lines) else {
      throw ValidationError("--lines must be between 0 and 1000000000")
    }
    guard out?.isEmpty == false else { throw ValidationError("--headless needs --out DIR") }
  }

  func run() throws {
    try HeadlessDemo(seed: seed, lines: lines).write(to: DemoDirectory(path: out ?? "."))
  }
}
