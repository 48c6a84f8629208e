import Glibc
import Testing

@testable import keywatch

struct ServiceLogTests {
  @Test func `a line has a priority for the journal and our name for people`() {
    let journal = ServiceLog(isListening: true)
    #expect(journal.line("reading") == "<6>reading")
    #expect(journal.line("late", .warning) == "<4>late")
    #expect(journal.line("lost", .error) == "<3>lost")
    #expect(ServiceLog(isListening: false).line("lost", .error) == "keywatch: lost")
  }

  @Test func `nothing in a line begins another one`() {
    let line = ServiceLog(isListening: true).line("cannot open a\n<0>b\u{1b}[2J")
    #expect(line.hasPrefix("<6>cannot open a"))
    #expect(!line.contains("\n") && !line.contains("\u{1b}"))
  }

  @Test func `the journal listens where the stream is still the one it gave`() throws {
    let directory = TemporaryDirectory()
    directory.write("journal", "")
    let file = open(directory.path + "/journal", O_RDONLY | O_CLOEXEC)
    defer { close(file) }
    var status = stat()
    try #require(fstat(file, &status) == 0)
    let stream = "\(status.st_dev):\(status.st_ino)"
    #expect(ServiceLog(stream: stream, descriptor: file).isListening)
    #expect(!ServiceLog(stream: "\(status.st_dev):1", descriptor: file).isListening)
    #expect(!ServiceLog(stream: nil, descriptor: file).isListening)
    #expect(!ServiceLog(stream: "", descriptor: file).isListening)
    #expect(!ServiceLog(stream: stream, descriptor: -1).isListening)
  }
}
