import ArgumentParser

@main
struct KeywatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keywatch", version: "0.1.0", subcommands: [DemoCommand.self])
}
