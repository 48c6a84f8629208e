import Foundation

/// One run of the built program in a directory of its own, and what came of it.
struct Invocation {
  let status: Int32
  let output: String
  let errors: String

  /// Runs `keywatch` with `arguments`; `environment` is added to an empty one.
  init(
    _ arguments: [String], in directory: Directory, environment: [String: String] = [:],
    output: FileHandle? = nil
  ) throws {
    let process = Process()
    process.executableURL = Self.program
    process.arguments = arguments
    process.currentDirectoryURL = directory.url
    process.environment = environment.merging(["HOME": directory.url.path]) { given, _ in given }
    process.standardInput = FileHandle.nullDevice
    let (out, err) = (Pipe(), Pipe())
    process.standardOutput = output ?? out
    process.standardError = err
    try process.run()
    try out.fileHandleForWriting.close()
    try err.fileHandleForWriting.close()
    self.output = String(
      decoding: try out.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    errors = String(decoding: try err.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    process.waitUntilExit()
    status = process.terminationReason == .exit ? process.terminationStatus : -1
  }

  /// The program lies beside the bundle of its tests.
  private static var program: URL {
    URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
      .appendingPathComponent("keywatch")
  }
}

/// A directory that is there for one test.
final class Directory {
  let url: URL

  init(_ files: [String: String] = [:]) throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "keywatch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for (name, text) in files { try text.write(to: file(name), atomically: false, encoding: .utf8) }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  func file(_ name: String) -> URL { url.appendingPathComponent(name) }

  func text(_ name: String) throws -> String { try String(contentsOf: file(name), encoding: .utf8) }

  func mode(_ name: String) throws -> Int {
    let attributes = try FileManager.default.attributesOfItem(atPath: file(name).path)
    return attributes[.posixPermissions] as? Int ?? 0
  }
}
