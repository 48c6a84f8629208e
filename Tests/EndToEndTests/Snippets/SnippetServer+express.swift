extension SnippetServer {
  /// Without Express, which only Node's own registry has: its middleware are functions that Node's server can call.
  static func express(at site: Site, output: String) throws -> Child {
    try site.scratch.write(site.snippet.utf8, to: "keywatch.cjs")
    let app = """
      const keywatch = require("./keywatch.cjs")
      const keys = [process.env.TRACKING_INGEST_API_KEY, process.env.WEBHOOK_API_KEY]

      function answer(request, response) {
        const isOurs = keys.includes(request.headers["x-api-key"])
        response.statusCode = !isOurs ? 401 : request.url.endsWith("/fail") ? 500 : 200
        response.end()
      }

      require("node:http")
        .createServer((request, response) => keywatch(request, response, () => answer(request, response)))
        .listen(\(site.port), "127.0.0.1")

      """
    let file = try site.scratch.write(app.utf8, to: "app.cjs")
    return try site.start(
      Program(named: "node"), [file], listeningOn: site.port, output: output)
  }
}
