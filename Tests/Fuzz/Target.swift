@testable import KeywatchCore

/// One part of the reader that is tried alone, besides in a whole `Monitor`.
struct Target {
  enum Part {
    case shape(TextShape)
    case wrappers, json, envelopes, sentences, cleaning, monitor

    /// Whether nothing is tried but a whole monitor.
    var isWhole: Bool {
      switch self {
      case .envelopes, .monitor: true
      default: false
      }
    }
  }

  var name: String
  var part: Part
  /// A pattern of the names of the logs in `Tests/Corpus` that it begins with.
  var seeds: String

  /// A target for each shape of text, then the others.
  static var all: [Target] {
    TextShape.allCases.map { shape in
      Target(name: "\(shape)", part: .shape(shape), seeds: seeds(of: shape))
    } + [
      Target(
        name: "wrappers", part: .wrappers,
        seeds: "awslogs|bom|compose|cri|do-console|doctl|heroku|rfc|syslog|tail-F|unit|gunicorn"),
      Target(name: "json", part: .json, seeds: "json|zap|caddy|bunyan|traps|escape"),
      Target(
        name: "envelopes", part: .envelopes, seeds: "journal|docker|cwl|gcp|vector|frames|array|sse"
      ),
      Target(name: "sentences", part: .sentences, seeds: "flask|error|runtime|gunicorn-mixed"),
      Target(name: "cleaning", part: .cleaning, seeds: "utf16|colors|nul-hole|syslog|bom|werkzeug"),
      Target(name: "monitor", part: .monitor, seeds: "."),
    ]
  }

  private static func seeds(of shape: TextShape) -> String {
    switch shape {
    case .logfmt: "logfmt|slog-text|gokit"
    case .haproxy: "haproxy"
    case .morgan: "morgan"
    case .structlogConsole: "structlog-console|flask-structlog-kv"
    case .swiftLog, .reprPairs, .ltsv: "structlog-kv|logfmt|console"
    default: "combined|common|vhost|uvicorn|gunicorn-access|main-xff|werkzeug"
    }
  }
}
