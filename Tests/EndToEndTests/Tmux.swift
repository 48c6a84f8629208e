import Foundation

/// A terminal without a person before it: a tmux server of its own with one window.
struct Tmux {
  enum Failure: Error, CustomStringConvertible {
    case refused(arguments: [String], errors: String)
    /// What was waited for did not come; with the screen as it was then.
    case never(String, screen: [String])

    var description: String {
      switch self {
      case .refused(let arguments, let errors): "tmux \(arguments): \(errors)"
      case .never(let what, let screen):
        "never on the screen: \(what)\n\(screen.joined(separator: "\n"))"
      }
    }
  }

  /// The settings of the terminal: no status line, and no wait for what may follow an Escape.
  private static let configuration = """
    set -g default-terminal tmux-256color
    set -g status off
    set -s escape-time 0
    """

  /// Runs a program, leaving its process id and its status in files, and keeps the window as the
  /// program left it. Its own traps keep ^C for the program.
  private static let keeper = """
    trap : INT QUIT
    sh -c 'echo $$ > process; exec "$@"' sh "$@"
    echo $? > status.new
    mv status.new status
    exec cat
    """

  private let tmux: Program
  private let scratch: Scratch

  /// Runs `command` in a terminal of that size while `body` works with it, and kills what is left.
  static func during<R>(
    _ command: [String], width: Int = 120, height: Int = 36, in scratch: Scratch,
    environment: [String: String?] = [:], _ body: (Tmux) throws -> R
  ) throws -> R {
    let terminal = Tmux(tmux: try Program(named: "tmux"), scratch: scratch)
    try scratch.write(configuration.utf8, to: "tmux.conf")
    let size = ["-x", "\(width)", "-y", "\(height)"]
    let kept = ["--", "/bin/sh", "-c", keeper, "sh"] + command
    try terminal.ask(["new-session", "-d"] + size + kept, environment: environment)
    defer { _ = try? terminal.ask(["kill-server"]) }
    return try body(terminal)
  }

  /// Presses keys by tmux's names: `q`, `C-z`, `Enter`, `Up`.
  func press(_ keys: String...) throws { try ask(["send-keys"] + keys) }

  /// Types text and Enter.
  func type(_ text: String) throws {
    try ask(["send-keys", "-l", text])
    try press("Enter")
  }

  /// Changes the size of the terminal.
  func resize(width: Int, height: Int) throws {
    try ask(["resize-window", "-x", "\(width)", "-y", "\(height)"])
  }

  /// The rows on the screen now.
  func screen() throws -> [String] {
    try ask(["capture-pane", "-p"])
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// Waits until the screen fulfils `condition` and returns it; `what` is said when it never does.
  @discardableResult
  func wait(
    for what: String, limit: Double = 30, until condition: ([String]) -> Bool
  ) throws -> [String] {
    let found = try Deadline.poll(for: limit) { () -> (isThere: Bool, screen: [String])? in
      // Asked before the screen is read: what a program wrote last is then on it.
      let hasEnded = status != nil
      let screen = try screen()
      if condition(screen) { return (true, screen) }
      return hasEnded ? (false, screen) : nil
    }
    guard let found, found.isThere else {
      throw Failure.never(what, screen: try found?.screen ?? screen())
    }
    return found.screen
  }

  /// Waits until `text` is on the screen.
  @discardableResult
  func wait(for text: String) throws -> [String] {
    try wait(for: text) { $0.contains { $0.contains(text) } }
  }

  /// Waits until the program has ended; its status as a shell sees it.
  func ending(limit: Double = 30) throws -> Int {
    guard let ending = Deadline.poll(for: limit, { status }) else {
      throw Failure.never("the end of the program", screen: try screen())
    }
    return ending
  }

  /// Sends a signal to the program.
  func signal(_ number: Int32) throws {
    let text = try scratch.text(of: "process").trimmingCharacters(in: .newlines)
    guard let process = pid_t(text), kill(process, number) == 0 else {
      throw Failure.refused(arguments: ["kill", text], errors: String(cString: strerror(errno)))
    }
  }

  private var status: Int? {
    (try? scratch.text(of: "status")).flatMap { Int($0.trimmingCharacters(in: .newlines)) }
  }

  /// What the terminal still does that a full-screen program asked for; empty when it is as before.
  func leftovers() throws -> [String] {
    let wanted = [
      "alternate_on": "0", "cursor_flag": "1", "mouse_any_flag": "0", "keypad_flag": "0",
      "keypad_cursor_flag": "0",
    ]
    return try wanted.keys.sorted().compactMap { name in
      let value = try value(of: name)
      return value == wanted[name] ? nil : "\(name) is \(value)"
    }
  }

  private func value(of name: String) throws -> String {
    try ask(["display-message", "-p", "#{\(name)}"]).trimmingCharacters(in: .newlines)
  }

  @discardableResult
  private func ask(
    _ arguments: [String], environment: [String: String?] = [:]
  ) throws -> String {
    let own = ["-u", "-S", scratch.file("tmux"), "-f", scratch.file("tmux.conf")]
    let result = try tmux.run(own + arguments, in: scratch, environment: environment)
    guard result.status == 0 else {
      throw Failure.refused(arguments: arguments, errors: result.errors)
    }
    return result.output
  }
}
