/// One look at everything a SOURCE stands for, rotated files beside it included.
struct Survey: Sendable {
  /// The files seen, by the name their writer uses.
  let families: [Family]
  /// The directories in which names may change, and how the names begin that matter.
  let directories: [String: String]
  /// Why nothing can be seen: nothing is there yet, or something is wrong.
  let error: InputError?

  /// Looks at a path, a glob or a directory.
  init(of path: String) {
    var form: SourcePattern.Form?
    var wanted: [String: LogName] = [:]
    var error: InputError?
    do {
      let found = try SourcePattern.Form(of: path)
      form = found
      wanted = try Self.named(by: found, path)
      if wanted.isEmpty { error = found.emptiness(of: path) }
    } catch let failure {
      error = failure
    }
    self.error = error
    let names = form == nil ? [path] : Set(wanted.values.map(\.base))
    directories = Self.directories(of: path, form, beside: names)
    families = Self.look(at: Self.rotated(of: names), wanted)
  }

  /// Compressed files do not grow: they are only looked at beside the name of their writer, unless one
  /// was named.
  private static func named(
    by form: SourcePattern.Form, _ path: String
  ) throws(InputError) -> [String: LogName] {
    if form == .file { return [path: LogName(live: path)] }
    let names = try form.paths(of: path).map { ($0, LogName($0)) }
    return Dictionary(names.filter { !$0.1.isCompressed }) { first, _ in first }
  }

  private static func directories(
    of path: String, _ form: SourcePattern.Form?, beside names: Set<String>
  ) -> [String: String] {
    var directories: [String: String] = [:]
    var beginning = path
    switch form {
    case .glob:
      beginning = SourcePattern.Form.beginning(of: path)
      for name in names { directories[Directory.of(name)] = "" }
    case .directory: directories[path] = ""
    case .file, nil: break
    }
    directories[Directory.of(beginning)] = Directory.name(of: beginning)
    return directories
  }

  /// Every rotated file that stands beside one of the names; what cannot be listed has none.
  private static func rotated(of names: Set<String>) -> [String: LogName] {
    var found: [String: LogName] = [:]
    for prefix in Set(names.map(Directory.prefix)) {
      let directory = prefix.isEmpty ? "." : prefix
      let listed = try? Directory.names(in: directory) { LogName.mayBeRotated($0) }
      for path in (listed ?? []).map({ prefix + $0 }) {
        let name = LogName(path)
        if name.age != .live, names.contains(name.base) { found[path] = name }
      }
    }
    return found
  }

  /// Describes rotated files first and live ones last: what is seen rotated is then never younger
  /// than what is seen live, even when names change meanwhile.
  private static func look(
    at rotated: [String: LogName], _ wanted: [String: LogName]
  ) -> [Family] {
    var seen: [String: [Sighting]] = [:]
    let names = rotated.merging(wanted) { _, wanted in wanted }.map { ($0.value, $0.key) }
    for (name, path) in names.filter({ $0.0.age != .live }) + names.filter({ $0.0.age == .live }) {
      guard let status = try? FileStatus.of(path: path), status.kind == .regular else { continue }
      seen[name.base, default: []].append(
        Sighting(
          path: path, age: name.age, identity: status.identity, size: status.size,
          modified: status.modified, isWanted: wanted[path] != nil,
          isCompressed: name.isCompressed))
    }
    return seen.map { Family(name: $0.key, sightings: $0.value.sorted { $0.age < $1.age }) }
      .sorted { $0.name < $1.name }
  }
}
