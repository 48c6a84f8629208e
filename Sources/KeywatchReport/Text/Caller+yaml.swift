import KeywatchCore

extension Caller {
  /// A line for `callers:` in keywatch.yaml, which reads it as this caller.
  package var yamlLine: String {
    let rules = match.map { rule in
      let (field, text) = rule.field
      return "{ \(field): \(text.quotedForYAML) }"
    }
    return "- { name: \(name.quotedForYAML), match: [\(rules.joined(separator: ", "))] }"
  }
}

extension Caller.Match {
  fileprivate var field: (name: String, text: String) {
    switch self {
    case .client(let text): ("client", text)
    case .host(let text): ("host", text)
    case .userAgent(let text): ("user_agent", text)
    case .referer(let text): ("referer", text)
    case .source(let block): ("source", block.text)
    }
  }
}

extension AddressBlock {
  /// `203.0.113.9`, `203.0.113.0/24`.
  fileprivate var text: String {
    let width = address.isIPv4 ? 32 : 128
    return bits == 128 ? address.description : "\(address)/\(bits - 128 + width)"
  }
}

extension String {
  /// A scalar of YAML that stands for this text anywhere, in ASCII alone: plain only where nothing in it could
  /// mean anything to YAML.
  fileprivate var quotedForYAML: String {
    let isPlain = utf8.allSatisfy { byte in
      (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte | 0x20) || byte == 0x2e
        || byte == 0x2d
    }
    // What begins with a letter or a digit is no sign of YAML's; null is a word of its own.
    if isPlain, let first, first.isLetter || first.isNumber, lowercased() != "null" { return self }
    return "\"" + unicodeScalars.map(\.escapedForYAML).joined() + "\""
  }
}

extension Unicode.Scalar {
  fileprivate var escapedForYAML: String {
    switch value {
    case 0x22, 0x5c: return "\\" + String(self)
    case 0x20...0x7e: return String(self)
    default:
      let digits = String(value, radix: 16)
      return "\\U" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
    }
  }
}
