/// An app that answers only who has a key: behind a proxy, it shows that keys reach it as they were sent.
enum KeyCheckingApp {
  /// Starts it on a site's second port.
  static func start(at site: Site) throws -> Child {
    let file = try site.scratch.write(text.utf8, to: "app.py")
    return try site.start(
      Program(named: "python3"), ["-B", file, "\(site.app)"], listeningOn: site.app)
  }

  private static let text = """
    import hmac, os, sys
    from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

    KEYS = [os.environ["TRACKING_INGEST_API_KEY"], os.environ["WEBHOOK_API_KEY"]]

    class App(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            given = (self.headers.get("X-API-Key") or "").encode()
            known = any([hmac.compare_digest(given, key.encode()) for key in KEYS])
            self.send_response((500 if self.path.endswith("/fail") else 200) if known else 401)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_):
            pass

    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), App).serve_forever()

    """
}
