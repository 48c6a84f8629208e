extension Snippet {
  static func hummingbird(_ keys: SnippetKeys) -> String {
    #"""
    // KeyLog.swift, in the server's target: a line of JSON a request on standard output, and never a key. Directly after
    // the router is made, since a middleware sees no route that was added before it:
    //   router.add(middleware: KeyLog())
    // Our keys are read from their variables when the server starts (restart it after a change), VARIABLE_PREVIOUS too; of
    // others there is an HMAC: for several processes give all one KEYWATCH_SECRET (openssl rand -hex 32).
    // The target needs swift-crypto too. Who sent a request is known where the router's context keeps it:
    //   struct Context: RemoteAddressRequestContext {
    //     var coreContext: CoreRequestContextStorage
    //     let remoteAddress: SocketAddress?
    //     init(source: Source) {
    //       coreContext = .init(source: source)
    //       remoteAddress = source.channel.remoteAddress
    //     }
    //   }
    import Crypto
    import Foundation
    import HTTPTypes
    import Hummingbird

    struct KeyLog<Context: RequestContext>: RouterMiddleware {
      private let reader = LoggedKeys()

      func handle(
        _ request: Request, context: Context, next: (Request, Context) async throws -> Response
      ) async throws -> Response {
        let began = ContinuousClock.now
        do {
          let response = try await next(request, context)
          write(request, context, status: response.status.code, began)
          return response
        } catch {
          write(request, context, status: (error as? any HTTPResponseError)?.status.code ?? 500, began)
          throw error
        }
      }

      private func write(
        _ request: Request, _ context: Context, status: Int, _ began: ContinuousClock.Instant
      ) {
        func header(_ name: String) -> String {
          HTTPField.Name(name).flatMap { request.headers[$0] } ?? ""
        }
        let forwarded = header("X-Forwarded-For").prefix { $0 != "," }
        let line = LoggedRequest(
          ts: Date().formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)),
          source: (context as? any RemoteAddressRequestContext)?.remoteAddress?.ipAddress,
          forwardedFor: String(forwarded.prefix(45)), method: request.method.rawValue,
          path: String(request.uri.path.prefix(300)), status: status,
          durationMs: (ContinuousClock.now - began) / .milliseconds(1),
          userAgent: String(header("User-Agent").prefix(200)),
          auth: reader.identify(header("\#(keys.header)")))
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        // No request fails with its log; one write, or lines of two would mix.
        guard let text = try? encoder.encode(line) else { return }
        try? FileHandle.standardOutput.write(contentsOf: text + [0x0a])
      }
    }

    private struct LoggedRequest: Encodable {
      var ts: String, source: String?, forwardedFor, method, path: String
      var status: Int, durationMs: Double, userAgent: String, auth: LoggedKey
    }

    private struct LoggedKey: Encodable {
      var key: String
      var keyFp: String?
    }

    private struct LoggedKeys: Sendable {
      private static let variables = [
        \#(keys.lines("    ") { "(\"\($0.variable)\", \"\($0.label)\")," })
      ]
      private let known: [String: String]
      private let secret: SymmetricKey

      init() {
        let environment = ProcessInfo.processInfo.environment
        var known: [String: String] = [:]
        for (variable, name) in Self.variables {
          for value in [environment[variable + "_PREVIOUS"], environment[variable]] {
            guard let value, value.contains(where: { !$0.isWhitespace }) else { continue }
            known[Self.digits(SHA256.hash(data: Data(value.utf8)))] = name
          }
        }
        self.known = known
        secret = environment["KEYWATCH_SECRET"].map { SymmetricKey(data: Data($0.utf8)) } ?? .init(size: .bits256)
      }

      func identify(_ value: String) -> LoggedKey {
        guard !value.isEmpty else { return LoggedKey(key: "none") }
        let bytes = Data(value.utf8)
        let digits = Self.digits(SHA256.hash(data: bytes))
        if let name = known[digits] { return LoggedKey(key: name, keyFp: digits) }
        let code = HMAC<SHA256>.authenticationCode(for: bytes, using: secret)
        return LoggedKey(key: "unknown", keyFp: Self.digits(code))
      }

      private static func digits(_ hash: some Sequence<UInt8>) -> String {
        hash.prefix(8).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
      }
    }

    """#
  }
}
