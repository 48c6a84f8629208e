import ArgumentParser

/// A file for another program: one row of the table below, and a file beside this one.
struct Snippet: Sendable, ExpressibleByArgument {
  /// What it is called on the command line.
  let name: String
  /// What it is, in a few words.
  let summary: String
  /// Its whole text.
  let text: @Sendable (SnippetKeys) -> String

  static let all = [
    Snippet(name: "systemd", summary: "a unit file for keywatch collect") { _ in SystemdUnit.text },
    Snippet(name: "nginx", summary: "a log format, and a map of keys", text: nginx),
    Snippet(name: "caddy", summary: "a log, with a map of keys", text: caddy),
    Snippet(name: "haproxy", summary: "variables, and a log format", text: haproxy),
    Snippet(name: "apache", summary: "a log format, and variables by key", text: apache),
    Snippet(name: "flask", summary: "a file that an app imports", text: flask),
    Snippet(name: "fastapi", summary: "a file that an app imports", text: fastapi),
    Snippet(name: "express", summary: "a file that an app requires", text: express),
    Snippet(name: "hummingbird", summary: "a middleware", text: hummingbird),
  ]

  static var allValueStrings: [String] { all.map(\.name) }
}

extension Snippet {
  init?(argument: String) {
    guard let found = Self.all.first(where: { $0.name == argument }) else { return nil }
    self = found
  }
}
