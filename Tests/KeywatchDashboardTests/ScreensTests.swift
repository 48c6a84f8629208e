import Foundation
import Testing

@testable import KeywatchCore
@testable import KeywatchDashboard

/// The files in `Tests/Screens`: a state, a size, keystrokes and the frame they must lead to.
///
/// With KEYWATCH_WRITE_SCREENS=1 in the environment they are written anew from their first four
/// lines instead.
struct ScreensTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .appendingPathComponent("Screens")

  static let files: [String] = {
    let all = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (all ?? []).filter { $0.hasSuffix(".txt") }.sorted()
  }()

  @Test("a screen is as its file says", arguments: files)
  func screen(file: String) throws {
    let url = Self.folder.appendingPathComponent(file)
    let script = try ScreenScript(String(contentsOf: url, encoding: .utf8))
    let frame = try script.frame()
    if ProcessInfo.processInfo.environment["KEYWATCH_WRITE_SCREENS"] == "1" {
      try script.text(with: frame).write(to: url, atomically: true, encoding: .utf8)
    }
    let wanted = try ScreenScript(String(contentsOf: url, encoding: .utf8)).wanted
    #expect(frame.text == wanted, "\(file) is now:\n\(frame.text.joined(separator: "\n"))")
    #expect(halves(in: frame).isEmpty)
  }

  @Test func `there are screens of the overview and of every panel in all sizes`() {
    for size in ["80x24", "120x36", "200x60"] {
      for glyphs in ["unicode", "ascii"] {
        for panel in 0...7 { #expect(Self.files.contains("rich-\(size)-\(glyphs)-\(panel).txt")) }
      }
    }
  }
}

/// A file in `Screens`: four lines that say what to do, a blank one, and the wanted frame.
struct ScreenScript {
  struct Malformed: Error { var line: String }

  var state: String
  var size: String
  var glyphs: String
  var keystrokes: String
  var wanted: [String]

  init(_ text: String) throws {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last == "" { lines.removeLast() }
    func value(_ name: String, _ index: Int) throws -> String {
      guard lines.count > index, lines[index].hasPrefix(name + ":") else {
        throw Malformed(line: "\(index + 1) is not \(name):")
      }
      return lines[index].dropFirst(name.count + 1).trimmingCharacters(in: .whitespaces)
    }
    state = try value("state", 0)
    size = try value("size", 1)
    glyphs = try value("glyphs", 2)
    keystrokes = try value("keystrokes", 3)
    wanted = Array(lines.dropFirst(5))
  }

  func text(with frame: Frame) -> String {
    let head = [
      "state: \(state)", "size: \(size)", "glyphs: \(glyphs)", "keystrokes: \(keystrokes)", "",
    ]
    return (head + frame.text).map { line in
      line.hasSuffix(" ") ? String(line.dropLast()) : line
    }.joined(separator: "\n") + "\n"
  }

  /// The frame after the keystrokes.
  func frame() throws -> Frame {
    let sides = size.split(separator: "x").compactMap { Int($0) }
    guard sides.count == 2, let fixture = Fixture.states[state] else {
      throw Malformed(line: state)
    }
    var dashboard = Dashboard(
      .init(
        glyphs: glyphs.contains("ascii") ? .ascii : .unicode, isMonochrome: glyphs.contains("mono"))
    )
    dashboard.show(fixture.snapshot, fixture.liveness)
    _ = dashboard.update(.resize(width: sides[0], height: sides[1]))
    for word in keystrokes.split(separator: " ") {
      _ = dashboard.update(.keystroke(try Self.keystroke(String(word))))
    }
    return dashboard.frame(width: sides[0], height: sides[1])
  }

  private static func keystroke(_ word: String) throws -> Keystroke {
    let named: [String: Keystroke] = [
      "Up": .up, "Down": .down, "Left": .left, "Right": .right, "PgUp": .pageUp, "PgDn": .pageDown,
      "Home": .home, "End": .end, "Enter": .enter, "Esc": .escape, "Tab": .tab,
      "Space": .character(" "),
    ]
    if let keystroke = named[word] { return keystroke }
    guard let scalar = word.unicodeScalars.first, word.unicodeScalars.count == 1 else {
      throw Malformed(line: word)
    }
    return .character(scalar)
  }
}
