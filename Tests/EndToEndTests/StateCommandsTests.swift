import Foundation
import Testing

/// The commands that use a state, through the built program.
struct StateCommandsTests {
  private let directory: Directory
  private static let key = "FAKE-shared-0123456789abcdefghijklmnopqrstuvwxyz"

  init() throws {
    let log = (0..<50).map { second in
      """
      {"ts":"2026-11-18T09:00:\(second < 10 ? "0" : "")\(second)Z","method":"POST","path":"/api/tracking-ingest/batch","status":200,"source":"198.51.100.7","key":"shared"}\n
      """
    }.joined()
    directory = try Directory([
      "app.log": log + "no request\n", "none.yaml": "name: x\nmigrations: []\n",
    ])
  }

  private func run(_ arguments: String..., variables: [String: String] = [:]) throws -> Invocation {
    try Invocation(
      arguments, in: directory,
      environment: ["TZ": "Europe/Berlin", "WEBHOOK_API_KEY": Self.key].merging(variables) { $1 })
  }

  private func object(_ text: String) throws -> [String: Any] {
    try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] ?? [:]
  }

  private func collect() throws {
    let run = try run("collect", "--once", "app.log")
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test(arguments: [
    ["report", "--from-state"], ["confirm", "--from-state"], ["verify"], ["state", "list"],
    ["state", "forget", "app.log", "--yes"],
  ])
  func `without a state there is nothing to say`(arguments: [String]) throws {
    let run = try Invocation(arguments, in: directory)
    #expect(run.status == 66)
    #expect(run.errors.hasPrefix("keywatch: there is no state "), "\(run.errors)")
    #expect(run.errors.contains("/.local/state/keywatch/keywatch.db"))
    #expect(!FileManager.default.fileExists(atPath: directory.file(".local").path))
  }

  @Test(arguments: [
    ("/home/state", "/home/state/"), ("state", "/.local/state/"), ("", "/.local/state/"),
  ])
  func `the state is where XDG says, but for a relative place`(said: String, place: String) throws {
    let run = try run("state", "list", variables: ["XDG_STATE_HOME": said])
    #expect(run.errors.contains("\(place)keywatch/keywatch.db"), "\(run.errors)")
  }

  @Test func `what was collected is reported without the log`() throws {
    try collect()
    let read = try object(run("report", "app.log", "--format", "json").output)
    try FileManager.default.removeItem(at: directory.file("app.log"))
    let kept = try object(run("report", "--from-state", "--format", "json").output)
    for field in ["requests", "lines", "keys", "callers", "rejections", "window"] {
      #expect(read[field] as? NSObject == kept[field] as? NSObject, "\(field)")
    }
    #expect(kept["requests"] as? Int == 50)
    let coverage = (kept["coverage"] as? [[String: Any]])?.first
    #expect((coverage?["source"] as? String)?.hasSuffix("/app.log") == true)
    #expect((kept["transitions"] as? [[String: Any]])?.isEmpty == false)
    let some = try run("report", "--from-state", "app.log")
    #expect(some.output.contains("50 requests in 51 lines"))
    #expect(try run("report", "--from-state", "other.log").status == 66)
  }

  @Test func `another configuration's state is refused`() throws {
    try collect()
    let run = try run("state", "list", "--config", "none.yaml")
    #expect(run.status == 2)
    #expect(run.errors.hasSuffix("belongs to the configuration production\n"), "\(run.errors)")
  }

  @Test func `the list says what is kept`() throws {
    try collect()
    let list = try object(run("state", "list", "--format", "json").output)
    #expect(list["name"] as? String == "production")
    #expect(list["writer"] is NSNull)
    #expect(list["bytes"] as? Int ?? 0 > 4096)
    let rows = list["sources"] as? [[String: Any]] ?? []
    #expect(rows.map { $0["lines"] as? Int } == [51])
    #expect(rows.map { $0["requests"] as? Int } == [50])
    #expect(try run("state", "list").output.contains("nobody writes to it now"))
  }

  @Test func `a source is forgotten when that was meant`() throws {
    try collect()
    let unasked = try run("state", "forget", "app.log")
    #expect(unasked.status == 64)
    #expect(unasked.errors == "keywatch: to forget without being asked takes --yes\n")
    #expect(try run("state", "forget", "other.log", "--yes").status == 66)
    #expect(try run("state", "list").output.contains("1 source"))
    let run = try run("state", "forget", "app.log", "--yes")
    #expect(run.status == 0)
    #expect(run.output.hasSuffix("/app.log is forgotten\n"))
    #expect(try self.run("state", "list").output.contains("0 sources"))
  }

  @Test func `a note is echoed in local time and stands in every report of the state`() throws {
    try collect()
    let run = try run(
      "note", "switched\u{1b}[2J", "--caller", "steve-glen.com", "--kind", "owner_confirmed",
      "--step", "2", "--at", "2026-07-01 14:00")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("2026-07-01 14:00:00 CEST (+0200) · "))
    #expect(run.output.hasSuffix(" · owner_confirmed · steve-glen.com · step 2 · switched [2J\n"))
    let report = try object(self.run("report", "--from-state", "--format", "json").output)
    let note = (report["notes"] as? [[String: Any]])?.first
    #expect(note?["at"] as? String == "2026-07-01T12:00:00Z")
    #expect(note?["kind"] as? String == "owner_confirmed")
    #expect(note?["step"] as? Int == 2)
    #expect(try self.run("report", "--from-state").output.contains("Operator says"))
    #expect(try !self.run("report", "app.log").output.contains("Operator says"))
  }

  @Test(arguments: [
    (["note", "x", "--at", "2026-03-29 02:30"], "--at is a time that does not exist here"),
    (["note", "x", "--at", "soon"], "the value 'soon' is invalid for '--at <time>'"),
    (
      ["note", "x", "--at", "2999-01-01"], "--at is still to come: 2999-01-01 00:00:00 CET (+0100)"
    ),
    (["note", "x", "--step", "5"], "--step must be 1, 2, 3 or 4"),
    (["note", "x", "--kind", "owner_confirmed"], "--kind owner_confirmed needs --caller"),
    (["note", "x", "--kind", "other"], "the value 'other' is invalid for '--kind <kind>'"),
    (
      ["note", "x", "--caller", "stev"], "no caller is called stev; those there are: steve-glen.com"
    ),
    (["note", " \n"], "the text is empty"),
    (["note", "it was \(key)"], "the text holds the value of the key shared"),
    (["waive", "steve-glen.com", "192.0.2.1"], "--why is missing"),
    (["waive", "nobody", "192.0.2.1", "--why", "x"], "no caller is called nobody"),
    (["waive", "steve-glen.com", "192.0.2.1", "--why", key], "--why holds the value of the key"),
    (["confirm", "app.log", "--caller", "nobody"], "no migration is of nobody"),
    (["confirm"], "confirm needs a source, or --from-state"),
    (["confirm", "app.log", "--accept", "silent"], "the value 'silent' is invalid for '--accept"),
  ])
  func `what makes no sense is refused, and no key is repeated`(
    arguments: [String], line: String
  ) throws {
    let run = try Invocation(
      arguments, in: directory,
      environment: ["TZ": "Europe/Berlin", "WEBHOOK_API_KEY": Self.key])
    #expect(run.status == 64)
    #expect(run.errors.hasPrefix("keywatch: " + line), "\(run.errors)")
    #expect(!run.errors.contains("FAKE"))
    #expect(!FileManager.default.fileExists(atPath: directory.file(".local").path))
  }

  @Test func `a waiver is shown until it is taken back, and changes no verdict`() throws {
    try collect()
    let before = try object(run("report", "--from-state", "--format", "json").output)
    let place = "198.51.100.7 /batch"
    #expect(try run("waive", "steve-glen.com", place, "--why", "off since May").status == 0)
    let waived = try object(run("report", "--from-state", "--format", "json").output)
    let waiver = (waived["waivers"] as? [[String: Any]])?.first
    #expect(waiver?["place"] as? String == place)
    #expect(waiver?["why"] as? String == "off since May")
    #expect(before["migrations"] as? NSArray == waived["migrations"] as? NSArray)
    #expect(try run("waive", "steve-glen.com", place, "--undo").status == 0)
    let again = try run("waive", "steve-glen.com", place, "--undo")
    #expect(again.status == 1)
    #expect(again.errors.contains("no waiver of steve-glen.com has the place \(place)"))
    let after = try object(run("report", "--from-state", "--format", "json").output)
    #expect((after["waivers"] as? [[String: Any]])?.isEmpty == true)
  }

  @Test(arguments: [["app.log"], ["--from-state"]])
  func `a caller that has not moved is not confirmed`(sources: [String]) throws {
    try collect()
    let text = try Invocation(["confirm"] + sources, in: directory)
    #expect(text.status == 1)
    #expect(text.errors.isEmpty)
    #expect(text.output.hasPrefix("not confirmed: steve-glen.com on tracking-ingest: "))
    let json = try Invocation(["confirm", "--format", "json"] + sources, in: directory)
    #expect(json.status == 1)
    #expect(try object(json.output)["confirmed"] as? Bool == false)
  }

  @Test func `nothing to confirm is no yes`() throws {
    let run = try run("confirm", "app.log", "--config", "none.yaml")
    #expect(run.status == 78)
    #expect(run.output.isEmpty)
  }

  @Test func `a whole migration is confirmed, and the way there is provisional`() throws {
    #expect(
      try run("demo", "--headless", "--seed", "1", "--lines", "20000", "--out", "r").status == 0)
    let whole = try run("confirm", "r/app.log")
    #expect(whole.status == 0, "\(whole.output)")
    #expect(whole.output.hasPrefix("confirmed: steve-glen.com on tracking-ingest: at most 1 in "))
    let early = ["confirm", "r/app.log", "--until", "2026-11-05"]
    let missing = try Invocation(early, in: directory)
    #expect(missing.status == 1)
    #expect(missing.output.contains("; earliest 2026-11-"))
    let unsaid = try Invocation(early + ["--accept", "provisional"], in: directory)
    #expect(unsaid.status == 1)
    #expect(unsaid.output.contains("no note owner_confirmed for steve-glen.com"))
    #expect(
      try run(
        "note", "done", "--kind", "owner_confirmed", "--caller", "steve-glen.com", "--at",
        "2026-11-04T12:00:00Z"
      ).status == 0)
    let said = try Invocation(early + ["--accept", "provisional"], in: directory)
    #expect(said.status == 0)
    #expect(said.output.contains("still uses shared; provisional, the owner has confirmed it: "))
    #expect(try Invocation(early, in: directory).status == 1)
  }

  @Test func `a state needs a place`() throws {
    let run = try run("state", "list", variables: ["HOME": ""])
    #expect(run.status == 64)
    #expect(run.errors.contains("HOME"))
    #expect(run.errors.contains("--state"))
  }

  @Test func `nothing of a key is in the state`() throws {
    try collect()
    _ = try run("note", "it was \(Self.key)")
    for name in ["keywatch.db", "keywatch.db-wal"] {
      let file = directory.file(".local/state/keywatch/\(name)")
      guard let bytes = try? Data(contentsOf: file) else { continue }
      #expect(bytes.range(of: Data("FAKE".utf8)) == nil)
      #expect(try directory.mode(".local/state/keywatch/\(name)") == 0o600)
    }
  }
}
