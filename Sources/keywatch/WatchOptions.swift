import ArgumentParser
import KeywatchCore

/// What the dashboard is started with, besides its sources.
struct WatchOptions: Sendable {
  /// The colours of the screen; `mono` is bold and dim only.
  enum Theme: String, ExpressibleByArgument, CaseIterable { case dark, light, mono }
  /// Where a file is begun: with what it holds already, or with what comes.
  enum Beginning: String, ExpressibleByArgument, CaseIterable { case start, end }
  /// A screen size, `120x36`.
  struct Size: ExpressibleByArgument, Equatable {
    let width: Int
    let height: Int

    init?(argument: String) {
      let parts = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
      guard parts.count == 2, let width = parts[0], let height = parts[1],
        (1...1000).contains(width), (1...1000).contains(height)
      else { return nil }
      self.width = width
      self.height = height
    }
  }
  /// One frame of this size on standard output instead of the dashboard.
  struct Snapshot { let size: Size, isColoured: Bool }

  let configuration: Configuration
  var snapshot: Snapshot?
  /// nil: as the terminal is.
  var theme: Theme?
  /// No character beyond ASCII in borders and signs.
  var isASCII = false
  var beginning = Beginning.start
  var clock = Clock.wall
  /// The path of the state; nil where nothing is kept.
  var state: String?
  /// The values of the keys that are searched for in the lines.
  var keys: @Sendable () -> KeyValues = { KeyValues() }
  /// Reads the configuration anew where its files have changed.
  var changedConfiguration: @Sendable () -> Plan.Reloaded? = { nil }
}
