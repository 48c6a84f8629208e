extension Snippet {
  static func flask(_ keys: SnippetKeys) -> String {
    let header = "HTTP_" + String(keys.header.uppercased().map { $0 == "-" ? "_" : $0 })
    return #"""
      # keywatch_log.py, beside the app: a line of JSON a request on standard output, and never a key. In the app:
      #     from keywatch_log import log_keys
      #     app.wsgi_app = log_keys(app.wsgi_app)
      # Our keys are read from their variables when the app starts (restart it after a change), VARIABLE_PREVIOUS too; of
      # others there is an HMAC: for several workers give all one KEYWATCH_SECRET (openssl rand -hex 32).
      import contextlib, datetime, hashlib, hmac, json, os, time

      \#(PythonSnippet.identify(keys))

      def write(environ, status, began):
          with contextlib.suppress(Exception):  # no request fails with its log; one write, or lines of two would mix
              text = lambda name: environ.get(name, "").encode("latin-1").decode(errors="replace")
              line = {"ts": datetime.datetime.now(datetime.timezone.utc).isoformat(), "source": text("REMOTE_ADDR"),
                      "forwarded_for": text("HTTP_X_FORWARDED_FOR").split(",")[0][:45], "method": text("REQUEST_METHOD"),
                      "path": (text("SCRIPT_NAME") + text("PATH_INFO"))[:300], "user_agent": text("HTTP_USER_AGENT")[:200],
                      "status": int(status[:3]), "duration_ms": round((time.perf_counter() - began) * 1000, 1),
                      "auth": identify(environ.get("\#(header)", "").encode("latin-1"))}
              os.write(1, json.dumps(line).encode() + b"\n")

      def log_keys(app):
          def logged(environ, start_response):
              began, answer = time.perf_counter(), ["500"]
              def start(status, *rest):
                  answer[0] = status
                  return start_response(status, *rest)
              try:
                  return app(environ, start)
              finally:
                  write(environ, answer[0], began)
          return logged

      """#
  }
}
