import ArgumentParser
import KeywatchCore
import KeywatchStore

/// `keywatch note`: the operator's journal.
struct NoteCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note",
    abstract: "Write down what you did or were told, to stand beside the evidence.",
    usage: "keywatch note <text> [<options>]",
    discussion: """
      Reports show it as what the operator says. It changes no verdict; confirm --accept provisional \
      asks for a note of the kind owner_confirmed.

      TIME is 14:00, a date, both ('2026-11-24 14:00'), RFC 3339, or how long ago (20m); without a zone \
      it is local time.

      Status: 0 written, 2 the state cannot be written, 64 usage, 78 configuration.
      """)

  @Argument(
    help: ArgumentHelp(
      "One line of 500 characters at most, without a key in it.", valueName: "text"))
  var text: String

  @Option(help: ArgumentHelp("Whom it is about.", valueName: "name"))
  var caller: String?

  @Option(help: ArgumentHelp("When it happened (default: now).", valueName: "time"))
  var at: NoteTime?

  @Option(help: ArgumentHelp("The step it belongs to, 1 to 4.", valueName: "n"))
  var step: Int?

  @Option(help: "What it is.")
  var kind = Note.Kind.note

  @OptionGroup var stateOptions: StateOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (1...4).contains(step ?? 1) else { throw ValidationError("--step must be 1, 2, 3 or 4") }
    guard kind != .ownerConfirmed || caller != nil else {
      throw ValidationError("--kind owner_confirmed needs --caller")
    }
  }

  func run() throws {
    let configuration = try common.read()
    let now = Clock.wall.now()
    if let caller { try configuration.require(caller: caller) }
    let note = Note(
      at: try at?.timestamp(now: now) ?? now, by: Author.name, kind: kind, caller: caller,
      step: step, text: try OperatorText(text, of: "the text", configuration).text, recorded: now)
    let journal = try Journal(at: stateOptions.path(), name: configuration.name, now: now)
    try journal.add(note)
    let about = [caller, step.map { "step \($0)" }].compactMap(\.self).map { " · " + $0 }.joined()
    try Output.standard.write(
      Array(
        "\(LocalTime.text(note.at)) · \(note.by) · \(kind.rawValue)\(about) · \(note.text)\n".utf8))
  }
}

extension Note.Kind: ExpressibleByArgument {}

extension Configuration {
  /// Throws `Failure.usage` where no caller has this name.
  func require(caller name: String) throws {
    let names = callers.map(\.name)
    guard names.contains(name) else {
      throw Failure.usage(
        "no caller is called \(name); those there are: \(names.joined(separator: ", "))")
    }
  }
}
