extension SourceSet {
  /// Above so many names those without a file are forgotten.
  private static var tailLimit: Int { 4096 }

  /// Looks at what there is now: names, sizes, directories.
  mutating func look(now: ContinuousClock.Instant) {
    lookDue = now + Self.lookInterval
    if tails.count > Self.tailLimit { tails.removeAll { !$0.isBusy } }
    var ownership = Ownership(of: tails)
    for (source, pattern) in patterns.enumerated() {
      guard case .path(let path) = pattern else { continue }
      for family in look(at: path, of: source) { ownership.take(family, of: source) }
    }
    for name in ownership.names[tails.count...] {
      tails.append(FileTail(name: name.path, source: name.source, start: start, open: open))
    }
    let moment = Moment(steady: now, wall: wall())
    readers = [:]
    for index in tails.indices {
      tails[index].look(at: ownership.sightings(of: index), numbers: &numbers, now: moment)
      for stream in tails[index].streams { readers[stream] = index }
      for (stream, file) in tails[index].opened { watcher.watch(file, as: stream) }
    }
    start = .beginning
  }

  private mutating func look(at path: String, of source: Int) -> [Family] {
    let survey = Survey(of: path)
    errors[source] = survey.error
    for (directory, prefix) in survey.directories {
      watcher.watch(directory: directory, prefix: prefix)
    }
    return survey.families
  }
}
