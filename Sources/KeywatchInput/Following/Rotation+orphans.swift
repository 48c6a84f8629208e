import KeywatchCore

extension Rotation {
  /// A content whose file is gone, or holds something else.
  private struct Orphan {
    let number: Int
    let mark: Mark
    /// What a file is known by that has it.
    let proof: Mark
    /// Where its text ended in the file it was in.
    var end: Int64 = 0
    /// nil for one that is being read, from an open file.
    let state: FilePosition.State?
    /// True where the live file may hold it: an editor saves by putting a new file in the place of the
    /// live one. Any older content may be what every file begins with.
    var mayBeLive = false

    /// False for what must stand in a file alone to be known again: there is nothing more to read of it,
    /// and many files may begin like it.
    var isCertain: Bool {
      switch state {
      case .aside: false
      case .finished: mark.offset >= Mark.headLimit
      default: true
      }
    }

    /// True while there may be more to read of it.
    var isWaiting: Bool { state != .finished && state != .aside }
  }

  /// The longest first: a short one may stand at the beginning of many files.
  private func orphans(_ scene: Scene, _ contents: inout Contents) -> [Orphan] {
    var orphans: [Orphan] = []
    for file in files where file.isBroken || (file.isRemoved && !scene.has(file.identity)) {
      let mark = file.content.mark
      let isLast = file.stream == scene.lastLive
      let proof = !mark.isTelling && !file.isBroken ? beginning(of: file, &contents) : mark
      orphans.append(
        Orphan(number: file.stream.number, mark: mark, proof: proof, state: nil, mayBeLive: isLast))
    }
    for known in past.values where !known.isInFile || !scene.has(known.identity) {
      let isLive = known.state == .lost && known.identity == scene.live?.identity
      orphans.append(
        Orphan(
          number: known.number, mark: known.mark, proof: known.mark,
          end: max(known.size, known.mark.offset), state: known.state,
          mayBeLive: isLive || known.state == .reading))
    }
    return orphans.filter(\.proof.isTelling).sorted { $0.proof.offset > $1.proof.offset }
  }

  /// What an open file of which nothing was read has, to know it again in another one.
  private func beginning(of file: File, _ contents: inout Contents) -> Mark {
    let sighting = Sighting(path: file.path, age: .live, identity: file.identity, size: file.size)
    guard let open = try? contents.file(of: sighting), let size = try? open.size(behind: 0),
      let content = try? Recollection(of: open, before: size)
    else { return Mark() }
    return content.endMark
  }

  /// Looks for the content of files that are gone or truncated in those that nobody accounts for.
  mutating func findAgain(_ scene: inout Scene, _ contents: inout Contents) {
    for orphan in orphans(scene, &contents) {
      let unknown = scene.unknown.filter { orphan.mayBeLive || !$0.isLive }
      let candidates =
        unknown + (orphan.isWaiting ? scene.aside.filter { mayHave(orphan, $0) } : [])
      let found = candidates.filter {
        guard !scene.isBeingMade($0) else { return false }
        guard let isGood = contents.isGood(orphan.proof, for: $0) else {
          scene.unread.insert($0.identity)
          scene.unclear.insert(orphan.number)
          return false
        }
        return isGood && (orphan.isCertain || contents.ends($0, at: orphan.end))
          && ($0.isLive || isOriginal($0, scene, &contents))
      }
      guard let found = original(among: found, &contents) else { continue }
      scene.unknown.removeAll { $0 == found }
      scene.aside.removeAll { $0 == found }
      scene.grown.removeAll { $0 == found }
      take(orphan, found, &scene, &contents)
    }
  }

  /// False for a file of which more was read than of what is looked for.
  private func mayHave(_ orphan: Orphan, _ sighting: Sighting) -> Bool {
    guard let known = holders[sighting.identity].flatMap({ past[$0] }) else { return false }
    return known.state == .aside || known.mark.offset <= orphan.mark.offset
  }

  /// False for a copy of what is read elsewhere, or was: what is good for a short content may be that
  /// only because they all begin alike.
  private mutating func isOriginal(
    _ sighting: Sighting, _ scene: Scene, _ contents: inout Contents
  ) -> Bool {
    likeness(of: sighting, scene, &contents) == .own
      && isCutShort(sighting, scene, &contents) == false
  }

  /// Of a file and its copy the file: the older one, or the one that has more, as a compressed one has
  /// whose birth says nothing.
  private func original(among found: [Sighting], _ contents: inout Contents) -> Sighting? {
    guard var original = found.min(by: { $0.identity.born < $1.identity.born }) else { return nil }
    for other in found
    where other != original && (other.isCompressed || other.size > original.size) {
      guard let bytes = contents.bytes(of: original, in: 0..<Self.compared) else { continue }
      if contents.bytes(of: other, in: 0..<Int64(bytes.count)) == bytes { original = other }
    }
    return original
  }

  private mutating func take(
    _ orphan: Orphan, _ sighting: Sighting, _ scene: inout Scene, _ contents: inout Contents
  ) {
    if let known = past[orphan.number] { noteMissing(before: sighting, of: known, scene) }
    let isOver = !orphan.isWaiting && contents.ends(sighting, at: orphan.end)
    if isOver, let known = past[orphan.number] {
      forgetHolder(of: sighting, for: orphan.number)
      return move(known, to: sighting)
    }
    scene.openings.append(
      Opening(sighting: sighting, content: .known(stream: orphan.number, orphan.mark)))
  }

  /// What was put aside of a file is no more, once another content is known to be in it.
  mutating func forgetHolder(of sighting: Sighting, for number: Int) {
    guard let holder = holders[sighting.identity], holder != number else { return }
    remove(holder)
    moved.insert(holder)
  }

  /// Calls lost what was not found.
  mutating func giveUp(_ scene: inout Scene) {
    let found = Set(scene.openings.compactMap(\.stream)).union(scene.unclear)
    for file in files where file.isBroken && !found.contains(file.stream.number) {
      files.removeAll { $0.stream == file.stream }
      remember(file, as: .lost, file.content.mark)
      dropped.append(file.stream)
      note(Self.truncated, file.stream.number)
    }
    for known in past.values.sorted(by: { $0.number < $1.number })
    where known.state == .reading && !found.contains(known.number) {
      if known.isInFile, scene.has(known.identity) { continue }
      giveUp(known, scene)
    }
  }

  private mutating func giveUp(_ known: Past, _ scene: Scene) {
    var content = known
    content.since = time
    content.isInFile = false
    if !known.isInFile {
      content.state = .lost
      note(Self.truncated, known.number)
    } else if known.path != name, known.mark.offset >= known.size {
      content.state = .finished
    } else {
      content.state = .lost
      let mayBeThere = known.mark.offset == 0 && !scene.unknown.isEmpty
      if !mayBeThere { note(Self.rotatedAway, known.number) }
    }
    remove(known.number)
    put(content)
  }

  /// Keeps a hole for whoever asks.
  mutating func note(_ reason: String, _ stream: Int) {
    holes.append(FoundHole(source: source, stream: stream, reason: reason))
  }
}
