import Foundation

/// One server with keywatch's snippet in it, in a folder and on a port of its own.
struct Site {
  enum Failure: Error {
    /// A program did not begin to listen; with what it wrote.
    case didNotStart(String, errors: String)
    case refused(commands: String, errors: String)
  }

  let scratch: Scratch
  /// Where it listens, and where an app that checks keys does, for servers that only pass requests on.
  let port: Int
  let app: Int
  /// What `keywatch snippet` prints, with the folders of a system replaced by this one.
  let snippet: String

  /// The variables a program is started with, in a zone that is half an hour off any other.
  var environment = TestKeys.environment.merging(["TZ": "HERE-5:30"]) { $1 }

  /// The file the snippet logs to.
  var log: String { scratch.file("keywatch.log") }

  init(for server: String, in scratch: Scratch) throws {
    self.scratch = scratch
    port = try Port.free()
    app = try Port.free()
    let printed = try Program.keywatch.run(["snippet", server], in: scratch)
    guard printed.status == 0 else { throw Failure.didNotStart("snippet", errors: printed.errors) }
    let folder = server == "apache" ? "apache2" : server
    snippet = ["/etc/\(folder)", "/var/log/\(folder)"]
      .reduce(printed.output) { $0.replacing($1, with: scratch.path) }
    try scratch.write([], to: "keywatch.log")
    try scratch.write([], to: "errors")
  }

  /// Does what the snippet's first lines say, but for what needs a system that is run by systemd.
  func install(as name: String) throws {
    try scratch.write(snippet.utf8, to: name)
    let commands = snippet.split(separator: "\n").filter { $0.hasPrefix("#   ") }
      .map { $0.dropFirst(4) }.filter { !$0.contains("systemctl") }.joined(separator: "\n")
    let result = try Program(named: "sh").run(
      ["-c", commands], in: scratch, environment: TestKeys.environment)
    guard result.status == 0 else {
      throw Failure.refused(commands: commands, errors: result.errors)
    }
  }

  /// Starts a program and waits until it listens on `port`.
  func start(
    _ program: Program, _ arguments: [String], listeningOn port: Int, output: String? = nil,
    environment: [String: String?] = [:]
  ) throws -> Child {
    let child = try program.start(
      arguments, in: scratch, environment: self.environment.merging(environment) { $1 },
      output: output ?? scratch.file("errors"), errors: scratch.file("errors"))
    let isListening = try Deadline.poll(for: 30) { () -> Bool? in
      if try Port.isOpen(port) { return true }
      return child.ending() == nil ? nil : false
    }
    guard isListening == true else {
      child.stop()
      throw Failure.didNotStart(program.path, errors: try scratch.text(of: "errors"))
    }
    return child
  }
}
