import Glibc
import KeywatchCore

extension SourceSet {
  /// How long commands may take to end when nothing is read any more.
  private static var farewell: Duration { .seconds(1) }
  /// How long a command's first lines are waited for, where only what there is now is wanted.
  private static var settling: (quiet: Duration, limit: Duration) { (.seconds(1), .seconds(5)) }

  /// Makes a place for every command, none started yet; goes on from what was stored of it.
  mutating func addCommands(_ positions: [Position]) {
    var stored: [String: CommandPosition] = [:]
    for case .command(let position) in positions { stored[position.source] = position }
    for (source, pattern) in patterns.enumerated() {
      guard case .command(let command) = pattern else { continue }
      let position = stored[pattern.name]
      if position == nil { numbers += 1 }
      let stream = LineStream(source: source, number: position?.number ?? numbers - 1)
      commands.append(CommandTail(command, stream: stream, recent: position?.recent ?? []))
    }
  }

  /// Keeps variables from the commands, and keys out of what is shown of their words.
  package mutating func keep(_ secrecy: CommandSecrecy) {
    for index in commands.indices { commands[index].secrecy = secrecy }
  }

  /// Ends every command and what it has started: asks first, kills then. Nothing is to be read after it.
  package mutating func stop() {
    let end = ContinuousClock.now + Self.farewell
    var isWaiting = false
    for command in commands { isWaiting = command.terminate() || isWaiting }
    while isWaiting, ContinuousClock.now < end {
      isWaiting = !commands.allSatisfy(\.hasEnded)
      if isWaiting { usleep(5000) }
    }
    for index in commands.indices { commands[index].end() }
  }

  /// True while the first run of a command may still bring what there is now.
  package func isSettling(now: ContinuousClock.Instant = .now) -> Bool {
    commands.contains {
      $0.isSettling(within: Self.settling.limit, quiet: Self.settling.quiet, now: now)
    }
  }

  /// What to poll for commands.
  var polledCommands: [Int32] { commands.flatMap(\.polled) }

  /// When a command has to be visited at the latest.
  var timeUntilCommands: Duration {
    guard let due = commands.compactMap(\.due).min() else { return Self.lookInterval }
    return max(.zero, due - .now)
  }

  mutating func movedCommands() -> [Position] {
    commands.indices.compactMap { index in
      let source = patterns[commands[index].stream.source].name
      return commands[index].movedPosition(of: source).map(Position.command)
    }
  }

  mutating func commandsSaved() {
    for index in commands.indices { commands[index].positionSaved() }
  }

  mutating func takeCommandHoles() -> [FoundHole] {
    commands.indices.flatMap { index in
      let stream = commands[index].stream
      return commands[index].takeLosses().map {
        FoundHole(source: stream.source, stream: stream.number, reason: $0.rawValue)
      }
    }
  }

  func commandState(_ source: Int, _ pattern: SourcePattern) -> SourceState {
    commands.first { $0.stream.source == source }?.state(now: .now)
      ?? SourceState(name: pattern.name, condition: .ended)
  }
}
