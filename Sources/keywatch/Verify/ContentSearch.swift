import Glibc
import KeywatchCore
import KeywatchInput

/// Where the content of a stored position may be now: its own file first, then those of the same name.
struct ContentSearch {
  let position: FilePosition

  /// Paths that are worth a look, the likeliest first, each once.
  var candidates: [String] {
    let named = [position.path, position.name].map(absolute)
    var paths = named
    for path in named {
      let (directory, name) = Self.split(LogName(path).base)
      paths += Self.names(in: directory).filter { $0.hasPrefix(name) }.sorted()
        .map { directory == "." ? $0 : directory == "/" ? "/" + $0 : directory + "/" + $0 }
    }
    var seen: Set<String> = []
    return paths.filter { seen.insert($0).inserted }
  }

  /// A path that was meant from where a collector was started lies where its SOURCE does.
  private func absolute(_ path: String) -> String {
    guard !path.hasPrefix("/"), position.source.hasPrefix("/") else { return path }
    return Self.split(position.source).directory + "/" + Self.split(path).name
  }

  private static func split(_ path: String) -> (directory: String, name: String) {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return (".", path) }
    let directory = String(path[..<slash])
    return (directory.isEmpty ? "/" : directory, String(path[path.utf8.index(after: slash)...]))
  }

  private static func names(in directory: String) -> [String] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafeBytes(of: entry.pointee.d_name) {
          String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names
  }
}
