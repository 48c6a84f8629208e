import Glibc
import KeywatchDashboard
import KeywatchTerminal

/// A program with a screen, run in a process of its own on a pseudo-terminal. It shows its size and
/// each keystroke on a row of its own; `q` quits, `x` and `a` crash, `e` writes to standard error,
/// `h` shows what could drive a terminal.
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
    // A shell that goes away with its terminal sends one as well.
    if status == 129 { kill(getpid(), SIGHUP) }
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
