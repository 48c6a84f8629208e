import KeywatchCore

/// What a state counted of each file, beside what a second reading of the same bytes counts.
package struct Verification {
  /// What came of looking for the bytes again.
  package enum Found: Equatable, Sendable {
    /// They were there, under this path.
    case recounted(LineCounts, path: String)
    /// No file has them any more, or they never were in one.
    case gone
    /// They could not be read: one lower-case clause.
    case unreadable(String)
  }

  /// The answer for one stream.
  enum Answer: String {
    case equal
    /// As many lines, but not of the same classes.
    case reclassified
    case different, gone, unreadable
  }

  /// One stream of a SOURCE: the content of a file from its beginning up to the stored position.
  package struct Stream: Sendable {
    package var number: Int
    package var source: String
    /// Where it was seen last.
    package var path: String
    package var stored: LineCounts
    package var found: Found

    package init(number: Int, source: String, path: String, stored: LineCounts, found: Found) {
      self.number = number
      self.source = source
      self.path = path
      self.stored = stored
      self.found = found
    }

    var answer: Answer {
      switch found {
      case .recounted(stored, _): .equal
      case .recounted(let counts, _): counts.read == stored.read ? .reclassified : .different
      case .gone: .gone
      case .unreadable: .unreadable
      }
    }

    var recounted: LineCounts? {
      if case .recounted(let counts, _) = found { counts } else { nil }
    }
  }

  /// The path of what never was in a file: standard input, a command's output.
  package static let noFile = "-"

  let streams: [Stream]

  /// Compares streams, which are listed in the order of their sources and numbers.
  package init(_ streams: [Stream]) {
    self.streams = streams.sorted { ($0.source, $0.number) < ($1.source, $1.number) }
  }

  /// What a SOURCE has counted besides its files; nil where there is nothing. Its files cannot have more lines than it.
  package static func rest(of source: String, _ total: LineCounts, files: LineCounts) -> Stream? {
    guard total.read != files.read else { return nil }
    let isLess = total.read < files.read
    return Stream(
      number: .max, source: source, path: noFile, stored: isLess ? total : total.since(files),
      found: isLess ? .recounted(files, path: noFile) : .gone)
  }

  /// True where every line that is still there was counted once; what is gone says nothing.
  package var isEqual: Bool { different.isEmpty && unreadable.isEmpty }

  /// Streams with another number of lines.
  package var different: [Stream] { streams.filter { $0.answer == .different } }

  /// Streams that are there and cannot be read.
  package var unreadable: [Stream] { streams.filter { $0.answer == .unreadable } }

  /// Streams of the same answer.
  func streams(_ answer: Answer) -> [Stream] { streams.filter { $0.answer == answer } }

  /// The SOURCEs, each once.
  var sources: [String] {
    streams.map(\.source).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
  }
}

extension LineCounts {
  /// The classes with their counts, in the order of reports.
  var classes: [(name: String, count: Int)] {
    [
      ("decoded", decoded), ("merged", merged), ("suspect", suspect), ("outside", outside),
      ("blank", blank),
    ]
      + Undecoded.allCases.map { ($0.word, undecodedByReason[safe: $0.rawValue] ?? 0) }
  }
}
