import KeywatchCore

extension Verification {
  /// For people: the answer in the first line, then a row a file.
  package func text(width: Int) -> String {
    var page = Page(width: width)
    page.paragraph("", headline, indent: 0)
    guard !streams.isEmpty else { return page.text }
    var table = Table([
      .init("SOURCE", limit: 40), .init("FILE", limit: 60), .init("STORED", .number),
      .init("RECOUNTED", .number), .init("ANSWER", limit: 200),
    ])
    for stream in streams {
      table.add(
        stream.source, Self.path(of: stream), stream.stored.read.grouped,
        stream.recounted?.read.grouped ?? "-", Self.words(stream))
    }
    page.blank()
    page.table(table)
    return page.text
  }

  /// For programs, as the contract fixes it; `stored` and `recounted` of a source are of what is still there.
  package func json() -> [UInt8] {
    JSONValue.object([
      ("equal", .bool(isEqual)), ("sources", .array(sources.map(json))),
    ]).bytes()
  }

  private func json(_ source: String) -> JSONValue {
    let own = streams.filter { $0.source == source }
    let there = own.filter { $0.recounted != nil }
    let lost = own.filter { $0.recounted == nil }
    return .object([
      ("source", .string(source)), ("stored", .int(Self.sum(there.map(\.stored)))),
      ("recounted", .int(Self.sum(there.compactMap(\.recounted)))),
      ("gone", .int(Self.sum(lost.map(\.stored)))), ("files", .array(own.map(json))),
    ])
  }

  private func json(_ stream: Stream) -> JSONValue {
    .object([
      ("file", .string(Self.path(of: stream))), ("answer", .string(stream.answer.rawValue)),
      ("stored", .int(stream.stored.read)),
      ("recounted", stream.recounted.map { .int($0.read) } ?? .null),
      ("differences", .array(Self.differences(stream).map(Self.json))),
      ("cause", .text(cause(stream))),
    ])
  }

  private static func json(_ difference: (name: String, stored: Int, recounted: Int)) -> JSONValue {
    .object([
      ("class", .string(difference.name)), ("stored", .int(difference.stored)),
      ("recounted", .int(difference.recounted)),
    ])
  }

  private func cause(_ stream: Stream) -> String? {
    if case .unreadable(let cause) = stream.found { cause } else { nil }
  }

  private static func sum(_ counts: [LineCounts]) -> Int { counts.reduce(0) { $0 + $1.read } }

  private static func path(of stream: Stream) -> String {
    if case .recounted(_, let path) = stream.found { path } else { stream.path }
  }

  private static func words(_ stream: Stream) -> String {
    switch stream.found {
    case .gone: return stream.path == noFile ? "in no file" : "gone"
    case .unreadable(let cause): return cause
    case .recounted(let counts, _):
      if counts == stream.stored { return "equal" }
      let differences = differences(stream).map {
        "\($0.name.spaced) \($0.stored.grouped) → \($0.recounted.grouped)"
      }
      let isEqual = counts.read == stream.stored.read
      return (isEqual ? "equal, classified differently: " : "different: ")
        + differences.joined(separator: ", ")
    }
  }

  private static func differences(_ stream: Stream) -> [(name: String, stored: Int, recounted: Int)]
  {
    guard let recounted = stream.recounted else { return [] }
    return zip(stream.stored.classes, recounted.classes).compactMap { stored, counted in
      stored.count == counted.count ? nil : (stored.name, stored.count, counted.count)
    }
  }

  private var headline: String {
    let lost = streams(.gone).filter { $0.path != Self.noFile }
    let parts = [
      answer,
      streams(.reclassified).isEmpty
        ? nil : "\(streams(.reclassified).count.counted("file")) classified differently",
      lost.isEmpty ? nil : "\(lost.count.counted("file")) gone",
    ]
    return parts.compactMap(\.self).joined(separator: " · ")
  }

  private var answer: String {
    let there = streams.filter { $0.recounted != nil }
    let files = there.count.counted("file")
    guard different.isEmpty else { return "different: \(different.count) of \(files)" }
    guard unreadable.isEmpty else {
      return "not verified: \(unreadable.count.counted("file")) cannot be read"
    }
    guard !there.isEmpty else { return "nothing to compare" }
    let lines = Self.sum(there.compactMap(\.recounted)).counted("line")
    return "equal: \(lines) in \(files), each counted once"
  }
}
