import CTerminal
import Glibc
import KeywatchDashboard

/// The screen of a terminal, ours from `init` until the value ends; then the terminal is as before.
///
/// Not Sendable: it belongs to the thread that made it, and there is at most one in a process.
package struct Terminal: ~Copyable {
  private let handle: OpaquePointer
  /// How many colours are used.
  package let depth: Theme.Depth
  private var shown: Frame?
  private var size: (width: Int, height: Int)

  /// Takes over the terminal behind `descriptor` for frames in `theme`.
  package init(
    on descriptor: Int32 = STDOUT_FILENO, theme: Theme, wantsMouse: Bool = false,
    settings: TerminalSettings = .present
  ) throws(TerminalError) {
    guard isatty(descriptor) == 1 else { throw .notATerminal }
    let name = try settings.usableName()
    var trouble: Int32 = 0
    guard let opened = kw_open(descriptor, name, wantsMouse ? 1 : 0, &trouble) else {
      throw Int(trouble) == KW_NO_TERMINFO ? .undescribed(name) : .failed(trouble)
    }
    handle = opened
    depth = settings.depth(in: theme, colours: kw_colours(opened))
    size = (0, 0)
    defineStyles(theme)
    refreshSize()
  }

  deinit { kw_close(handle) }

  package var width: Int { size.width }
  package var height: Int { size.height }

  /// Whether bytes wait for a terminal that has not taken them yet.
  package var isBehind: Bool { kw_owed(handle) > 0 }

  /// Shows `frame`, sending only what changed since the last one.
  package mutating func show(_ frame: Frame) {
    guard frame != shown else { return }
    for y in 0..<frame.height where isChanged(y, in: frame) { put(frame.row(y), at: y) }
    kw_flush(handle, shown == nil ? 1 : 0)
    shown = frame
  }

  /// Forgets what the terminal shows: the next frame is painted whole.
  package mutating func forget() { shown = nil }

  /// Reads the window's size anew; the next frame is painted whole.
  package mutating func refreshSize() {
    var width: Int32 = 0
    var height: Int32 = 0
    kw_resize(handle, &width, &height)
    size = (Int(width), Int(height))
    forget()
  }

  private func isChanged(_ y: Int, in frame: Frame) -> Bool {
    guard let shown, shown.width == frame.width, y < shown.height else { return true }
    return shown.row(y) != frame.row(y)
  }

  private func put(_ row: ArraySlice<Cell>, at y: Int) {
    let cells = row.map { cell in
      kw_cell(
        base: cell.base, mark1: cell.mark1, mark2: cell.mark2, style: Self.number(of: cell.style))
    }
    kw_put_row(handle, Int32(clamping: y), cells, Int32(clamping: cells.count))
  }
}

// Styles: each has a number in the shim.
extension Terminal {
  private static func number(of style: Style) -> UInt32 {
    UInt32(style.role.rawValue) << 2 | (style.bold ? 2 : 0) | (style.filled ? 1 : 0)
  }

  private func defineStyles(_ theme: Theme) {
    for role in Role.allCases {
      for variant in 0..<4 {
        let style = Style(role, bold: variant & 2 != 0, filled: variant & 1 != 0)
        let look = theme.look(of: style, at: depth)
        kw_define_style(
          handle, Self.number(of: style), look.foreground.map(Int32.init) ?? -1,
          look.background.map(Int32.init) ?? -1, Int32(look.emphasis.rawValue))
      }
    }
  }
}

// What comes from outside, for the loop.
extension Terminal {
  /// Waits for the first of these: input, a signal, a call of `wake`, room for bytes, the time.
  func wait(for wake: Wake?, milliseconds: Int32) -> Sightings {
    Sightings(rawValue: kw_wait(handle, wake?.descriptor ?? -1, milliseconds))
  }

  /// The next keystroke or mouse action that has arrived.
  func nextEvent() -> Event? {
    var event = kw_event()
    while kw_next_event(handle, &event) != 0 {
      if let event = Event(event) { return event }
    }
    return nil
  }

  /// The number of the next signal that has arrived.
  func nextSignal() -> Int32? {
    let signal = kw_next_signal(handle)
    return signal == 0 ? nil : signal
  }

  /// Gives the terminal back and stops the process; returns when it runs again.
  func suspend() { kw_suspend(handle) }

  /// Takes the terminal again after a stop.
  mutating func resume() -> Resumption {
    switch Int(kw_resume(handle)) {
    case KW_RESUMED:
      refreshSize()
      return .resumed
    case KW_INTERRUPTED: return .interrupted
    default: return .lost
    }
  }
}
