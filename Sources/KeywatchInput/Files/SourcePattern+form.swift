extension SourcePattern {
  /// What a path turns out to be when one looks.
  enum Form {
    case file, glob, directory

    /// Looks; a path that is missing and no glob, or is nothing that has lines, is an error.
    init(of path: String) throws(InputError) {
      let kind: FileKind
      do {
        kind = try FileStatus.of(path: path).kind
      } catch {
        guard Form.isGlob(path) else { throw .cannotOpen(path: path, error) }
        self = .glob
        return
      }
      switch kind {
      case .regular: self = .file
      case .directory: self = .directory
      default: throw .unreadable(path: path, kind)
      }
    }

    /// The paths it stands for, in no order, whatever they are.
    func paths(of path: String) throws(InputError) -> [String] {
      switch self {
      case .file: return [path]
      case .glob: return Directory.matches(of: path)
      case .directory:
        let names = try InputError.opening(path) { () throws(ErrorNumber) in
          try Directory.names(in: path, where: Form.isLog)
        }
        return names.map { Directory.path(of: $0, in: path) }
      }
    }

    /// What is said where it stands for no file.
    func emptiness(of path: String) -> InputError {
      switch self {
      case .file: .cannotOpen(path: path, .missing)
      case .glob: .noMatch(pattern: path)
      case .directory: .noLogs(directory: path)
      }
    }

    /// How everything begins that a path can stand for.
    static func beginning(of path: String) -> String {
      String(path.prefix { !isWildcard($0) })
    }

    private static func isLog(_ name: String) -> Bool {
      if [".xz", ".bz2"].contains(where: name.hasSuffix) { return false }
      let ending = [".gz", ".zst"].first(where: name.hasSuffix)
      let base = LogName(String(name.dropLast(ending?.count ?? 0))).base
      return base.hasPrefix("access_log")
        || [".log", ".jsonl", ".ndjson"].contains(where: base.hasSuffix)
    }

    private static func isGlob(_ path: String) -> Bool { path.contains(where: isWildcard) }

    private static func isWildcard(_ character: Character) -> Bool { "*?[".contains(character) }
  }
}
