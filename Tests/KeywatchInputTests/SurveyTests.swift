import Testing

@testable import KeywatchInput

struct SurveyTests {
  private let scratch: Scratch

  init() throws { scratch = try Scratch() }

  private func names(_ survey: Survey) -> [[String]] {
    survey.families.map { $0.sightings.map { String($0.path.dropFirst(scratch.path.count + 1)) } }
  }

  @Test("a file is seen with the rotated files beside it, the oldest first and itself last")
  func file() throws {
    for name in [
      "app.log", "app.log.1", "app.log.2", "app.log.3.gz", "app.log.4.xz", "app.logs",
      "other.log.1",
    ] {
      try scratch.write("", to: name)
    }
    let survey = Survey(of: scratch("app.log"))
    #expect(names(survey) == [["app.log.3.gz", "app.log.2", "app.log.1", "app.log"]])
    #expect(survey.families.first?.sightings.map(\.isWanted) == [false, false, false, true])
    #expect(
      survey.families.first?.sightings.map(\.isCompressed) == [true, false, false, false])
    #expect(survey.directories == [scratch.path: "app.log"])
    #expect(survey.error == nil)
  }

  @Test("a name that looks rotated is itself when it was given")
  func rotatedName() throws {
    try scratch.write("", to: "app.log.1")
    let survey = Survey(of: scratch("app.log.1"))
    #expect(survey.families.map(\.name) == [scratch("app.log.1")])
    #expect(survey.families.first?.sightings.first?.isLive == true)
  }

  @Test("a glob's files come by name, compressed ones only beside their writer's")
  func glob() throws {
    for name in ["a.log", "a.log.1", "b.log", "b.log.1.gz", "c.txt"] {
      try scratch.write("", to: name)
    }
    let survey = Survey(of: scratch("*.log*"))
    #expect(names(survey) == [["a.log.1", "a.log"], ["b.log.1.gz", "b.log"]])
    #expect(survey.directories == [scratch.path: ""])
  }

  @Test("where names may change: by a literal beginning, and below a wildcard anywhere")
  func directories() throws {
    try scratch.makeDirectory("web-1")
    try scratch.write("", to: "web-1/app.log")
    let survey = Survey(of: scratch("web-*/app*.log"))
    #expect(survey.directories == [scratch.path: "web-", scratch("web-1"): ""])
    let directory = Survey(of: scratch("web-1"))
    #expect(directory.directories == [scratch("web-1"): "", scratch.path: "web-1"])
  }

  @Test("paths are seen as they were written: relative, at the root, missing")
  func spellings() {
    #expect(Survey(of: "no such file").directories == [".": "no such file"])
    #expect(Survey(of: "/no such file").directories == ["/": "no such file"])
    #expect(Survey(of: "no such file").error == .cannotOpen(path: "no such file", .missing))
    #expect(Survey(of: "").families.isEmpty)
  }
}
