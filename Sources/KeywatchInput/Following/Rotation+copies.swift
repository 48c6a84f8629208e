import KeywatchCore

extension Rotation {
  /// Bytes of two files that are compared: more than a common banner has.
  private static let compared: Int64 = 64 << 10

  /// Decides what is done with a file whose content nobody accounts for.
  mutating func begin(
    _ sighting: Sighting, _ scene: inout Scene, _ contents: inout Contents
  ) {
    if scene.isBeingMade(sighting) { return }
    let known = holders[sighting.identity]
    if sighting.isLive {
      let isFirst = earliestBirth == nil && start == .end
      return open(sighting, isFirst ? .newest : content(of: known), &scene)
    }
    if isFromBefore(sighting) { return settle(sighting, as: .aside, &scene, &contents) }
    switch isCopy(sighting, scene, &contents) {
    case nil: return
    case true?: return put(aside: sighting, Mark(), .aside, &scene)
    case false?: break
    }
    switch isCutShort(sighting, scene, &contents) {
    case nil: return
    case true?: return settle(sighting, as: .finished, &scene, &contents)
    case false?: open(sighting, content(of: known), &scene)
    }
  }

  private func open(_ sighting: Sighting, _ content: Opening.Content, _ scene: inout Scene) {
    scene.openings.append(Opening(sighting: sighting, content: content))
  }

  private func content(of number: Int?) -> Opening.Content {
    number.map { .known(stream: $0, Mark()) } ?? .new
  }

  /// True for a rotated file that was there before anything was read of its name.
  private func isFromBefore(_ sighting: Sighting) -> Bool {
    guard let earliestBirth else { return !sighting.isWanted || start == .end }
    // Births are told in ticks of some milliseconds; rotations within one tick must not lose a
    // file.
    let born = sighting.identity.born
    return !sighting.isWanted && born > 0 && born < earliestBirth
  }

  /// Puts a file aside for good, as what is in it now.
  private mutating func settle(
    _ sighting: Sighting, as state: FilePosition.State, _ scene: inout Scene,
    _ contents: inout Contents
  ) {
    var mark = Mark(offset: sighting.size)
    if !sighting.isCompressed,
      let file = try? contents.file(of: sighting),
      let content = try? Recollection(of: file, before: sighting.size)
    {
      mark = content.mark
    }
    put(aside: sighting, mark, state, &scene)
  }

  private mutating func put(
    aside sighting: Sighting, _ mark: Mark, _ state: FilePosition.State, _ scene: inout Scene
  ) {
    let number = holders[sighting.identity]
    let known = number.flatMap { past[$0] }
    var content =
      known
      ?? Past(
        number: scene.takeNumber(), state: state, path: sighting.path, identity: sighting.identity,
        since: time)
    let isNews =
      known == nil || content.state != state || content.mark != mark
      || content.size != sighting.size || content.path != sighting.path
    content.state = state
    content.mark = mark
    content.path = sighting.path
    content.size = sighting.size
    content.modified = sighting.modified
    if isNews { put(content) } else { past[content.number] = content }
  }

  /// True for what may be a copy of a file that is read or was: younger, and nothing in it that is not
  /// in the other. nil where that cannot be told now.
  private mutating func isCopy(
    _ sighting: Sighting, _ scene: Scene, _ contents: inout Contents
  ) -> Bool? {
    let originals = scene.seen.filter { isOriginal($0, of: sighting, scene) }
    if originals.isEmpty { return false }
    guard let bytes = contents.bytes(of: sighting, in: 0..<Self.compared) else { return nil }
    for original in originals {
      guard let others = contents.bytes(of: original, in: 0..<Int64(bytes.count)) else {
        return nil
      }
      if bytes == others { return true }
    }
    return areIntact(originals, &contents) ? false : nil
  }

  private func isOriginal(_ other: Sighting, of sighting: Sighting, _ scene: Scene) -> Bool {
    guard other.identity != sighting.identity else { return false }
    let state = holders[other.identity].flatMap { past[$0]?.state }
    let isKnown = (state ?? .aside) != .aside || scene.opens(other)
    // The birth of a compressed file is not that of its content.
    if other.isCompressed { return isKnown }
    if other.isLive || isKnown || files.contains(where: { $0.identity == other.identity && !$0.isBroken }) {
      return !Self.isOlder(sighting, other)
    }
    // Of two that nobody knows, one must be read.
    return state == nil
      && (Self.isOlder(other, sighting)
        || (!Self.isOlder(sighting, other)
          && (other.size, other.path) > (sighting.size, sighting.path)))
  }

  /// True where births are told and say so.
  private static func isOlder(_ a: Sighting, _ b: Sighting) -> Bool {
    a.identity.born > 0 && b.identity.born > 0 && a.identity.born < b.identity.born
  }

  /// A file truncated since its content was compared makes nothing of its copy.
  private mutating func areIntact(_ originals: [Sighting], _ contents: inout Contents) -> Bool {
    for original in originals {
      guard let index = files.firstIndex(where: { $0.identity == original.identity }) else {
        continue
      }
      if contents.isGood(files[index].content.endMark, for: original) == true { continue }
      files[index].isBroken = true
      needsLook = true
      return false
    }
    return true
  }

  /// True for a copy that was made before the last lines were read of what is lost: all of it was read
  /// there.
  private func isCutShort(
    _ sighting: Sighting, _ scene: Scene, _ contents: inout Contents
  ) -> Bool? {
    let wasDeferred = holders[sighting.identity] != nil
    let lost = past.values.filter { lost in
      let (born, earlier) = (sighting.identity.born, lost.identity.born)
      let isGone =
        lost.state == .lost || (wasDeferred && lost.state == .finished && !scene.has(lost.identity))
      return isGone && (born == 0 || earlier == 0 || born >= earlier || wasDeferred)
        && (sighting.isCompressed || sighting.size <= lost.mark.offset)
    }
    if lost.isEmpty { return false }
    guard let bytes = contents.bytes(of: sighting, in: 0..<Mark.headLimit) else { return nil }
    return lost.contains { lost in
      if let head = lost.head { return head.starts(with: bytes.prefix(head.count)) }
      let count = lost.mark.head.count
      // What was put aside before the restart was a copy of something.
      if bytes.count < count { return wasDeferred && lost.state == .lost }
      return Mark.witness(of: bytes.prefix(count)) == lost.mark.head
    }
  }
}
