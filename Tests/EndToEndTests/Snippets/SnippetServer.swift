import Testing

/// A server that a snippet is for, and how it is started with it: a row of a table, and a file.
struct SnippetServer: Sendable, CustomTestStringConvertible {
  /// The snippet's name.
  let name: String
  /// Whether it logs the fingerprints of known keys, and tells unknown ones apart.
  var tellsFingerprints = true
  var tellsUnknownApart = false
  /// Whether it passes requests on to an app that checks the keys.
  var isProxy = true
  /// Starts it at a site; its standard output is in a file.
  let start: @Sendable (Site, _ output: String) throws -> Child

  /// Node is not installed for this, and tried where it is.
  static let all =
    [
      SnippetServer(name: "nginx", start: nginx),
      SnippetServer(name: "caddy", tellsFingerprints: false, start: caddy),
      SnippetServer(name: "haproxy", tellsUnknownApart: true, start: haproxy),
      SnippetServer(name: "apache", start: apache),
      SnippetServer(name: "flask", tellsUnknownApart: true, isProxy: false, start: flask),
      SnippetServer(name: "fastapi", tellsUnknownApart: true, isProxy: false, start: fastapi),
    ] + (hasNode ? [express] : [])

  private static let hasNode = (try? Program(named: "node")) != nil
  private static let express = SnippetServer(
    name: "express", tellsUnknownApart: true, isProxy: false, start: express)

  var testDescription: String { name }

  /// The Python that has what .ci/requirements.txt names.
  static var python: Program {
    get throws { try Program(at: Scratch.root.appending(path: ".build/python/bin/python").path) }
  }

  /// Runs it while `body` sends it requests, and ends it.
  func during<R>(at site: Site, output: String? = nil, _ body: () throws -> R) throws -> R {
    let app = isProxy ? try KeyCheckingApp.start(at: site) : nil
    defer { app?.end() }
    let server = try start(site, output ?? site.log)
    defer { server.stop() }
    return try body()
  }
}
