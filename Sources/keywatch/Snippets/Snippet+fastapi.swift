extension Snippet {
  static func fastapi(_ keys: SnippetKeys) -> String {
    #"""
    # keywatch_log.py, beside the app: a line of JSON a request on standard output, and never a key. In the app, after
    # its other middleware, so that it sees what those refuse:
    #     from keywatch_log import KeyLog
    #     app.add_middleware(KeyLog)
    # Our keys are read from their variables when the app starts (restart it after a change), VARIABLE_PREVIOUS too; of
    # others there is an HMAC: for several workers give all one KEYWATCH_SECRET (openssl rand -hex 32). uvicorn writes a
    # forwarded address over that of a proxy it trusts; --no-proxy-headers keeps the two apart.
    import contextlib, datetime, hashlib, hmac, json, os, time

    \#(PythonSnippet.identify(keys))

    def write(scope, status, began):
        with contextlib.suppress(Exception):  # no request fails with its log; one write, or lines of two would mix
            headers = dict(reversed(scope["headers"]))  # the first of several counts, as in request.headers
            text = lambda name: headers.get(name, b"").decode(errors="replace")
            line = {"ts": datetime.datetime.now(datetime.timezone.utc).isoformat(),
                    "source": (scope.get("client") or ("",))[0], "forwarded_for": text(b"x-forwarded-for").split(",")[0][:45],
                    "method": scope["method"], "path": scope["path"][:300], "user_agent": text(b"user-agent")[:200],
                    "status": status, "duration_ms": round((time.perf_counter() - began) * 1000, 1),
                    "auth": identify(headers.get(b"\#(keys.header.lowercased())", b""))}
            os.write(1, json.dumps(line).encode() + b"\n")

    class KeyLog:
        def __init__(self, app):
            self.app = app

        async def __call__(self, scope, receive, send):
            if scope["type"] != "http":
                return await self.app(scope, receive, send)
            began, status = time.perf_counter(), 0
            async def answer(message):
                nonlocal status
                status = message.get("status", status)
                await send(message)
            try:
                await self.app(scope, receive, answer)
            except Exception:
                status = status or 500
                raise
            finally:
                write(scope, status, began)

    """#
  }
}
