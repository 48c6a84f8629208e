extension Snippet {
  static func express(_ keys: SnippetKeys) -> String {
    #"""
    // keywatch.cjs, beside the app: a line of JSON a request on standard output, and never a key. In the app, before
    // everything else it uses:
    //   app.use(require("./keywatch.cjs"))    // in a module: import keywatch from "./keywatch.cjs"; app.use(keywatch)
    // Our keys are read from their variables when the app starts (restart it after a change), VARIABLE_PREVIOUS too; of
    // others there is an HMAC: for several processes give all one KEYWATCH_SECRET (openssl rand -hex 32).
    const { createHash, createHmac, randomBytes } = require("node:crypto")
    const { writeSync } = require("node:fs")

    const KEYS = {
      \#(keys.lines("  ") { "\($0.variable): \"\($0.label)\"," })
    }
    const SECRET = process.env.KEYWATCH_SECRET || randomBytes(32)
    const digits = (hash, value) => hash.update(value).digest("hex").slice(0, 16)
    const KNOWN = new Map()
    for (const [variable, name] of Object.entries(KEYS)) {
      for (const value of [process.env[variable + "_PREVIOUS"], process.env[variable]]) {
        if (value?.trim()) KNOWN.set(digits(createHash("sha256"), value), name)
      }
    }

    function identify(value) {
      if (!value.length) return { key: "none" }
      const known = digits(createHash("sha256"), value)
      if (KNOWN.has(known)) return { key: KNOWN.get(known), key_fp: known }
      return { key: "unknown", key_fp: digits(createHmac("sha256", SECRET), value) }
    }

    // Node reads headers as Latin-1: these are the bytes that were sent.
    const bytes = (request, name) => Buffer.from(request.headers[name] ?? "", "latin1")
    const text = (request, name) => bytes(request, name).toString()

    module.exports = function keywatch(request, response, next) {
      const began = process.hrtime.bigint()
      const path = (request.originalUrl ?? request.url).split("?")[0]
      const source = request.socket.remoteAddress?.replace("::ffff:", "")
      // close comes after finish, and where the client goes before there was an answer, too: status 0.
      response.on("close", () => {
        try {
          const line = {
            ts: new Date().toISOString(), source, forwarded_for: text(request, "x-forwarded-for").split(",")[0].slice(0, 45),
            method: request.method, path: path.slice(0, 300), user_agent: text(request, "user-agent").slice(0, 200),
            status: response.headersSent ? response.statusCode : 0,
            duration_ms: Number(process.hrtime.bigint() - began) / 1e6,
            auth: identify(bytes(request, "\#(keys.header.lowercased())")),
          }
          // Not process.stdout.write: its errors come later, as an event that ends the process.
          writeSync(1, JSON.stringify(line) + "\n")
        } catch {
          // No request fails with its log.
        }
      })
      next()
    }

    """#
  }
}
