import Testing

@testable import KeywatchInput

struct LogNameTests {
  @Test(
    "a path is taken apart into the writer's name and the age",
    arguments: [
      ("/var/log/app.log", "/var/log/app.log", LogName.Age.live),
      ("/var/log/app.log.1", "/var/log/app.log", .numbered(1)),
      ("app.log.12.gz", "app.log", .numbered(12)),
      ("app.log-20261122", "app.log", .dated("20261122")),
      ("app.log.2026-11-22", "app.log", .dated("2026-11-22")),
      ("app.log-20261122-1763800000", "app.log", .dated("20261122-1763800000")),
      ("access_log", "access_log", .live),
      ("app-2026-11-22.log", "app-2026-11-22.log", .live),
      ("web-1", "web-1", .live),
      ("/var/log/20261122", "/var/log/20261122", .live),
      ("/var/log/.1", "/var/log/.1", .live),
      ("20261122", "20261122", .live),
      ("1", "1", .live),
      (".1", ".1", .live),
      ("app.log.99999", "app.log.99999", .live),
      ("app.log.99999999999999999999999", "app.log", .dated("99999999999999999999999")),
      ("app.log.", "app.log.", .live),
      ("app.log.gz", "app.log.gz", .live),
      ("", "", .live),
      (".gz", ".gz", .live),
      ("-", "-", .live),
    ])
  func parts(path: String, base: String, age: LogName.Age) {
    let name = LogName(path)
    #expect(name.base == base)
    #expect(name.age == age)
  }

  @Test("only a compressor's ending makes a name compressed")
  func compressed() {
    let names = ["a.log.gz", "a.log.1.zst", "a.xz", "a.bz2", "a.log", "gz", "a.gz.1"]
    #expect(
      names.map { LogName($0).isCompressed } == [true, true, true, true, false, false, false])
  }

  @Test("the reading order is: dates, numbers from the highest, the name itself")
  func order() {
    let wanted = [
      "a.log-20261121", "a.log-20261122", "a.log.10", "a.log.9.gz", "a.log.9", "a.log.1", "a.log",
      "b.log.1",
      "b.log",
    ]
    #expect(wanted.shuffled().map { LogName($0) }.sorted() == wanted.map { LogName($0) })
  }
}
