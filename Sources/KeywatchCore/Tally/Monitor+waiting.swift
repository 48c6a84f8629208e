// Most lines are counted when they are read. One waits for what follows where lines of several producers may be about one
// request, where it does not say what was answered, and where a client may have written it.
extension Monitor {
  /// Whether the next line has to wait, whatever it says.
  var isWaiting: Bool {
    !open.isEmpty || habits.isMixed || habits.endsInText || !exposedKeys.isEmpty
  }

  /// Counts what a line is, or lets it wait.
  mutating func note(
    _ content: OpenLine.Content, _ context: LineContext, isFragment: Bool = false
  ) {
    if explainer != nil { explain(content, context) }
    let endsInText = isFragment || context.endsInText
    settleBroken(before: context.range.lowerBound)
    guard isWaiting || endsInText || context.isText else {
      if context.isPart { open.broken = context.range.lowerBound }
      return settle(content, context.range)
    }
    var line = OpenLine(
      content: content, range: context.range, endsInText: endsInText, isFragment: isFragment,
      isPart: context.isPart)
    if !exposedKeys.isEmpty {
      line.exposed = exposedKeys
      line.exposedAt = record.value(.time).flatMap { reader.milliseconds($0) } ?? context.time
      exposedKeys = []
    }
    open.add(
      line,
      context.isLogged ? entry(of: content) : nil, followsText: habits.endsInText)
    settleOpen(isFinal: false)
  }

  /// Counts the open lines that nothing further can change: all of them where nothing follows.
  mutating func settleOpen(isFinal: Bool) {
    while let (line, entry) = open.next(isMixed: habits.isMixed, isFinal: isFinal) {
      settle(line, entry)
    }
    if open.isEmpty { open.clear() }
  }

  /// Ends a region: counts what can be counted, and returns how many bytes at the end are not.
  mutating func endRegion(of count: Int, isFinal: Bool) -> Int {
    settleBroken(before: count)
    settleOpen(isFinal: isFinal)
    while let start = open.start, count - start > LineBuffer.heldLimit {
      guard let (line, entry) = open.next(isMixed: false, isFinal: true) else { break }
      settle(line, entry)
      settleOpen(isFinal: false)
    }
    defer {
      open.clear()
      open.broken = nil
    }
    return open.start.map { count - $0 } ?? 0
  }

  /// Counts what is left of a line that had to be counted in part and ends before `start`.
  private mutating func settleBroken(before start: Int) {
    while let (line, entry) = open.nextBroken(before: start) { settle(line, entry) }
  }

  private mutating func settle(_ line: OpenLine, _ entry: LogEntry?) {
    habits.endsInText = line.endsInText
    settle(line.content, line.range)
    if let entry { keep(entry) }
    for key in line.exposed where !isOutside(line.exposedAt) { tally.expose(key, line.exposedAt) }
  }

  private mutating func settle(_ content: OpenLine.Content, _ range: Range<Int>) {
    explainer?.settle(content, range, tally)
    switch content {
    case .request(var request):
      habits.saw(request.traits.kind)
      if request.traits.isWeak, request.kind == .request { request.kind = .weak }
      let known = tally.known(request)
      withUnsafePointer(to: known) { tally.add($0, at: request.time) }
    case .undecoded(let reason): addUndecoded(reason, range)
    case .suspect: tally.lines.suspect += 1
    case .blank: tally.lines.blank += 1
    case .outside: tally.lines.outside += 1
    case .merged:
      habits.sawSeveral()
      tally.lines.merged += 1
    }
  }

  private func entry(of content: OpenLine.Content) -> LogEntry? {
    if case .request(let request) = content { return entry(of: request) }
    return nil
  }
}
