extension SnippetServer {
  /// Under gunicorn with two workers, which have to tell unknown keys apart in the same way.
  static func flask(at site: Site, output: String) throws -> Child {
    try site.scratch.write(site.snippet.utf8, to: "keywatch_log.py")
    let app = """
      import hmac, os
      from flask import Flask, request

      app = Flask(__name__)
      KEYS = [os.environ["TRACKING_INGEST_API_KEY"], os.environ["WEBHOOK_API_KEY"]]

      @app.before_request
      def check():
          given = request.headers.get("X-API-Key", "").encode()
          if not any([hmac.compare_digest(given, key.encode()) for key in KEYS]):
              return "", 401

      @app.get("/api/tracking-ingest/<path:rest>")
      def answer(rest):
          return str(1 / (rest != "fail"))

      from keywatch_log import log_keys
      app.wsgi_app = log_keys(app.wsgi_app)

      """
    try site.scratch.write(app.utf8, to: "app.py")
    return try site.start(
      python, ["-B", "-m", "gunicorn", "-w", "2", "-b", "127.0.0.1:\(site.port)", "app:app"],
      listeningOn: site.port, output: output,
      environment: ["KEYWATCH_SECRET": "0123456789abcdef"])
  }
}
