import Glibc
import KeywatchDashboard
import KeywatchTerminal

/// What the program shows.
struct Screen {
  let isDense: Bool
  var rows = ["pid \(getpid()) end"]
  var generation = 0

  init(isDense: Bool) { self.isDense = isDense }

  mutating func update(_ event: Event) -> Reaction {
    switch event {
    case .keystroke(.character("q")): return .quit
    case .keystroke(.character("x")): _ = UnsafePointer<Int>(bitPattern: 8)?.pointee.description
    case .keystroke(.character("a")): abort()
    case .keystroke(.character("e")): _ = write(STDERR_FILENO, "complaint\u{7}\n", 11)
    case .keystroke(.character("h")): rows.append("a\u{202e}b\u{7}c\u{9b}d\u{ad}e end")
    case .keystroke(let keystroke): rows.append("key \(keystroke) end")
    case .mouse: return .nothing
    case .resize(let width, let height): rows.append("size \(width)x\(height) end")
    case .snapshot: generation += 1
    case .tick: return .nothing
    }
    return .draw
  }

  func frame(_ width: Int, _ height: Int) -> Frame {
    var frame = Frame(width: width, height: height)
    for y in 0..<height {
      let text =
        isDense && y > 0 ? Self.dense(y + generation, width) : y < rows.count ? rows[y] : ""
      for (x, scalar) in text.unicodeScalars.prefix(width).enumerated() {
        frame.cells[y * width + x].base = scalar.value
      }
    }
    return frame
  }

  /// A row that says which it is and has no two equal neighbours, so that nothing is abbreviated.
  static func dense(_ seed: Int, _ width: Int) -> String {
    var state = UInt64(seed) &* 0x9e37_79b9_7f4a_7c15 | 1
    var text = "row \(seed) "
    for x in text.count..<max(width, text.count) {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let letter = UInt8(state >> 59) % 13 * 2 + UInt8(x % 2)
      text.unicodeScalars.append(Unicode.Scalar(0x61 + letter))
    }
    return text
  }
}
