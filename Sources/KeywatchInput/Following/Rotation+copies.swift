import KeywatchCore

extension Rotation {
  /// Bytes of two files that are compared: more than a common banner has.
  static let compared: Int64 = 64 << 10

  /// Decides what is done with a file whose content nobody accounts for.
  mutating func begin(
    _ sighting: Sighting, _ scene: inout Scene, _ contents: inout Contents
  ) {
    if scene.isBeingMade(sighting) || scene.unread.contains(sighting.identity) { return }
    let known = holders[sighting.identity]
    if sighting.isLive {
      let isFirst = earliestBirth == nil && start == .end
      return open(sighting, isFirst ? .newest : content(of: known), &scene)
    }
    if isFromBefore(sighting) { return settle(sighting, as: .aside, &scene, &contents) }
    switch likeness(of: sighting, scene, &contents) {
    case .unclear: return
    case .copy(let original):
      return putAside(sighting, copyOf: original, &scene, &contents)
    case .own: break
    }
    switch isCutShort(sighting, scene, &contents) {
    case nil: return
    case true?: return settle(sighting, as: .finished, &scene, &contents)
    case false?:
      if let past = known.flatMap({ past[$0] }), past.state == .reading {
        noteMissing(before: sighting, of: past, scene)
      }
      open(sighting, content(of: known), &scene)
    }
  }

  /// What of a copy was read in its original counts as read, whatever becomes of that.
  mutating func putAside(
    _ sighting: Sighting, copyOf original: FileIdentity, _ scene: inout Scene,
    _ contents: inout Contents
  ) {
    let file = files.first { $0.identity == original && !$0.isBroken }
    let isRead = file.map { $0.content.settledMark.offset >= sighting.size } ?? false
    let isWhole = isRead && sighting.size > 0 && !sighting.isCompressed
    settle(sighting, as: isWhole ? .finished : nil, &scene, &contents)
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

  /// Puts a file aside as what is in it now: for good, or, without a state, until it is known better.
  mutating func settle(
    _ sighting: Sighting, as state: FilePosition.State?, _ scene: inout Scene,
    _ contents: inout Contents
  ) {
    let known = holders[sighting.identity].flatMap { past[$0] }
    var content =
      known
      ?? Past(
        number: scene.takeNumber(), state: .aside, path: sighting.path,
        identity: sighting.identity, since: time)
    if known == nil || content.state != state || !content.isUnchanged(in: sighting) {
      content.mark = mark(ofAll: sighting, isRead: state == .finished, &contents)
    }
    // Nothing was counted of it in its own name: its lines were read in its original.
    let isUncounted =
      known.map { $0.state == .aside || begins[$0.number] == $0.mark.offset } ?? true
    if state == .finished, isUncounted {
      begins[content.number] = content.mark.offset
    }
    content.isDeferred = state == nil
    content.state = state ?? .aside
    content.path = sighting.path
    content.size = sighting.size
    content.modified = sighting.modified
    if content != known { put(content) }
  }

  /// Of what was read in another file the open line is left out: it may go on otherwise here.
  private func mark(
    ofAll sighting: Sighting, isRead: Bool, _ contents: inout Contents
  ) -> Mark {
    let size = sighting.size
    guard !sighting.isCompressed, let file = try? contents.file(of: sighting),
      let end = isRead ? try? file.startOfLastLine(size: size) : size,
      let content = try? Recollection(of: file, before: end)
    else { return Mark(offset: size) }
    return content.endMark
  }

  /// True for what may be a copy of a file that is read or was: younger, and nothing in it that is not
  /// in the other. nil where that cannot be told now.
  mutating func likeness(
    of sighting: Sighting, _ scene: Scene, _ contents: inout Contents
  ) -> Likeness {
    let originals = scene.seen.filter { isOriginal($0, of: sighting, scene) }
    if originals.isEmpty { return .own }
    // One that has just been begun is a copy of the live file.
    if sighting.size == 0, !originals.contains(where: \.isLive) { return .own }
    guard let bytes = contents.bytes(of: sighting, in: 0..<Self.compared) else { return .unclear }
    for original in originals {
      guard let others = contents.bytes(of: original, in: 0..<Int64(bytes.count)) else {
        return .unclear
      }
      if sighting.isCompressed, isUnknown(original), bytes == others,
        !isLonger(original, than: bytes, of: sighting, &contents)
      {
        continue
      }
      if bytes == others { return .copy(of: original.identity) }
    }
    return areIntact(originals, &contents) ? .own : .unclear
  }

  /// Of two that nobody knows, with the same text, one must be read: the compressed one, or the later.
  private func isLonger(
    _ original: Sighting, than bytes: [UInt8], of sighting: Sighting, _ contents: inout Contents
  ) -> Bool {
    let count = Int64(bytes.count)
    if count < Self.compared, !contents.ends(original, at: count) { return true }
    return original.isCompressed && original.path > sighting.path
  }

  private func isOriginal(_ other: Sighting, of sighting: Sighting, _ scene: Scene) -> Bool {
    guard other.identity != sighting.identity else { return false }
    let state = holders[other.identity].flatMap { past[$0]?.state }
    let isOpen = files.contains { $0.identity == other.identity && !$0.isBroken }
    let isKnown = isOpen || (state ?? .aside) != .aside || scene.opens(other)
    // The birth of a compressed file is not that of its content.
    if other.isCompressed { return isKnown || state == nil }
    if other.isLive || isKnown {
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
      let index = files.firstIndex { $0.identity == original.identity && !$0.isBroken }
      guard let index else { continue }
      if contents.isGood(files[index].content.endMark, for: original) == true { continue }
      files[index].isBroken = true
      needsLook = true
      return false
    }
    return true
  }

  /// True for a copy that was made before the last lines were read of what is gone: all of it was read
  /// there. nil where that cannot be told now.
  func isCutShort(
    _ sighting: Sighting, _ scene: Scene, _ contents: inout Contents
  ) -> Bool? {
    let broken = files.filter(\.isBroken).map { remembered($0, as: .lost, $0.content.mark) }
    let gone = (broken + past.values).filter { isGone($0, for: sighting) }
    if gone.isEmpty { return false }
    guard let bytes = contents.bytes(of: sighting, in: 0..<Mark.headLimit) else { return nil }
    return gone.contains { gone in
      let end = gone.mark.offset
      guard isBegun(gone, with: bytes) else { return false }
      return contents.ends(sighting, at: end)
    }
  }

  /// True for what a file may have been a copy of that is not there any more.
  private func isGone(_ gone: Past, for sighting: Sighting) -> Bool {
    guard gone.mark.isTelling else { return false }
    let (born, earlier) = (sighting.identity.born, gone.identity.born)
    return gone.state == .lost && (born == 0 || earlier == 0 || born >= earlier)
  }

  /// True where content that is gone began as a file does.
  private func isBegun(_ gone: Past, with bytes: [UInt8]) -> Bool {
    if let head = gone.head { return head.starts(with: bytes.prefix(head.count)) }
    let count = gone.mark.head.count
    return bytes.count >= count && Mark.witness(of: bytes.prefix(count)) == gone.mark.head
  }
}
