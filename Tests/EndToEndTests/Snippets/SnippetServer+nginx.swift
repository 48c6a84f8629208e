extension SnippetServer {
  /// Its page for a refused request is another location: the path that is logged has to stay the client's.
  static func nginx(at site: Site, output _: String) throws -> Child {
    try site.install(as: "keywatch.conf")
    let configuration = """
      daemon off;
      master_process off;
      pid nginx.pid;
      events {}
      http {
        include keywatch.conf;
        client_body_temp_path body;
        proxy_temp_path proxy;
        fastcgi_temp_path fastcgi;
        uwsgi_temp_path uwsgi;
        scgi_temp_path scgi;
        server {
          listen 127.0.0.1:\(site.port);
          proxy_intercept_errors on;
          error_page 401 /denied;
          location / { proxy_pass http://127.0.0.1:\(site.app); }
          location = /denied { internal; return 200 denied; }
        }
      }

      """
    try site.scratch.write(configuration.utf8, to: "nginx.conf")
    return try site.start(
      Program(unpacked: "nginx"),
      ["-p", site.scratch.path, "-c", "nginx.conf", "-e", site.scratch.file("errors")],
      listeningOn: site.port)
  }
}
