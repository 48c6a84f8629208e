import KeywatchCore

/// The keys of the story, drawn from the seed.
package struct SimulatedKeys: Sendable {
  package let dedicated: [UInt8]
  /// The shared key's value until step 4, and after it.
  package let shared: [UInt8]
  package let newShared: [UInt8]
  package let lastYears: [UInt8]
  private let unknown: UnknownKeyHash

  /// Each is 64 characters and says that it is no real key.
  init(random: inout SeededRandom) {
    func draw() -> [UInt8] { Array("FAKE-".utf8) + random.letters(59) }
    dedicated = draw()
    shared = draw()
    newShared = draw()
    lastYears = draw()
    unknown = UnknownKeyHash(secret: random.letters(32))
  }

  /// `configuration` with the fingerprints of these keys where it names them `dedicated` and
  /// `shared`: what an operator's environment would say at the end of the story.
  package func fingerprinting(_ configuration: Configuration) -> Configuration {
    var configuration = configuration
    for i in configuration.keys.indices {
      switch configuration.keys[i].name {
      case "dedicated":
        configuration.keys[i].fingerprint = KeyDigest(ofKey: dedicated).fingerprint
      case "shared":
        configuration.keys[i].fingerprint = KeyDigest(ofKey: newShared).fingerprint
        configuration.keys[i].previousFingerprints = [KeyDigest(ofKey: shared).fingerprint]
      default: break
      }
    }
    return configuration
  }

  /// What the server knows in a chapter of the story.
  func ring(in chapter: Story.Chapter) -> KeyRing {
    let dedicated = KeyRing.Value(key: 0, digest: KeyDigest(ofKey: dedicated))
    let shared = KeyRing.Value(key: 1, digest: KeyDigest(ofKey: shared))
    let new = KeyRing.Value(key: 1, digest: KeyDigest(ofKey: newShared))
    let retired = [KeyDigest(ofKey: lastYears).fingerprint]
    return switch chapter {
    case .sharedOnly: KeyRing(values: [shared], retired: retired, unknown: unknown)
    case .bothKeys: KeyRing(values: [dedicated, shared], retired: retired, unknown: unknown)
    case .overlap:
      KeyRing(
        values: [
          dedicated, new, KeyRing.Value(key: 1, digest: shared.digest, state: .previous),
        ], retired: retired, unknown: unknown)
    case .rotated:
      KeyRing(
        values: [dedicated, new], retired: [shared.digest.fingerprint] + retired, unknown: unknown)
    }
  }

  /// The value a sender presents; nil for no header and for a guess, which has none of its own.
  func value(of held: HeldKey) -> [UInt8]? {
    switch held {
    case .nothing, .guess: nil
    case .empty: []
    case .dedicated: dedicated
    case .shared: shared
    case .newShared: newShared
    case .quotedShared: [0x22] + shared + [0x22]
    case .lastYears: lastYears
    }
  }
}
