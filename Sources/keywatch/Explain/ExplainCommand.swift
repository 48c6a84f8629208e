import ArgumentParser
import KeywatchCore
import KeywatchReport

/// `keywatch explain`: tells of every line how it was read, and what came of it.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Tell of log lines how they are read, and which key they name.",
    usage: "keywatch explain [<file>] [<options>]",
    discussion: """
      Reads lines that are pasted on standard input (end them with Ctrl-D), or the first \
      \(PastedLines.fileLines) of a file, and tells of each what was taken off it, which shape it has, \
      which field became what, the key and why, or why it was not understood. No key is shown.

      Status: 0 done, 2 the input failed, 64 usage, 65 no line could be decoded, 66 the file does not \
      exist, 78 configuration.
      """)

  @Argument(
    help: ArgumentHelp("A file, or - for standard input.", valueName: "file"),
    completion: .file())
  var file: String?

  @OptionGroup var common: CommonOptions

  func run() throws {
    let configuration = try common.read()
    let pasted =
      try file.flatMap { $0 == "-" ? nil : $0 }.map(PastedLines.init(file:))
      ?? PastedLines()
    var monitor = Monitor(configuration: configuration, unknownHash: UnknownKeyHash())
    let lines = monitor.explain(pasted.bytes)
    let explanations = Explanations(lines, isCut: pasted.isCut)
    try Output.standard.write(
      Array(explanations.text(width: Output.terminalWidth ?? 80).utf8))
    let counts = monitor.tally.lines
    if counts.undecoded > 0, counts.read == counts.undecoded + counts.blank {
      throw Failure.undecoded("no line of the input could be decoded")
    }
  }
}
