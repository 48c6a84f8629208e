/// Whose a stored use is by the rules of today: a new rule applies to what was stored before it, too.
struct StoredCallers {
  private let rules: CallerRules
  private let configuration: Configuration

  init(_ configuration: Configuration) {
    self.configuration = configuration
    rules = CallerRules(configuration.callers)
  }

  /// The use with its caller of today.
  func attributed(_ key: UseKey) -> UseKey {
    var key = key
    if let index = rule(for: key), let caller = configuration.callers[safe: index] {
      (key.caller, key.attribution) = (caller.name, .rule)
    } else if key.attribution == .rule || key.attribution == .holder
      || key.attribution == .unattributed
    {
      settle(&key)
    }
    return key
  }

  /// What no rule names that can be seen in a stored use: it may have been named by a host or a referer.
  private func settle(_ key: inout UseKey) {
    if key.attribution == .rule, configuration.callers.contains(where: { $0.name == key.caller }) {
      return
    }
    let holder = configuration.keys.first { $0.name == key.identity }?.holder
    (key.caller, key.attribution) =
      holder.map { ($0, .holder) } ?? ("unattributed", .unattributed)
  }

  private func rule(for key: UseKey) -> Int? {
    var rule = rules.caller(userAgent: key.place.userAgent)
    if let address = Address(key.place.source) { rule = min(rule, rules.caller(source: address)) }
    if key.attribution == .field { rule = min(rule, rules.caller(client: key.caller)) }
    return rule == CallerRules.nobody ? nil : Int(rule)
  }
}
