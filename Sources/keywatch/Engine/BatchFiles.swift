import KeywatchCore
import KeywatchInput

/// The files of a batch in reading order, each once, and what they cover.
struct BatchFiles {
  let files: [BatchFile]
  let hasStandardInput: Bool
  /// Per SOURCE its name and the indices of its files.
  private let sources: [(name: String, files: [Int])]

  init(_ arguments: [String]) throws(InputError) {
    var files: [BatchFile] = []
    var numbers: [FileIdentity: Int] = [:]
    var sources: [(name: String, files: [Int])] = []
    for argument in arguments {
      let pattern = SourcePattern(argument)
      var indices: [Int] = []
      for file in try Self.open(pattern) {
        let number = numbers[file.identity] ?? files.count
        if number == files.count { files.append(file) }
        numbers[file.identity] = number
        indices.append(number)
      }
      sources.append((pattern.name, indices))
    }
    self.files = files
    self.sources = sources
    hasStandardInput = arguments.contains { SourcePattern($0) == .standardInput }
  }

  /// The files of a SOURCE, without the compressed ones that are just being made from another.
  private static func open(_ pattern: SourcePattern) throws(InputError) -> [BatchFile] {
    var files: [BatchFile] = []
    for path in try pattern.resolve() {
      let file = try BatchFile(path: path)
      if let last = files.last, try last.isBeingMade(from: file) { files.removeLast() }
      files.append(file)
    }
    return files
  }

  /// What each SOURCE covers by the spans of its files; standard input's comes behind the files'.
  func coverage(_ spans: [Int: Span]) -> [Coverage] {
    sources.map { source in
      var coverage = Coverage(source: source.name, holes: holes(source.files, spans))
      let inputs = source.files.isEmpty ? [files.count] : source.files
      for input in inputs { coverage.add(spans[input] ?? Span()) }
      return coverage
    }
  }

  /// A number that is missing among rotated siblings is a hole between its neighbours.
  private func holes(_ indices: [Int], _ spans: [Int: Span]) -> [Coverage.Hole] {
    zip(indices, indices.dropFirst()).compactMap { older, newer in
      let (a, b) = (LogName(files[older].path), LogName(files[newer].path))
      guard a.base == b.base, case .numbered(let high) = a.age else { return nil }
      var low = 0
      if case .numbered(let number) = b.age { low = number }
      guard high - low > 1, let before = spans[older], let after = spans[newer],
        !before.isEmpty, !after.isEmpty, before.last < after.first
      else { return nil }
      return Coverage.Hole(
        from: Timestamp(milliseconds: before.last), to: Timestamp(milliseconds: after.first),
        reason: "\(a.base).\(low + 1) is missing")
    }
  }
}
