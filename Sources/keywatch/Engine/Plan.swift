import KeywatchCore
import KeywatchInput

/// What an engine is started with.
struct Plan: Sendable {
  var configuration: Configuration
  /// What is read, in this order.
  var patterns: [SourcePattern]
  /// Where files begin that are not known yet.
  var start = Start.beginning
  var clock = Clock.wall
  /// The path of the state; nil where nothing is kept.
  var state: String?
  /// Pictures are at least this far apart, and their making takes a fifth of the time at most.
  var pictureInterval: Duration = .milliseconds(100)
  /// Is told every picture, on the engine's thread.
  var tell: @Sendable (Seam.Picture) -> Void = { _ in }
  /// The values of the keys that are searched for in the lines.
  var keys: @Sendable () -> KeyValues = { KeyValues() }
  /// Reads the configuration anew where its files have changed; nil where they have not.
  var changedConfiguration: @Sendable () -> Reloaded? = { nil }

  /// What became of reading a changed configuration.
  enum Reloaded: Sendable, Equatable {
    case configuration(Configuration)
    /// It is wrong, and the old one stays.
    case refused(String)
  }

  /// The SOURCEs as they are called on the screen and in reports.
  var names: [String] { patterns.map(\.name) }
  /// The SOURCEs as the state knows them, wherever keywatch was started.
  var keptNames: [String] { patterns.map(\.absolute.name) }
}
