extension Field {
  /// Whether two unequal values under the same name make the line ambiguous.
  var mustAgree: Bool {
    switch self {
    case .status, .key, .keyFingerprint, .keyHeader: true
    default: false
    }
  }

  /// Whether a value is of the field's type; a value that is not is skipped for the next name.
  func fits(_ value: Bytes, _ kind: Record.Kind) -> Bool {
    switch self {
    case .status: Self.status(value) != nil
    case .method: kind == .string && Self.isMethod(value)
    case .path: kind == .string && Self.isPath(value)
    case .source: kind == .string && Address(client: value) != nil
    case .time: Timestamp(logged: value) != nil
    case .key: kind == .string && value.count <= 4096
    case .keyFingerprint, .keyHeader, .caller, .event, .host, .userAgent, .referer, .frame, .stream:
      kind == .string
    case .envelope: kind == .string || kind == .number && ByteArray.begins(with: value)
    default: kind != .null
    }
  }

  /// The status a value says: 0 where the request was aborted (`-`, `0`, `000`), else 100…599; nil if it is none.
  @inline(__always) static func status(_ value: Bytes) -> Int? {
    if value.count == 3 {
      let (a, b, c) = (value[0] &- 0x30, value[1] &- 0x30, value[2] &- 0x30)
      if a >= 1, a <= 5, b < 10, c < 10 { return Int(a) * 100 + Int(b) * 10 + Int(c) }
    }
    return oddStatus(value)
  }

  private static func oddStatus(_ value: Bytes) -> Int? {
    if value.equals("-") || value.equals("0") || value.equals("000") { return 0 }
    guard let (digits, exponent) = decimal(value) else { return nil }
    var number = digits
    var power = exponent
    while power > 0, number < 1000 {
      number *= 10
      power -= 1
    }
    while power < 0, number != 0 {
      guard number % 10 == 0 else { return nil }
      number /= 10
      power += 1
    }
    return (100...599).contains(number) ? number : nil
  }

  /// A decimal number as digits × 10^exponent; nil for anything else or beyond 15 digits.
  static func decimal(_ value: Bytes) -> (digits: Int, exponent: Int)? {
    guard value.count > 0, value.count <= 24 else { return nil }
    var digits = 0
    var count = 0
    var exponent = 0
    var seenPoint = false
    var i = 0
    while i < value.count {
      let byte = value[i]
      if byte &- 0x30 < 10 {
        digits = digits * 10 + Int(byte &- 0x30)
        count += 1
        guard count <= 15 else { return nil }
        if seenPoint { exponent -= 1 }
      } else if byte == 0x2e, !seenPoint {
        seenPoint = true
      } else if byte | 0x20 == 0x65, count > 0 {
        guard let power = Int(String(value.dropping(i + 1).text)), (-99...99).contains(power) else {
          return nil
        }
        return (digits, exponent + power)
      } else {
        return nil
      }
      i += 1
    }
    return count > 0 ? (digits, exponent) : nil
  }

  /// A number of at most 15 digits without an exponent.
  static func number(_ value: Bytes) -> Double? {
    guard let (digits, exponent) = decimal(value), (-15...0).contains(exponent) else { return nil }
    return (exponent..<0).reduce(Double(digits)) { number, _ in number / 10 }
  }

  /// Whether a word is a method of HTTP.
  static func isMethod(_ value: Bytes) -> Bool {
    switch value.count {
    case 3: value.equalsIgnoringCase("get") || value.equalsIgnoringCase("put")
    case 4: value.equalsIgnoringCase("post") || value.equalsIgnoringCase("head")
    case 5: value.equalsIgnoringCase("patch") || value.equalsIgnoringCase("trace")
    case 6: value.equalsIgnoringCase("delete")
    case 7: value.equalsIgnoringCase("options") || value.equalsIgnoringCase("connect")
    default: false
    }
  }

  /// Whether a text can be a request's path or URL.
  @inline(__always) static func isPath(_ value: Bytes) -> Bool {
    guard value.count > 0 else { return false }
    if value[0] == 0x2f { return true }
    return value.equals("*") || authorityEnd(value) != nil
  }

  /// Where the path of an absolute URL begins; nil if it is none.
  static func authorityEnd(_ value: Bytes) -> Int? {
    guard let colon = value.firstIndex(of: 0x3a), colon < 16, colon + 2 < value.count,
      value[colon + 1] == 0x2f, value[colon + 2] == 0x2f
    else { return nil }
    let authority = value.dropping(colon + 3)
    return colon + 3 + (authority.firstIndex(of: 0x2f) ?? authority.count)
  }
}

extension Address {
  /// A client's address as logs write it: with a port, in brackets, as the first of a list.
  init?(client value: Bytes) {
    var value = value
    if let comma = value.firstIndex(of: 0x2c) { value = value.first(comma) }
    while value.count > 0, value[value.count - 1] == 0x20 { value = value.first(value.count - 1) }
    guard value.count > 0 else { return nil }
    if value[0] == 0x5b {
      guard let close = value.firstIndex(of: 0x5d) else { return nil }
      value = value.dropping(1).first(close - 1)
    } else if let colon = value.firstIndex(of: 0x3a), value.firstIndex(of: 0x2e) ?? .max < colon {
      value = value.first(colon)
    }
    if let zone = value.firstIndex(of: 0x25) { value = value.first(zone) }
    self.init(bytes: value.bytes)
  }
}
