import Glibc
import KeywatchDashboard
import KeywatchTerminal

/// A program with a screen, run in a process of its own on a pseudo-terminal: it shows its size and
/// each keystroke on a row of its own, `q` quits, `x` and `a` crash, `e` writes to standard error.
enum Program {
  /// Exit status of a program whose terminal is not as it was.
  static let notRestored: Int32 = 99

  /// Runs it on the device at `path` and leaves with the loop's status. `leads`: the device becomes
  /// its controlling terminal. When such a program ends the kernel throws away what it wrote and
  /// sets the device's modes anew, so it then waits for a line from the tester.
  static func run(
    on path: String, leads: Bool = false, dense: Bool = false, flooded: Bool = false
  ) {
    if leads { setsid() }
    let device = open(path, leads ? O_RDWR : O_RDWR | O_NOCTTY)
    dup2(device, STDERR_FILENO)
    var before = termios()
    tcgetattr(device, &before)
    let status = loop(on: device, dense: dense, flooded: flooded)
    var after = termios()
    tcgetattr(device, &after)
    let isRestored = before.c_lflag == after.c_lflag && before.c_iflag == after.c_iflag
    var line: [UInt8] = [0]
    if leads { _ = read(device, &line, 1) }
    exit(isRestored || status == 129 ? status : notRestored)
  }

  private static func loop(on device: Int32, dense: Bool, flooded: Bool) -> Int32 {
    do {
      let settings = TerminalSettings(name: "xterm-256color")
      let terminal = try Terminal(on: device, theme: .dark, settings: settings)
      let wake = try Wake()
      if flooded { flood(wake) }
      var screen = Screen(isDense: dense)
      return ScreenLoop(terminal, wake: wake)
        .run(update: { screen.update($0) }, frame: { screen.frame($0, $1) }).status
    } catch {
      return 98
    }
  }

  private static func flood(_ wake: Wake) {
    Task.detached {
      while true {
        wake.call()
        try await Task.sleep(for: .milliseconds(1))
      }
    }
  }
}

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
