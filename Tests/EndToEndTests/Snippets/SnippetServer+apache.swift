extension SnippetServer {
  /// Its page for a refused request is another document, and its host has a log of its own.
  static func apache(at site: Site, output _: String) throws -> Child {
    try site.install(as: "keywatch.conf")
    try site.scratch.write("denied".utf8, to: "denied.html")
    let modules = ["mpm_event", "authz_core", "setenvif", "proxy", "proxy_http"].map {
      "LoadModule \($0)_module /usr/lib/apache2/modules/mod_\($0).so"
    }
    let configuration = """
      \(modules.joined(separator: "\n"))
      Define APACHE_LOG_DIR \(site.scratch.path)
      ServerRoot \(site.scratch.path)
      DefaultRuntimeDir \(site.scratch.path)
      ServerName localhost
      User nobody
      Group nogroup
      PidFile apache.pid
      ErrorLog errors
      Listen 127.0.0.1:\(site.port)
      Include keywatch.conf
      <VirtualHost *:\(site.port)>
        CustomLog other.log %r
        DocumentRoot \(site.scratch.path)
        ErrorDocument 401 /denied.html
        ProxyErrorOverride On
        ProxyPass /denied.html !
        ProxyPass / http://127.0.0.1:\(site.app)/
      </VirtualHost>

      """
    try site.scratch.write(configuration.utf8, to: "apache.conf")
    return try site.start(
      Program(named: "apache2"), ["-X", "-f", site.scratch.file("apache.conf")],
      listeningOn: site.port)
  }
}
