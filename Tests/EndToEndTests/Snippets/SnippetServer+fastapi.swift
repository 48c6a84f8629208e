extension SnippetServer {
  /// Under uvicorn with one worker and no secret: unknown keys are told apart while it runs.
  static func fastapi(at site: Site, output: String) throws -> Child {
    try site.scratch.write(site.snippet.utf8, to: "keywatch_log.py")
    let app = """
      import hmac, os
      from fastapi import FastAPI, Request, Response

      app = FastAPI()
      KEYS = [os.environ["TRACKING_INGEST_API_KEY"], os.environ["WEBHOOK_API_KEY"]]

      @app.middleware("http")
      async def check(request: Request, call_next):
          given = request.headers.get("X-API-Key", "").encode()
          if not any([hmac.compare_digest(given, key.encode()) for key in KEYS]):
              return Response(status_code=401)
          return await call_next(request)

      @app.get("/api/tracking-ingest/{rest:path}")
      def answer(rest: str):
          return 1 / (rest != "fail")

      from keywatch_log import KeyLog
      app.add_middleware(KeyLog)

      """
    try site.scratch.write(app.utf8, to: "app.py")
    let arguments = [
      "-B", "-m", "uvicorn", "--no-access-log", "--no-proxy-headers", "--port", "\(site.port)",
      "app:app",
    ]
    return try site.start(python, arguments, listeningOn: site.port, output: output)
  }
}
