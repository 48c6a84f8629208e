import KeywatchCore

extension Rotation {
  static let truncated = "truncated; lines written just before may be lost"
  static let rotatedAway = "rotated away while keywatch was not running"

  /// Takes in what bears the name and its rotated names now; gives the files to be opened, oldest
  /// first.
  mutating func look(
    at sightings: [Sighting], in contents: inout Contents, numbers: inout Int, now: Moment
  ) -> [Opening] {
    cursor = 0
    needsLook = false
    time = now.wall
    var scene = Scene(sightings, numbers: numbers, now: now)
    scene.lastLive = files.last { $0.deadline == nil }?.stream
    for index in files.indices { refresh(index, scene) }
    guard !scene.seen.isEmpty else { return [] }
    if scene.seen.contains(where: { isUnknown($0) || hasGrown($0) }) { checkAll(&contents) }
    sortOut(&scene, &contents)
    findAgain(&scene, &contents)
    giveUp(&scene)
    for sighting in scene.grown { goOn(with: sighting, &scene, &contents) }
    for sighting in scene.unknown { begin(sighting, &scene, &contents) }
    if earliestBirth == nil { earliestBirth = firstBirth(of: scene.seen) }
    numbers = scene.numbers
    isRestored = false
    forget(scene)
    return scene.orderedOpenings
  }

  private mutating func refresh(_ index: Int, _ scene: Scene) {
    let file = files[index]
    files[index].isChecked = file.offset == 0
    if let sighting = scene.seen.first(where: { $0.identity == file.identity }),
      sighting.path != file.path
    {
      files[index].path = sighting.path
      moved.insert(file.stream.number)
    }
    if file.identity == scene.live?.identity {
      files[index].deadline = nil
    } else if file.deadline == nil {
      files[index].deadline = scene.now.steady + Self.grace
    }
  }

  /// Finds truncated files before anything is said about others: one may be a copy of what was in it.
  private mutating func checkAll(_ contents: inout Contents) {
    for (index, file) in files.enumerated() where !file.isBroken {
      let sighting = Sighting(path: file.path, age: .live, identity: file.identity, size: file.size)
      if contents.isGood(file.content.endMark, for: sighting) == false {
        files[index].isBroken = true
      }
    }
  }

  /// True for a file whose content nobody accounts for.
  func isUnknown(_ sighting: Sighting) -> Bool {
    if files.contains(where: { $0.identity == sighting.identity }) { return false }
    return holders[sighting.identity].flatMap { past[$0] }?.isDeferred ?? true
  }

  private func hasGrown(_ sighting: Sighting) -> Bool {
    guard let known = holders[sighting.identity].flatMap({ past[$0] }) else { return false }
    return known.state == .finished && sighting.size > known.size
  }

  private func firstBirth(of seen: [Sighting]) -> Int64? {
    let readsRotated = start == .beginning && seen.contains { !$0.isLive && $0.isWanted }
    return readsRotated ? .min : seen.last?.identity.born
  }

  /// Tells the files that are known, by what they hold, from the others.
  private mutating func sortOut(_ scene: inout Scene, _ contents: inout Contents) {
    for sighting in scene.seen {
      if files.contains(where: { $0.identity == sighting.identity && !$0.isBroken }) { continue }
      guard let number = holders[sighting.identity], let known = past[number], !known.isDeferred
      else {
        scene.unknown.append(sighting)
        continue
      }
      judge(known, sighting, &scene, &contents)
    }
  }

  private mutating func judge(
    _ known: Past, _ sighting: Sighting, _ scene: inout Scene, _ contents: inout Contents
  ) {
    let isAside = known.state == .aside
    if isAside, sighting.isLive { return scene.unknown.append(sighting) }
    let isReading = known.state == .reading
    // Where births are not told, nothing says of a file without a line read that it is this one: a copy may have got
    // its inode.
    let isVague = isReading && !known.mark.isTelling && sighting.identity.born == 0
    if isVague, !sighting.isLive { return scene.unknown.append(sighting) }
    if !isReading { scene.aside.append(sighting) }
    let isSettled = known.isUnchanged(in: sighting) || (sighting.isCompressed && !isReading)
    if isSettled, !sighting.isLive, !isReading { return move(known, to: sighting) }
    guard let isGood = contents.isGood(known.mark, for: sighting) else { return }
    guard isGood else {
      var released = known
      released.isInFile = false
      put(released)
      scene.aside.removeAll { $0 == sighting }
      return scene.unknown.append(sighting)
    }
    if isReading || (!isAside && sighting.isLive) {
      noteMissing(before: sighting, of: known, scene)
      scene.openings.append(
        Opening(sighting: sighting, content: .known(stream: known.number, known.mark)))
    } else if !isAside, sighting.size > known.size {
      scene.grown.append(sighting)
    } else {
      move(known, to: sighting)
    }
  }

  /// Goes on with a file that has more than was read of it, unless it is a copy.
  private mutating func goOn(
    with sighting: Sighting, _ scene: inout Scene, _ contents: inout Contents
  ) {
    guard let known = holders[sighting.identity].flatMap({ past[$0] }) else { return }
    switch likeness(of: sighting, scene, &contents) {
    case .unclear: return
    case .copy(let original): putAside(sighting, copyOf: original, &scene, &contents)
    case .own:
      switch isCutShort(sighting, scene, &contents) {
      case nil: return
      case true?: settle(sighting, as: .finished, &scene, &contents)
      case false?:
        scene.openings.append(
          Opening(sighting: sighting, content: .known(stream: known.number, known.mark)))
      }
    }
  }

  /// Takes in that a content stands in a file, which may be another one than before.
  mutating func move(_ known: Past, to sighting: Sighting) {
    var content = known
    content.path = sighting.path
    content.size = sighting.size
    content.modified = sighting.modified
    if content.identity != sighting.identity || !content.isInFile {
      remove(known.number)
      content.identity = sighting.identity
      content.isInFile = true
    }
    let isNews =
      known.path != content.path || known.size != content.size
      || known.identity != content.identity || !known.isInFile
    if isNews { put(content) } else { past[known.number] = content }
  }

  /// Rotated numbers that are missing between the file that was the live one before and the live one.
  mutating func noteMissing(before sighting: Sighting, of known: Past, _ scene: Scene) {
    guard isRestored, known.path == name, case .numbered(let last) = sighting.age, last > 1 else {
      return
    }
    let numbers = Set(
      scene.seen.compactMap { if case .numbered(let number) = $0.age { number } else { nil } })
    guard numbers.contains(1) else { return }
    let file = Directory.name(of: name)
    for number in 2..<last where !numbers.contains(number) {
      holes.append(FoundHole(source: source, stream: nil, reason: "\(file).\(number) is missing"))
    }
  }

  /// Forgets what nobody can come back to.
  mutating func forget(_ scene: Scene) {
    for known in past.values where time.since(known.since) > Self.memory {
      if known.state == .lost || !known.isInFile || !scene.has(known.identity) {
        remove(known.number)
        moved.insert(known.number)
      }
    }
    guard past.count > Self.pastLimit else { return }
    let kept = past.values.filter { $0.state != .lost }
    for known in kept.sorted(by: { $0.identity.born < $1.identity.born })
      .prefix(Self.pastLimit / 2)
    {
      remove(known.number)
      moved.insert(known.number)
    }
  }
}

extension Rotation {
  /// Takes in that a file was opened, what was read of its content, and as which stream.
  mutating func opened(
    _ opening: Opening, as number: Int, _ content: Recollection, now: ContinuousClock.Instant
  ) {
    let sighting = opening.sighting
    let stream = LineStream(source: source, number: number)
    if let index = files.firstIndex(where: { $0.stream == stream }) {
      if files[index].isBroken { note(Self.truncated, number) }
      files.remove(at: index)
      dropped.append(stream)
    }
    if let known = past[number], known.state == .reading, !known.isInFile {
      note(Self.truncated, number)
    }
    forgetHolder(of: sighting, for: number)
    remove(number)
    let file = File(
      stream: stream, path: sighting.path, identity: sighting.identity, content: content,
      size: sighting.size, deadline: sighting.isLive ? nil : now + Self.grace, since: time)
    if opening.content == .newest { begins[number] = content.lineStart }
    let place = sighting.isLive ? nil : files.firstIndex { $0.deadline == nil }
    files.insert(file, at: place ?? files.endIndex)
    moved.insert(number)
  }
}
