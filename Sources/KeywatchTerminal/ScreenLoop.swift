import CTerminal
import Glibc
import KeywatchDashboard

/// The main thread's loop: waits in one poll for keystrokes, signals, the engine and the second,
/// and shows a frame when there is reason to.
package struct ScreenLoop: ~Copyable {
  private var terminal: Terminal
  private let wake: Wake
  private var pace: Pace
  /// The size `update` was last told.
  private var announced = (width: 0, height: 0)

  package init(_ terminal: consuming Terminal, wake: Wake, framesPerSecond: Int = 10) {
    self.terminal = terminal
    self.wake = wake
    pace = Pace(
      framesPerSecond: framesPerSecond, at: kw_milliseconds(),
      toSecond: Int64(kw_milliseconds_to_second()))
  }

  /// Runs until somebody quits, a signal says so or the terminal is gone, and gives it back.
  ///
  /// `update` gets every event; on `.snapshot` it takes the engine's newest. `frame` draws.
  package consuming func run(
    update: (Event) -> Reaction, frame: (_ width: Int, _ height: Int) -> Frame
  ) -> Ending {
    while true {
      draw(update, frame)
      if let ending = wait(update) { return ending }
    }
  }

  private mutating func draw(
    _ update: (Event) -> Reaction, _ frame: (_ width: Int, _ height: Int) -> Frame
  ) {
    guard !terminal.isBehind, pace.takesFrame() else { return }
    let size = (width: terminal.width, height: terminal.height)
    if size != announced {
      announced = size
      _ = update(.resize(width: size.width, height: size.height))
    }
    terminal.show(frame(size.width, size.height))
  }

  private mutating func wait(_ update: (Event) -> Reaction) -> Ending? {
    let milliseconds = pace.wait(at: kw_milliseconds(), isBehind: terminal.isBehind)
    // While a frame is owed anyway, further calls would only wake us to no end.
    let seen = terminal.wait(
      for: pace.owesData ? nil : wake, milliseconds: Int32(clamping: milliseconds))
    if seen.contains(.wake) { pace.dataArrived() }
    if seen.contains(.signal), let ending = handleSignals() { return ending }
    if seen.contains(.hangup) { return .hangup }
    // Always, for curses may hold bytes that no poll can see.
    while let event = terminal.nextEvent() {
      if let ending = settle(update(event)) { return ending }
    }
    return handleTime(update)
  }

  /// What the time brings: new data at its distance, and the tick of the second.
  private mutating func handleTime(_ update: (Event) -> Reaction) -> Ending? {
    let now = kw_milliseconds()
    if !terminal.isBehind, pace.takesData(at: now), let ending = settle(update(.snapshot)) {
      return ending
    }
    guard pace.takesTick(at: now, toSecond: Int64(kw_milliseconds_to_second())) else { return nil }
    return settle(update(.tick))
  }

  private mutating func settle(_ reaction: Reaction) -> Ending? {
    switch reaction {
    case .nothing: return nil
    case .draw: break
    case .repaint: terminal.forget()
    case .suspend:
      terminal.suspend()
      return resume()
    case .quit: return .quit
    }
    pace.frameAsked()
    return nil
  }

  private mutating func handleSignals() -> Ending? {
    while let signal = terminal.nextSignal() {
      var ending: Ending?
      switch signal {
      case SIGWINCH: terminal.refreshSize()
      case SIGTSTP: ending = settle(.suspend)
      case SIGCONT: ending = resume()
      default: ending = .signal(signal)
      }
      if let ending { return ending }
    }
    pace.frameAsked()
    return nil
  }

  /// Takes the terminal again after a stop, unless a signal to end came meanwhile.
  private mutating func resume() -> Ending? {
    while true {
      while let signal = terminal.nextSignal() {
        if ![SIGWINCH, SIGTSTP, SIGCONT].contains(signal) { return .signal(signal) }
      }
      switch terminal.resume() {
      case .resumed:
        pace.frameAsked()
        return nil
      case .interrupted: continue
      case .lost: return .hangup
      }
    }
  }
}
