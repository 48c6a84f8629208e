import KeywatchCore
import Testing

@testable import keywatch

@Suite struct ConfigurationWatchTests: ~Copyable {
  private let directory = TemporaryDirectory()

  private func yaml(_ caller: String) -> String {
    """
    name: test
    apis: [{ name: db, path: /api/db/* }]
    keys: [{ name: shared, env: FAKE_UNSET_VARIABLE, apis: [db] }]
    callers: [{ name: \(caller), match: [{ client: \(caller) }] }]
    """
  }

  private func watch() throws -> ConfigurationWatch {
    directory.write("keywatch.yaml", yaml("one"))
    let path = directory.path + "/keywatch.yaml"
    let configuration = try ConfigurationFile.read(named: path)
    return ConfigurationWatch(config: path, envFile: nil, configuration)
  }

  @Test func `nothing is read again while nothing has changed`() throws {
    let watch = try watch()
    #expect(watch.changed() == nil)
    watch.force()
    #expect(watch.changed() == nil)
  }

  @Test func `a changed file is read again, once`() throws {
    let watch = try watch()
    directory.write("keywatch.yaml", yaml("another"))
    guard case .configuration(let configuration) = watch.changed() else {
      Issue.record("it was not read again")
      return
    }
    #expect(configuration.callers.map(\.name) == ["another"])
    #expect(watch.changed() == nil)
  }

  @Test func `a broken one is refused, and the old one stays until it is mended`() throws {
    let watch = try watch()
    directory.write("keywatch.yaml", "nonsense: [")
    guard case .refused(let cause) = watch.changed() else {
      Issue.record("it was not refused")
      return
    }
    #expect(cause.contains("keywatch.yaml"))
    #expect(watch.changed() == nil)
    directory.write("keywatch.yaml", yaml("mended"))
    #expect(watch.changed() != nil)
  }

  @Test func `a state belongs to one name`() throws {
    let watch = try watch()
    directory.write("keywatch.yaml", yaml("one").replacing("name: test", with: "name: other"))
    guard case .refused = watch.changed() else {
      Issue.record("another name was taken")
      return
    }
  }
}
