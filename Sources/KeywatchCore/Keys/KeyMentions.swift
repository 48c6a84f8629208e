/// Finds the values of configured keys in a text that somebody is about to write down.
package struct KeyMentions: Sendable {
  private let names: [UInt64: String]
  /// A value has so many bytes; a shorter one could be any word.
  private static let lengths = 8...256
  /// Bytes that are looked at: the work grows with them.
  private static let limit = 4096

  package init(_ configuration: Configuration) {
    var names: [UInt64: String] = [:]
    for print in configuration.exposed { names[print.bits] = "exposed" }
    for key in configuration.keys {
      for print in key.previousFingerprints { names[print.bits] = key.name }
      if let print = key.fingerprint { names[print.bits] = key.name }
    }
    self.names = names
  }

  /// The name of the key whose value stands in the text, whatever stands around it; nil where none does.
  ///
  /// Every part of the text is hashed, since only hashes of the values are known.
  package func name(in text: String) -> String? {
    let bytes = Array(text.utf8.prefix(Self.limit))
    guard !names.isEmpty else { return nil }
    return bytes.withUnsafeBytes { bytes in
      for start in bytes.indices {
        for length in Self.lengths where length <= bytes.count - start {
          let part = UnsafeRawBufferPointer(rebasing: bytes[start..<start + length])
          if let name = names[Fingerprint(ofKey: part).bits] { return name }
        }
      }
      return nil
    }
  }
}
