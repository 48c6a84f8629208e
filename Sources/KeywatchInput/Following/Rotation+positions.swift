import KeywatchCore

extension Rotation {
  /// Goes on from what was stored; positions that say nothing are left out.
  mutating func restore(_ positions: [FilePosition]) {
    for position in positions.sorted(by: { $0.number < $1.number }) {
      if position.state == .finished, position.offset == 0 { continue }
      var content = Past(
        number: position.number, state: position.state, path: position.path,
        identity: position.identity, size: position.size, since: position.since)
      content.mark = Mark(offset: position.offset, head: position.head, tail: position.tail)
      content.isInFile = position.state != .lost
      content.isDeferred = position.state == .aside && position.offset == 0
      if content.isDeferred { content.mark.offset = position.size }
      put(content)
      if position.begin > 0 { begins[position.number] = position.begin }
    }
    moved = []
    isRestored = !past.isEmpty
    let births = past.values.filter { $0.state != .aside }.map(\.identity.born)
    earliestBirth = births.min() ?? past.values.map(\.identity.born).max()
  }

  /// The positions that changed since they were saved last; ask again until `positionsSaved`.
  mutating func movedPositions(of source: String) -> [FilePosition] {
    unsaved.formUnion(moved)
    moved = []
    return unsaved.sorted().map { position($0, source) }
  }

  /// Takes in that what `movedPositions` gave last is stored.
  mutating func positionsSaved() { unsaved = [] }

  /// One that is forgotten is finished at 0: there is nothing to be known again.
  private func position(_ number: Int, _ source: String) -> FilePosition {
    if let file = files.first(where: { $0.stream.number == number }) {
      let mark = file.content.settledMark
      return FilePosition(
        number: number, source: source, name: name, path: file.path, identity: file.identity,
        offset: mark.offset, size: max(file.size, mark.offset), head: mark.head, tail: mark.tail,
        since: file.since, begin: begins[number] ?? 0)
    }
    guard let known = past[number] else {
      let nothing = FileIdentity(device: 0, inode: 0, born: 0)
      return FilePosition(
        number: number, source: source, name: name, path: name, identity: nothing,
        state: .finished, since: time)
    }
    return FilePosition(
      number: number, source: source, name: name, path: known.path, identity: known.identity,
      offset: known.isDeferred ? 0 : known.mark.offset, size: known.size, head: known.mark.head,
      tail: known.mark.tail,
      state: known.state, since: known.since, begin: begins[number] ?? 0)
  }
}
