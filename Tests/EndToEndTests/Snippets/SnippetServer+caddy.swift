extension SnippetServer {
  /// Nobody answers below /nobody, so that there is an error to log.
  static func caddy(at site: Site, output _: String) throws -> Child {
    try site.install(as: "keywatch.caddy")
    let configuration = """
      import keywatch.caddy

      {
        import keywatch_errors
        admin off
        auto_https off
      }

      http://127.0.0.1:\(site.port) {
        import keywatch
        handle_path /nobody/* {
          reverse_proxy 127.0.0.1:1
        }
        reverse_proxy 127.0.0.1:\(site.app)
      }

      """
    try site.scratch.write(configuration.utf8, to: "Caddyfile")
    return try site.start(
      Program(unpacked: "caddy"), ["run", "--adapter", "caddyfile", "--config", "Caddyfile"],
      listeningOn: site.port)
  }
}
