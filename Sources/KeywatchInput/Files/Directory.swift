import Glibc

/// The names in a directory.
enum Directory {
  /// Lists the names that `isWanted` takes, in no order; hidden ones never.
  static func names(
    in path: String, where isWanted: (String) -> Bool
  ) throws(ErrorNumber) -> [String] {
    guard let stream = opendir(path) else { throw .last }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      guard let name = name(of: entry), !name.hasPrefix("."), isWanted(name) else { continue }
      names.append(name)
    }
    return names
  }

  /// The paths a glob matches, in no order; what cannot be listed matches nothing.
  static func matches(of pattern: String) -> [String] {
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, GLOB_NOSORT, nil, &found) == 0 else { return [] }
    return (0..<Int(found.gl_pathc)).compactMap { index in
      found.gl_pathv[index].map { String(cString: $0) }
    }
  }

  /// What stands in a path before its last part, the slash included; empty where there is no slash.
  static func prefix(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(path[...slash])
  }

  /// The directory of a path: `.` where none is named.
  static func of(_ path: String) -> String {
    let prefix = prefix(of: path)
    if prefix.isEmpty { return "." }
    return prefix == "/" ? prefix : String(prefix.dropLast())
  }

  /// The last part of a path.
  static func name(of path: String) -> String { String(path.dropFirst(prefix(of: path).count)) }

  /// Puts a name behind a directory, as it was written.
  static func path(of name: String, in directory: String) -> String {
    directory.hasSuffix("/") ? directory + name : directory + "/" + name
  }

  /// Reads the name where it lies: the record is shorter than its declared type.
  private static func name(of entry: UnsafeMutablePointer<dirent>) -> String? {
    guard let offset = MemoryLayout<dirent>.offset(of: \.d_name) else { return nil }
    let bytes = UnsafeRawPointer(entry) + offset
    return String(cString: bytes.assumingMemoryBound(to: CChar.self))
  }
}
