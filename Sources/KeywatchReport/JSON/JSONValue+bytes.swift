import KeywatchCore

/// How a value is written, by RFC 8259, in UTF-8.
extension JSONValue {
  /// A line up to this length holds a whole array or object.
  private static let lineLength = 120

  /// The value as one document: small arrays and objects on a line each, larger ones indented.
  func bytes() -> [UInt8] {
    var out: [UInt8] = []
    write(indent: 0, to: &out)
    out.append(0x0a)
    return out
  }

  private func write(indent: Int, to out: inout [UInt8]) {
    let start = out.count
    writeLine(to: &out)
    guard let members, !members.isEmpty, indent == 0 || out.count - start + indent > Self.lineLength
    else { return }
    let (open, close) = (out[start], out[out.count - 1])
    out.removeSubrange(start...)
    let margin = [0x0a] + [UInt8](repeating: 0x20, count: indent)
    for (i, member) in members.enumerated() {
      out.append(i == 0 ? open : 0x2c)
      out += margin + [0x20, 0x20]
      member.name.map { Self.write(name: $0, to: &out) }
      member.value.write(indent: indent + 2, to: &out)
    }
    out += margin + [close]
  }

  /// The members of an object, the elements of an array, nil for a scalar.
  private var members: [(name: String?, value: JSONValue)]? {
    switch self {
    case .array(let elements): elements.map { (nil, $0) }
    case .object(let members): members.map { ($0.name, $0.value) }
    default: nil
    }
  }

  private func writeLine(to out: inout [UInt8]) {
    switch self {
    case .null: out += "null".utf8
    case .bool(let truth): out += (truth ? "true" : "false").utf8
    case .int(let number): out += "\(number)".utf8
    case .double(let number): out += (number.isFinite ? "\(number)" : "null").utf8
    case .string(let text): Self.write(text, to: &out)
    case .array: writeMembers(between: "[", and: "]", to: &out)
    case .object: writeMembers(between: "{", and: "}", to: &out)
    }
  }

  private func writeMembers(
    between open: String, and close: String, to out: inout [UInt8]
  ) {
    out += open.utf8
    for (i, member) in (members ?? []).enumerated() {
      if i > 0 { out += ", ".utf8 }
      member.name.map { Self.write(name: $0, to: &out) }
      member.value.writeLine(to: &out)
    }
    out += close.utf8
  }

  private static func write(name: String, to out: inout [UInt8]) {
    write(name, to: &out)
    out += ": ".utf8
  }

  /// What `Escapes` writes out is escaped too, so that a file shown raw on a terminal does nothing to it.
  private static func write(_ text: String, to out: inout [UInt8]) {
    out.append(0x22)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\"".utf8
      case "\\": out += "\\\\".utf8
      case "\n": out += "\\n".utf8
      case "\r": out += "\\r".utf8
      case "\t": out += "\\t".utf8
      case _ where ScalarWidth(scalar) == .escaped:
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
          let hex = String(unit, radix: 16)
          out += ("\\u" + String(repeating: "0", count: 4 - hex.count) + hex).utf8
        }
      default: out += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      }
    }
    out.append(0x22)
  }
}
