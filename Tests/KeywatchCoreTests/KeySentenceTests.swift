@testable import KeywatchCore
import Testing

/// What applications say in words about a key.
struct KeySentenceTests {
  @Test(arguments: [
    (
      "API key authenticated: tracking_ingest from 203.0.113.9 for /api/tracking-ingest/x",
      "dedicated 1+0"
    ),
    ("API key dedicated not allowed for /api/db/query from 203.0.113.9", "dedicated 0+1"),
    ("AUTH_OK key=dedicated ip=203.0.113.9 path=/api/tracking-ingest/x", "dedicated 1+0"),
    ("API key validated successfully for /api/db/x", "unlabelled 1+0"),
    ("Invalid API key attempt from 203.0.113.9", "unknown 0+1"),
    ("[SECURITY] Invalid API key attempted on POST /api/db/x", "unknown 0+1"),
    ("Invalid API key: dedicated from 203.0.113.9", "unknown 0+1"),
    ("Missing API key from 203.0.113.9 for /api/db/x", "none 0+1"),
    ("API request without API key from IP: 203.0.113.9", "none 0+1"),
    ("AUTH_FAILED reason=missing_key ip=203.0.113.9:4711", "none 0+1"),
    ("Expired API key attempt from 203.0.113.9 (dedicated)", "unknown 0+1"),
    ("Request rejected due to invalid or missing API key, from 203.0.113.9", "unlabelled 0+1"),
    ("Unauthorized access attempt from 203.0.113.9 to /api/db/x", "unlabelled 0+1"),
    ("Webhook rejeitado por API key invalida de 203.0.113.9", "unknown 0+1"),
    // What the client asked for says nothing, whatever it says.
    ("API key authenticated: dedicated for /api/db/invalid-missing", "dedicated 1+0"),
    ("Missing API key for /api/x API key authenticated: dedicated from 203.0.113.9", "none 0+1"),
    ("API key authenticated from 203.0.113.9 agent: with key dedicated", "unlabelled 1+0"),
    ("Invalid API key \"authenticated dedicated\" from 203.0.113.9", "unknown 0+1"),
  ])
  func `a sentence with an inbound context is a request`(line: String, wanted: String) {
    let snapshot = Samples.count(line)
    let counted = snapshot.keys.filter { $0.requests > 0 }.map {
      "\($0.name) \($0.accepted)+\($0.rejected)"
    }
    #expect(counted == [wanted])
  }

  @Test(arguments: [
    "API key rejected: missing_key", "Invalid API key", "WEBHOOK_API_KEY missing, using default",
    "upstream OpenAI returned 401: Invalid API key for /v1/chat",
    "Loaded API key from /run/secrets/key", "Invalid API key in /app/.env",
    "POST https://api.example.com/v1 returned 401: invalid api key",
    "Not Found: /api/api-key/invalid", "Exception on /api/api_key/invalid [PUT]",
    "authors validated for /books", "API keys are documented at /docs",
  ])
  func `words without a client are none`(line: String) {
    let snapshot = Samples.count(line)
    #expect(snapshot.requests == 0 && snapshot.lines.undecoded == 1)
  }

  @Test func `what stands between quotes says nothing`() {
    #expect(
      KeySentence(#"127.0.0.1:35128 - "GET /x?api_key=1 HTTP/1.1" 401 Unauthorized"#) == nil)
  }

  @Test func `a message in an object is read like a line`() {
    let snapshot = Samples.count(
      #"{"level":"warning","message":"Invalid API key attempt from 203.0.113.9 for /api/db/x"}"#)
    #expect(snapshot.keys.first { $0.name == "unknown" }?.rejected == 1)
  }

  @Test func `its parts are what the sentence states`() {
    let sentence = KeySentence("Invalid API key on POST /api/db/x, status=401 from 203.0.113.9")
    #expect(sentence?.isRejected == true && sentence?.reason == .unknown)
    #expect(sentence?.method?.text == "POST" && sentence?.path?.text == "/api/db/x")
    #expect(sentence?.source?.text == "203.0.113.9" && sentence?.label == nil)
  }

  @Test(
    arguments: [
      ("API_KEY_MISSING", Reason.missing), ("INVALID_API_KEY", .unknown),
      ("API_KEY_EXPIRED", .retired),
      ("Invalid API key", .unknown), ("out_of_scope", .scope),
    ] as [(StaticString, Reason)])
  func `codes name reasons`(code: StaticString, wanted: Reason) {
    #expect(KeyWords.reason(Bytes(base: code.utf8Start, count: code.utf8CodeUnitCount)) == wanted)
  }

  @Test(
    arguments: [
      ("api_key_rejected", true), ("auth_failed_missing_credentials", true),
      ("auth_success", false),
      ("AUTH_OK", false), ("auth_token_issued", nil), ("openai: invalid api key", nil),
    ] as [(StaticString, Bool?)])
  func `events say what became of a key`(event: StaticString, wanted: Bool?) {
    #expect(
      KeyEvent.isRejected(Bytes(base: event.utf8Start, count: event.utf8CodeUnitCount)) == wanted)
  }
}
