/// The configured rules for recognising a caller, each attribute on its own.
///
/// The first configured caller that any rule names wins, so it is enough to know, per value of each attribute,
/// the first caller it names; the least of these is the line's caller.
struct CallerRules: Sendable {
  /// Stands for "no caller".
  static let nobody = Int32.max

  private var clients: [(Wildcard, Int32)] = []
  private var hosts: [(Wildcard, Int32)] = []
  private var agents: [(Wildcard, Int32)] = []
  private var referers: [(Wildcard, Int32)] = []
  private var blocks: [(AddressBlock, Int32)] = []

  init(_ callers: [Caller]) {
    for (index, caller) in callers.enumerated() {
      let index = Int32(truncatingIfNeeded: index)
      for match in caller.match {
        switch match {
        case .client(let text): clients.append((Wildcard(text), index))
        case .host(let text): hosts.append((Wildcard(text), index))
        case .userAgent(let text): agents.append((Wildcard(text), index))
        case .referer(let text): referers.append((Wildcard(Self.anywhere(text)), index))
        case .source(let block): blocks.append((block, index))
        }
      }
    }
  }

  var usesHost: Bool { !hosts.isEmpty }
  var usesReferer: Bool { !referers.isEmpty }

  func caller(client: String) -> Int32 { Self.first(clients, client) }
  /// A host's port does not count.
  func caller(host: String) -> Int32 {
    Self.first(hosts, host.split(separator: ":").first.map(String.init) ?? host)
  }
  func caller(userAgent: String) -> Int32 { Self.first(agents, userAgent) }
  func caller(referer: String) -> Int32 { Self.first(referers, referer) }
  func caller(source: Address) -> Int32 {
    blocks.first { $0.0.contains(source) }?.1 ?? Self.nobody
  }

  private static func first(_ rules: [(Wildcard, Int32)], _ text: String) -> Int32 {
    rules.first { $0.0.matches(text) }?.1 ?? nobody
  }

  /// A referer is a URL: a rule without `*` names its host.
  private static func anywhere(_ text: String) -> String {
    text.contains("*") ? text : "*\(text)*"
  }
}
