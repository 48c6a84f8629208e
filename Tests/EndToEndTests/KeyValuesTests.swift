import Foundation
import Testing

struct KeyValuesTests {
  private static let secret = "FAKE-tracking-ingest-key-0123456789"
  /// The first 16 digits of its SHA-256.
  private static let fingerprint = "d768f41682386deb"
  private let directory: Directory

  init() throws {
    directory = try Directory([
      "empty.log": "", "keys.env": "export WEBHOOK_API_KEY='\(Self.secret)'\r\n",
      "blank.env": "WEBHOOK_API_KEY=\"  \"\n",
    ])
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: directory.file("keys.env").path)
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: directory.file("blank.env").path)
  }

  private func errors(
    _ arguments: [String], exposed: String = "", environment: [String: String] = [:]
  ) throws -> String {
    try "exposed: [\(exposed)]".write(
      to: directory.file("keywatch.yaml"), atomically: false, encoding: .utf8)
    let run = try Invocation(
      ["report", "empty.log"] + arguments, in: directory, environment: environment)
    #expect(run.status == 0)
    #expect(!(run.output + run.errors).contains(Self.secret))
    return run.errors
  }

  @Test func `keys that are in order are not mentioned`() throws {
    #expect(try errors(["--env-file", "keys.env"]).isEmpty)
    #expect(try errors([], environment: ["WEBHOOK_API_KEY": Self.secret]).isEmpty)
    #expect(try errors(["--env-file", "blank.env"]).isEmpty)
  }

  @Test func `a published key in use is named by its variable`() throws {
    let line = "keywatch: warning: WEBHOOK_API_KEY holds a key that was published: replace it\n"
    #expect(try errors(["--env-file", "keys.env"], exposed: Self.fingerprint) == line)
    #expect(
      try errors(
        [], exposed: Self.fingerprint, environment: ["WEBHOOK_API_KEY": Self.secret]) == line)
    #expect(
      try errors(
        [], exposed: Self.fingerprint, environment: ["WEBHOOK_API_KEY_PREVIOUS": Self.secret]
      ).contains("WEBHOOK_API_KEY_PREVIOUS"))
  }

  @Test func `the env file comes before the environment`() throws {
    let errors = try errors(
      ["--env-file", "keys.env"], exposed: Self.fingerprint,
      environment: ["WEBHOOK_API_KEY": "FAKE-another"])
    #expect(errors.contains("published"))
  }

  @Test func `two variables with one key are told of`() throws {
    let errors = try errors(
      ["--env-file", "keys.env"], environment: ["TRACKING_INGEST_API_KEY": Self.secret])
    #expect(
      errors
        == "keywatch: warning: dedicated and shared are the same key: nothing can tell them apart\n"
    )
  }

  @Test func `an env file that others can read is told of`() throws {
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o644], ofItemAtPath: directory.file("keys.env").path)
    #expect(
      try errors(["--env-file", "keys.env"])
        == "keywatch: warning: keys.env is open to others: chmod 600 keys.env\n")
  }
}
