import Glibc
import KeywatchCore
import Synchronization

/// Notices that the configuration's files have changed, and reads them again.
final class ConfigurationWatch: Sendable {
  /// What tells one version of a file from the next.
  private struct Stamp: Equatable {
    var inode: UInt
    var size: Int
    var seconds: Int
    var nanoseconds: Int

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      inode = UInt(status.st_ino)
      size = Int(status.st_size)
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
    }
  }

  private struct State {
    var stamps: [Stamp?]
    var configuration: Configuration
    var keys: KeyValues
    var isForced = false
  }

  private let config: String?
  private let envFile: String?
  private let paths: [String]
  private let state: Mutex<State>

  /// Begins with what was read just now.
  init(
    config: String?, envFile: String?, _ configuration: Configuration,
    _ keys: KeyValues = KeyValues()
  ) {
    self.config = config
    self.envFile = envFile
    paths = ConfigurationFile.places(named: config) + [envFile].compactMap { $0 }
    state = Mutex(State(stamps: paths.map { Stamp($0) }, configuration: configuration, keys: keys))
  }

  /// The values of all keys that were read so far.
  var keys: KeyValues { state.withLock { $0.keys } }

  /// The next look reads them again, whether they have changed or not.
  func force() { state.withLock { $0.isForced = true } }

  /// The configuration where its files have changed since the last call; nil where they have not.
  func changed() -> Plan.Reloaded? {
    let stamps = paths.map { Stamp($0) }
    return state.withLock { state in
      guard state.isForced || stamps != state.stamps else { return nil }
      state.stamps = stamps
      state.isForced = false
      do {
        let configuration = try read(after: state.configuration, adding: &state.keys)
        guard configuration != state.configuration else { return nil }
        state.configuration = configuration
        return .configuration(configuration)
      } catch {
        return .refused((error as? Failure)?.text ?? "it cannot be read")
      }
    }
  }

  /// Keys in the environment were wiped when they were read: their fingerprints and values are
  /// known still.
  private func read(
    after old: Configuration, adding keys: inout KeyValues
  ) throws -> Configuration {
    var configuration = try ConfigurationFile.read(named: config)
    _ = try configuration.takeFingerprints(envFile: envFile, adding: &keys)
    guard configuration.name == old.name else {
      throw Failure.configuration("name: a state belongs to one name; start anew for another")
    }
    for i in configuration.keys.indices where configuration.keys[i].fingerprint == nil {
      let known = old.keys.first { key in
        key.environment != nil && key.environment == configuration.keys[i].environment
      }
      configuration.keys[i].fingerprint = known?.fingerprint
      configuration.keys[i].previousFingerprints += known?.previousFingerprints ?? []
    }
    return configuration
  }
}
