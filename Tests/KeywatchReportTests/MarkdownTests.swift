import Testing

@testable import KeywatchCore
@testable import KeywatchReport

struct MarkdownTests {
  @Test(arguments: [
    ("198.51.100.7", "`198.51.100.7`"), ("", ""), ("a`b``c", "`a<U+60>b<U+60><U+60>c`"),
    ("a\\|b", "`a<U+5C><U+7C>b`"), ("`\u{301}x", "`<U+60>\u{301}x`"),
    ("a\nb\u{202e}", "`a^Jb<U+202E>`"), ("<b>@x</b>", "`<b>@x</b>`"),
  ])
  func `a text in type of its own cannot end it, nor its cell`(text: String, code: String) {
    #expect(text.markdownCode.unicodeScalars.elementsEqual(code.unicodeScalars))
  }

  @Test(arguments: [
    ("a | b", "a \\| b"), ("a\\|b", "a\\\\\\|b"), ("[x](http://y.z)", "\\[x\\](http\\://y\\.z)"),
    ("<img src=x>", "&lt;img src\\=x&gt;"), ("&lt;", "&amp;lt;"), ("@all", "&lt;U+40&gt;all"),
    ("**b** _i_ ~s~ `c`", "\\*\\*b\\*\\* \\_i\\_ \\~s\\~ \\`c\\`"), ("![](x)", "\\!\\[\\](x)"),
    ("# h\n- i", "\\# h\\^J\\- i"), ("<\u{338}b>", "&lt;\u{338}b&gt;"), ("$x$", "\\$x\\$"),
  ])
  func `a sentence is a sentence whatever stands in it`(text: String, prose: String) {
    #expect(text.markdownProse.unicodeScalars.elementsEqual(prose.unicodeScalars))
  }

  @Test func `a ticket is the wanted file`() throws {
    let text = Report(SampleSnapshot.snapshot).markdown()
    #expect(try text == WantedFile.text(of: "sample.md"))
  }

  @Test func `every row of a table has as many cells as its head, whatever stands in it`() {
    let lines = Report(HostileSnapshot.of("|`\\|`<b>\n|@x")).markdown().split(
      separator: "\n", omittingEmptySubsequences: false)
    var cells = 0
    for (i, line) in lines.enumerated() where line.hasPrefix("|") {
      let count = line.replacing("\\\\", with: "").replacing("\\|", with: "")
        .count { $0 == "|" }
      if i == 0 || !lines[i - 1].hasPrefix("|") { cells = count }
      #expect(count == cells, "\(line)")
    }
    #expect(cells > 0)
  }

  @Test func `what a list leaves out is counted`() {
    let text = Report(SampleSnapshot.snapshot, top: 1).markdown()
    #expect(text.contains("… and 5 more"))
    #expect(!text.contains("198.51.100.23"))
  }

  @Test func `a report of nothing is short and whole`() {
    let empty = Report(Snapshot(configuration: Configuration(name: "x", apis: [], keys: [])))
    #expect(empty.markdown() == "# keywatch report `x` (internal)\n\nno line was read\n")
  }
}
