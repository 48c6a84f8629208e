import KeywatchCore

/// Which tail each file that is seen belongs to: the first that gave it, whatever name it bears by
/// now.
///
/// So a file is read once, though links, several SOURCEs or a rotation show it under several names.
struct Ownership: Sendable {
  /// A name that is followed for a SOURCE.
  struct Name: Hashable, Sendable {
    let source: Int
    let path: String
  }

  /// The names that have a tail, and behind them those that need one.
  private(set) var names: [Name]
  private var seen: [[Sighting]]
  private var owners: [FileIdentity: Int] = [:]
  private var indices: [Name: Int] = [:]

  init(of tails: [FileTail]) {
    names = tails.map { Name(source: $0.source, path: $0.name) }
    seen = tails.map { _ in [] }
    for (index, tail) in tails.enumerated() {
      indices[names[index]] = index
      for identity in tail.identities where owners[identity] == nil { owners[identity] = index }
    }
  }

  /// Assigns what one look saw of a name; to a tail of another name a file is never the live one.
  mutating func take(_ family: Family, of source: Int) {
    let name = Name(source: source, path: family.name)
    for var sighting in family.sightings {
      let index = owners[sighting.identity] ?? index(of: name)
      if names[index] != name, sighting.isLive { sighting.age = .numbered(0) }
      owners[sighting.identity] = index
      seen[index].append(sighting)
    }
  }

  /// The sightings for a tail, its live file last.
  func sightings(of index: Int) -> [Sighting] { seen[index].sorted { $0.age < $1.age } }

  private mutating func index(of name: Name) -> Int {
    if let index = indices[name] { return index }
    indices[name] = names.count
    names.append(name)
    seen.append([])
    return names.count - 1
  }
}
