/// Replaces keys in bytes that outlive their line.
///
/// Every run of 16 key characters and more is hashed and looked up, and so are its parts before and behind a `-` or
/// `_`: an exact match, whatever the format. In an example, unknown runs that look drawn at random are hidden too, and
/// what a parameter that carries a key has for a value always is.
package struct Masker: Sendable {
  private let names: [UInt64: String]
  private let parameters: KeyParameters
  /// Parts of a run that are tried: a text made of separators costs no more than this.
  private static let partLimit = 16

  package init(_ configuration: Configuration) {
    var names: [UInt64: String] = [:]
    for key in configuration.keys {
      for print in key.previousFingerprints { names[print.bits] = key.name }
      if let print = key.fingerprint { names[print.bits] = key.name }
    }
    for print in configuration.exposed where names[print.bits] == nil {
      names[print.bits] = "exposed"
    }
    self.names = names
    parameters = KeyParameters(header: configuration.header)
  }

  /// The bytes with every known key as `‹name›`; with `hidesUnknown`, other long random-looking runs as `‹masked›`.
  package func mask(_ bytes: [UInt8], hidesUnknown: Bool = false) -> [UInt8] {
    var out: [UInt8] = []
    split(bytes[...], by: Self.isWideByte) { run, isKeyLike in
      // Base64 has `+`, `/` and `=` in it, but so have paths and queries.
      if isKeyLike, let name = name(of: run) {
        out.append(contentsOf: name)
      } else {
        split(run, by: Self.isKeyByte) { run, isKeyLike in
          if isKeyLike { append(run, to: &out, hidesUnknown) } else { out.append(contentsOf: run) }
        }
      }
    }
    return parameters.mask(out)
  }

  private func split(
    _ bytes: ArraySlice<UInt8>, by belongs: (UInt8) -> Bool,
    _ body: (ArraySlice<UInt8>, Bool) -> Void
  ) {
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let isKeyLike = belongs(bytes[start])
      let end = bytes[start...].firstIndex { belongs($0) != isKeyLike } ?? bytes.endIndex
      body(bytes[start..<end], isKeyLike)
      start = end
    }
  }

  private func name(of run: ArraySlice<UInt8>) -> [UInt8]? {
    guard run.count >= 16 else { return nil }
    return names[run.withUnsafeBytes { Fingerprint(ofKey: $0).bits }].map { Array("‹\($0)›".utf8) }
  }

  private func append(_ run: ArraySlice<UInt8>, to out: inout [UInt8], _ hidesUnknown: Bool) {
    guard run.count >= 16 else { return out.append(contentsOf: run) }
    if let name = name(of: run) { return out.append(contentsOf: name) }
    for at in run.indices.filter({ run[$0] == 0x2d || run[$0] == 0x5f }).prefix(Self.partLimit) {
      if let name = name(of: run[(at + 1)...]) { return out.append(contentsOf: run[...at] + name) }
      if let name = name(of: run[..<at]) { return out.append(contentsOf: name + run[at...]) }
    }
    if hidesUnknown, run.count >= 24, Self.looksRandom(run) {
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

  private static func isWideByte(_ byte: UInt8) -> Bool {
    isKeyByte(byte) || byte == 0x2b || byte == 0x2f || byte == 0x3d || byte == 0x2e
  }

  /// Letters and several digits in one run: what is drawn at random, and words are not.
  private static func looksRandom(_ run: ArraySlice<UInt8>) -> Bool {
    let digits = run.count { $0 >= 0x30 && $0 <= 0x39 }
    return digits >= 4 && run.count - digits >= 4
  }
}
