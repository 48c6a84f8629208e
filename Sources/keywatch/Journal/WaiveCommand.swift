import ArgumentParser
import KeywatchCore
import KeywatchStore

/// `keywatch waive`: the operator's word that a place is no reason to wait.
struct WaiveCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "waive",
    abstract: "Say of a caller's place that it is no reason to wait, and why.",
    usage: "keywatch waive <caller> <place> --why <text> [--undo]",
    discussion: """
      PLACE is one argument, SOURCE [ROUTE [USER_AGENT]] as the report prints it; missing parts match \
      all. Reports show it as what the operator says. It changes no verdict.

      Status: 0 done, 1 --undo found no such waiver, 2 the state cannot be written, 64 usage, \
      78 configuration.
      """)

  @Argument(help: "Whose place it is.")
  var caller: String

  @Argument(help: "The place, as one argument.")
  var place: String

  @Option(help: ArgumentHelp("The reason, for those who come after you.", valueName: "text"))
  var why: String?

  @Flag(help: "Take it back.")
  var undo = false

  @OptionGroup var stateOptions: StateOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard undo || why != nil else { throw ValidationError("--why is missing") }
    guard !undo || why == nil else { throw ValidationError("--undo needs no --why") }
  }

  func run() throws {
    let configuration = try common.read()
    try configuration.require(caller: caller)
    let place = try OperatorText(place, of: "the place", configuration).text
    let why = try why.map { try OperatorText($0, of: "--why", configuration).text }
    let now = Clock.wall.now()
    let journal = try Journal(at: stateOptions.path(), name: configuration.name, now: now)
    if let why {
      try journal.add(Waiver(caller: caller, place: place, why: why, by: Author.name, at: now))
      try say("\(LocalTime.text(now)) · \(Author.name) · waived \(place) of \(caller) · \(why)")
    } else if try journal.removeWaiver(caller: caller, place: place) {
      try say("\(caller) · \(place) · taken back")
    } else {
      throw Failure.no("no waiver of \(caller) has the place \(place)")
    }
  }

  private func say(_ text: String) throws {
    try Output.standard.write(Array((text.plain + "\n").utf8))
  }
}
