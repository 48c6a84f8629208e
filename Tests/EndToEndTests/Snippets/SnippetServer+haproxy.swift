extension SnippetServer {
  /// The snippet ends in a frontend: what this one needs besides follows it. Whoever has no key is refused here.
  static func haproxy(at site: Site, output: String) throws -> Child {
    try site.install(as: "snippet.cfg")
    let rest = """
        mode http
        timeout client 20s
        bind 127.0.0.1:\(site.port)
        http-request deny deny_status 401 unless { req.hdr(X-API-Key) -m found }
        default_backend app
      backend app
        mode http
        timeout connect 20s
        timeout server 20s
        server app 127.0.0.1:\(site.app)

      """
    try site.scratch.write((site.snippet + rest).utf8, to: "haproxy.cfg")
    return try site.start(
      Program(unpacked: "haproxy"), ["-db", "-f", "haproxy.cfg"], listeningOn: site.port,
      output: output)
  }
}
