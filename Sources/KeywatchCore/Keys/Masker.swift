/// Replaces keys in bytes that outlive their line.
///
/// Every run of 16 to 128 key characters is hashed and looked up: an exact match, whatever the format. Longer
/// runs and unknown ones that look drawn at random are hidden too, where the text is only an example.
struct Masker: Sendable {
  private let names: [UInt64: String]

  init(_ configuration: Configuration) {
    var names: [UInt64: String] = [:]
    for key in configuration.keys {
      for print in key.previousFingerprints { names[print.bits] = key.name }
      if let print = key.fingerprint { names[print.bits] = key.name }
    }
    for print in configuration.exposed where names[print.bits] == nil {
      names[print.bits] = "exposed"
    }
    self.names = names
  }

  /// The bytes with every known key as `‹name›`; with `hidesUnknown`, other long random-looking runs as `‹masked›`.
  func mask(_ bytes: [UInt8], hidesUnknown: Bool = false) -> [UInt8] {
    var out: [UInt8] = []
    var i = 0
    while i < bytes.count {
      let start = i
      while i < bytes.count, Self.isKeyByte(bytes[i]) { i += 1 }
      if i > start {
        append(bytes[start..<i], to: &out, hidesUnknown)
      } else {
        out.append(bytes[i])
        i += 1
      }
    }
    return out
  }

  private func append(_ run: ArraySlice<UInt8>, to out: inout [UInt8], _ hidesUnknown: Bool) {
    guard run.count >= 16 else { return out.append(contentsOf: run) }
    let bits = run.withUnsafeBytes { Fingerprint(ofKey: $0).bits }
    if let name = names[bits] {
      out.append(contentsOf: "‹\(name)›".utf8)
    } else if hidesUnknown, run.count >= 24, Self.looksRandom(run) {
      out.append(contentsOf: "‹masked›".utf8)
    } else {
      out.append(contentsOf: run)
    }
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x5f: true
    default: false
    }
  }

  /// Digits and letters of both cases in one run: what `token_urlsafe` draws, and words do not.
  private static func looksRandom(_ run: ArraySlice<UInt8>) -> Bool {
    run.contains { $0 >= 0x30 && $0 <= 0x39 } && run.contains { $0 >= 0x41 && $0 <= 0x5a }
      && run.contains { $0 >= 0x61 && $0 <= 0x7a }
  }
}
