import Foundation

/// A program run to its end by a test; first of all keywatch as it was just built.
struct Program {
  /// How a run ended and what it wrote.
  struct Result {
    /// The exit status; the negative signal number where a signal ended it.
    var status: Int32
    var output: String
    var errors: String
  }

  enum Failure: Error {
    case missing(String)
    /// It was still running at its time limit and was killed.
    case late([String], seconds: Double, output: String, errors: String)
  }

  /// The keywatch beside this test bundle.
  static var keywatch: Program {
    get throws {
      let bundle = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      let path = URL(filePath: bundle).deletingLastPathComponent().appending(path: "keywatch").path
      return try Program(at: path)
    }
  }

  let path: String

  /// The program at `path`, which has to be there.
  init(at path: String) throws {
    guard FileManager.default.isExecutableFile(atPath: path) else { throw Failure.missing(path) }
    self.path = path
  }

  /// The program of that name in a usual folder or in one of `folders`.
  init(named name: String, orIn folders: [String] = []) throws {
    let usual = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let places = usual.map(String.init) + ["/usr/sbin"] + folders
    let found = places.map { "\($0)/\(name)" }.first(where: FileManager.default.isExecutableFile)
    guard let found else { throw Failure.missing("\(name) (make test installs it)") }
    path = found
  }

  /// A server's program, which `.ci/setup` may have unpacked into .build.
  init(unpacked name: String) throws {
    let unpacked = Scratch.root.appending(path: ".build/\(name)/usr")
    try self.init(named: name, orIn: ["sbin", "bin"].map { unpacked.appending(path: $0).path })
  }

  /// Runs it in `scratch` until it ends; it sees no variables but those of `environment(in:adding:)`.
  func run(
    _ arguments: [String], in scratch: Scratch, environment: [String: String?] = [:],
    input: some Sequence<UInt8> = [UInt8](), limit: Double = 60
  ) throws -> Result {
    // Streams are files: a pipe would have to be drained while waiting.
    try Scratch.during { streams in
      let child = try start(
        arguments, in: scratch, environment: environment,
        input: streams.write(input, to: "input"), output: streams.write([], to: "output"),
        errors: streams.write([], to: "errors"))
      let status = Deadline.poll(for: limit) { child.ending() }
      child.end()
      let output = try streams.text(of: "output")
      let errors = try streams.text(of: "errors")
      guard let status else {
        throw Failure.late([path] + arguments, seconds: limit, output: output, errors: errors)
      }
      return Result(status: status, output: output, errors: errors)
    }
  }

  /// Starts it in `scratch` with its streams in files that are there; it ends with the child at the latest.
  func start(
    _ arguments: [String], in scratch: Scratch, environment: [String: String?] = [:],
    input: String = "/dev/null", output: String, errors: String
  ) throws -> Child {
    try Child(
      .init(
        path: path, arguments: arguments,
        environment: Self.environment(in: scratch, adding: environment), folder: scratch.path,
        input: input, output: output, errors: errors))
  }

  /// The variables a program sees: nothing of the developer's own; nil takes one out.
  static func environment(
    in scratch: Scratch, adding others: [String: String?] = [:]
  ) -> [String: String] {
    let plain: [String: String?] = [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "HOME": scratch.path,
      "XDG_STATE_HOME": scratch.file("state"),
      "TERM": "xterm-256color",
      "LC_ALL": "C.UTF-8",
      "TZ": "UTC",
    ]
    return plain.merging(others) { $1 }.compactMapValues { $0 }
  }
}
