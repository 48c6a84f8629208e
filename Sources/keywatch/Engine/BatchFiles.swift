import KeywatchCore
import KeywatchInput

/// The files of a batch in reading order, each once, and what they cover.
struct BatchFiles {
  let readers: [RangeReader]
  let hasStandardInput: Bool
  /// Per SOURCE its name and the indices of its files.
  private let sources: [(name: String, files: [Int])]

  init(_ arguments: [String]) throws(InputError) {
    var readers: [RangeReader] = []
    var numbers: [FileIdentity: Int] = [:]
    var sources: [(name: String, files: [Int])] = []
    var hasStandardInput = false
    for argument in arguments {
      let pattern = SourcePattern(argument)
      if pattern == .standardInput { hasStandardInput = true }
      var files: [Int] = []
      for path in try pattern.resolve() {
        let reader = try RangeReader(path: path)
        let number = numbers[reader.identity] ?? readers.count
        if number == readers.count { readers.append(reader) }
        numbers[reader.identity] = number
        files.append(number)
      }
      sources.append((pattern.name, files))
    }
    self.readers = readers
    self.sources = sources
    self.hasStandardInput = hasStandardInput
  }

  /// What each SOURCE covers by the spans of its files; standard input's comes behind the files'.
  func coverage(_ spans: [Int: Span]) -> [Coverage] {
    sources.map { source in
      var coverage = Coverage(source: source.name, holes: holes(source.files, spans))
      let inputs = source.files.isEmpty ? [readers.count] : source.files
      for input in inputs { coverage.add(spans[input] ?? Span()) }
      return coverage
    }
  }

  /// A number that is missing among rotated siblings is a hole between its neighbours.
  private func holes(_ files: [Int], _ spans: [Int: Span]) -> [Coverage.Hole] {
    zip(files, files.dropFirst()).compactMap { older, newer in
      let (a, b) = (LogName(readers[older].path), LogName(readers[newer].path))
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
