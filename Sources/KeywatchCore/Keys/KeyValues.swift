/// The values of configured keys, for as long as logs are searched for them: locked, and wiped when the last holder
/// lets go.
///
/// They stand beside the configuration and not in it, since that one is compared and printed.
package final class KeyValues: Sendable {
  private let bytes: SecretBytes
  private let places: [Fingerprint: Range<Int>]

  /// Bytes of a value that is kept; a shorter one could be any word.
  private static let lengths = 16...512

  private init(_ bytes: consuming SecretBytes, _ places: [Fingerprint: Range<Int>]) {
    self.bytes = bytes
    self.places = places
  }

  /// None at all.
  package convenience init() { self.init(SecretBytes(capacity: 0), [:]) }

  /// These and one more; the same where it cannot be searched for: it is short, or has bytes that no header carries.
  package func adding(_ value: UnsafeRawBufferPointer) -> KeyValues {
    let print = Fingerprint(ofKey: value)
    guard places[print] == nil, Self.lengths.contains(value.count),
      value.allSatisfy({ $0 > 0x20 && $0 < 0x7f })
    else { return self }
    var more = SecretBytes(capacity: bytes.count + value.count)
    bytes.read { more.append($0) }
    var places = places
    places[print] = more.count..<more.count + value.count
    more.append(value)
    return KeyValues(more, places)
  }

  /// These and others.
  package func merging(_ others: KeyValues) -> KeyValues {
    others.bytes.read { bytes in
      others.places.values.reduce(self) { sum, place in
        sum.adding(UnsafeRawBufferPointer(rebasing: bytes[place]))
      }
    }
  }

  /// Gives the value with this fingerprint to `body`, which must not keep it; nothing where it is not known.
  func read(_ print: Fingerprint, _ body: (UnsafeRawBufferPointer) -> Void) {
    guard let place = places[print] else { return }
    bytes.read { body(UnsafeRawBufferPointer(rebasing: $0[place])) }
  }
}

extension SecretBytes {
  /// Copies bytes behind those in use, as far as there is room.
  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    append { free in
      let part = bytes.prefix(free.count)
      free.copyBytes(from: part)
      return part.count
    }
  }
}
