/// Which uses are those of a migration's caller: what the log attributes to it, and what it does
/// from an address and program that were seen with the new key, projected backwards.
struct CallerAttribution: Sendable {
  let caller: String
  /// All come from one address, and nothing else tells the caller apart.
  let hasOneAddress: Bool
  /// The address that accepted requests come from, one of them; empty where none says.
  let address: String
  /// How each of the observed uses came to count as the caller's; nil where it is somebody else's.
  private(set) var marks: [Use.Attribution?] = []

  init(_ migration: Migration, _ observed: Observed) {
    let caller = observed.configuration.callers[safe: migration.caller]
    let name = caller?.name ?? "unattributed"
    self.caller = name
    let isOfAddressesOnly = !(caller?.match ?? []).contains {
      if case .source = $0 { false } else { true }
    }
    let to = KeyIdentity(key: migration.to)
    var crowd = Crowd()
    var origins: Set<Origin> = []
    for use in observed.uses where use.kind == .request && use.outcome.isAccepted {
      crowd.add(use)
      guard Self.names(use, migration.caller, name) else { continue }
      if use.attribution == .field || use.attribution == .rule && !isOfAddressesOnly {
        crowd.isToldApart = true
      }
      if use.api == migration.api, use.identity == to { origins.insert(Origin(use.place)) }
    }
    address = crowd.address
    hasOneAddress = !origins.isEmpty && crowd.isBehindOneAddress
    let learnt = hasOneAddress ? [] : origins
    marks = observed.uses.map { use in
      if Self.names(use, migration.caller, name) { return use.attribution }
      return Self.isOpen(use, migration) && learnt.contains(Origin(use.place)) ? .learnt : nil
    }
  }

  /// Whether a use may turn out to be the caller's: nobody was named, or only the holder of the old
  /// key.
  private static func isOpen(_ use: Use, _ migration: Migration) -> Bool {
    guard use.api == migration.api, use.kind.isOwn else { return false }
    let isGuessed = use.attribution == .holder && use.identity == KeyIdentity(key: migration.from)
    return use.attribution == .unattributed || isGuessed
  }

  /// Who the requests of a log come from, as far as it takes to say that one address hides several.
  private struct Crowd {
    var isToldApart = false
    private var addresses: Set<String> = []
    private var parties: Set<String> = []

    /// Notes where a use came from.
    mutating func add(_ use: Use) {
      if addresses.count < 2 { addresses.insert(use.place.source) }
      let program = use.place.userAgent
      if parties.count < 2 { parties.insert(program.isEmpty ? "\(use.api ?? -1)" : program) }
    }

    var address: String { addresses.first ?? "" }
    var isBehindOneAddress: Bool { addresses.count == 1 && parties.count > 1 && !isToldApart }
  }

  private static func names(_ use: Use, _ index: Int, _ caller: String) -> Bool {
    use.callerIndex == index || use.callerIndex == nil && use.caller == caller
  }
}
