/// The configured keys as a log may name them: by label, by fingerprint, or by a raw value that should not be there.
struct KeyReader: ~Copyable {
  /// Whose key a line was made with, and how that is known.
  struct Finding: Equatable, BitwiseCopyable {
    var identity: KeyIdentity
    var basis = Basis.nothing
    /// An earlier value of the key.
    var isPrevious = false
    /// A value that was rotated out, of whichever key.
    var isRetired = false
    /// The key itself stood in the line.
    var isExposed = false
    /// Some presented value stood in the line as it is: nothing of the line may be kept.
    var isRaw = false
    /// Stands for the presented value: its fingerprint, or a keyed hash where it is none of ours; 0 where none.
    var presented: UInt64 = 0
  }

  /// What says so.
  enum Basis: UInt8 {
    case nothing, label, fingerprint
    /// The field of the key's name holds nothing.
    case null
    /// The key itself, or some other value in its place.
    case raw, value
    /// The key's header has nothing in it, or is not among those that came.
    case emptyHeader, noHeader
    /// The log hides the key.
    case mask
    /// The reason that the line gives for a refusal.
    case reason
    /// It got no answer, so that nobody looked at its key.
    case aborted
  }

  private enum Label: Equatable {
    case identity(KeyIdentity)
    /// A mask: a key was there, the log hides which.
    case hidden
    /// What a hash, or one of our keys itself, says.
    case known(Finding)
    case foreign
  }

  /// A value of a key by its fingerprint, and what it tells.
  struct Value {
    var bits: UInt64
    var finding: Finding
  }

  private let words: [[UInt8]: KeyIdentity]
  private let values: [Value]
  private let retiredKeys: [Bool]
  private let unknownHash: UnknownKeyHash
  private var labels = NameCache<Label>(limit: 1024)
  private var lastDigits = SIMD16<UInt8>.zero
  private var lastBits: UInt64 = 0

  init(_ configuration: Configuration, unknownHash: UnknownKeyHash) {
    var words: [[UInt8]: KeyIdentity] = [:]
    for word in ["", "-", "null", "none", "missing", "anonymous"] {
      words[Array(word.utf8)] = .keyless
    }
    for word in ["unknown", "invalid", "unrecognized"] { words[Array(word.utf8)] = .unknown }
    for (index, key) in configuration.keys.enumerated() {
      for label in [key.name, key.environment ?? key.name] + key.labels {
        words[Array(label.lowercased().utf8)] = KeyIdentity(key: index)
      }
    }
    self.words = words
    values = Self.values(configuration)
    self.unknownHash = unknownHash
    retiredKeys = configuration.keys.map { $0.state == .retired }
  }

  /// Whether a log may call one of the configured keys by this word.
  func names(_ word: Bytes) -> Bool {
    guard word.count <= 64 else { return false }
    return words[word.array.map { $0 >= 0x41 && $0 <= 0x5a ? $0 | 0x20 : $0 }]?.keyIndex != nil
  }

  /// All known values, the present one of a key first; of equal ones the first is meant.
  static func values(_ configuration: Configuration) -> [Value] {
    configuration.keys.enumerated().flatMap { index, key in
      let identity = KeyIdentity(key: index)
      let present = key.fingerprint.map {
        Value(
          bits: $0.bits,
          finding: Finding(identity: identity, basis: .fingerprint, presented: $0.bits))
      }
      let previous = key.previousFingerprints.map {
        Value(
          bits: $0.bits,
          finding: Finding(
            identity: identity, basis: .fingerprint, isPrevious: true, presented: $0.bits))
      }
      return [present].compactMap { $0 } + previous
    }
  }

  /// What the key fields of a record say; `isAborted` where the request got no answer.
  mutating func find(_ record: borrowing Record, isAborted: Bool) -> Finding {
    var finding = Finding(identity: .unlabelled)
    var isForeign = false
    if let name = record.value(.key) {
      switch record.mask(name).map(Label.known) ?? label(name, record.kind(.key)) {
      case .identity(let identity):
        (finding.identity, finding.basis) = (identity, record.kind(.key) == .null ? .null : .label)
      case .hidden: return Finding(identity: .unlabelled, basis: .mask)
      case .known(let known): finding = known
      case .foreign: isForeign = true
      }
    }
    if let print = record.value(.keyFingerprint), print.count > 0 {
      addFingerprint(print, &finding, isForeign: isForeign)
    }
    if record.has(.keyHeader) {
      // What came stands above a name that is none of ours, and above a word for that.
      let isOpen = finding.identity.keyIndex == nil
      if isForeign && finding.identity == .unlabelled || isOpen && finding.presented == 0 {
        let came = presented(record)
        // A mask in the header's place says that a key came, and the word that it is none of ours.
        if came.identity != .unlabelled || finding.identity != .unknown { finding = came }
      }
    } else if isForeign, finding.identity == .unlabelled {
      finding =
        record.has(.otherHeader) ? Finding(identity: .keyless, basis: .noHeader) : foreign(record)
    } else if finding.identity == .unknown, finding.presented == 0, record.has(.otherHeader),
      record.value(.key)?.equalsIgnoringCase("unknown") ?? false
    {
      // The log has the headers that came, and the key's is not among them. Servers call so what they do not know, a
      // key or none; `unrecognized` is said of a key.
      (finding.identity, finding.basis) = (.keyless, .noHeader)
    }
    if let state = record.value(.keyState) {
      if state.equals("previous") { finding.isPrevious = true }
      if state.equals("retired") { finding.isRetired = true }
    }
    if let key = finding.identity.keyIndex, retiredKeys[key] { finding.isRetired = true }
    if finding.identity == .keyless, isAborted {
      (finding.identity, finding.basis) = (.unlabelled, .aborted)
    }
    return finding
  }

  @inline(__always)
  private mutating func label(_ name: Bytes, _ kind: Record.Kind) -> Label {
    if kind == .null { return .identity(.keyless) }
    return labels[name] ?? remember(name)
  }

  private mutating func remember(_ name: Bytes) -> Label {
    let label = classify(name)
    // Values of nobody's, raw ones of ours included, are too many to remember, and not ours to keep.
    guard name.count <= 40, label != .foreign else { return label }
    if case .known = label { return label }
    return labels.remember(name, label)
  }

  private func classify(_ name: Bytes) -> Label {
    if let identity = words[
      String(decoding: name.bytes, as: UTF8.self).lowercased().utf8.map { $0 }]
    {
      return .identity(identity)
    }
    if Self.isMask(name) { return .hidden }
    if let finding = raw(name) { return .known(finding) }
    if let hex = Self.hexDigits(name) {
      // Cuts of one hash are one value; it may be a key of hexadecimal digits, so not even its cut is kept.
      guard hex.count < 16 else {
        return .known(known(Self.bits(hex.first(16))) ?? unknown(hex.first(16)))
      }
      if let finding = shortHash(hex) { return .known(finding) }
    }
    return .foreign
  }

  /// One of our keys as it is.
  private func raw(_ value: Bytes) -> Finding? {
    guard value.count >= 8, value.count <= 512 else { return nil }
    guard var finding = known(Fingerprint(ofKey: UnsafeRawBufferPointer(value.bytes)).bits) else {
      return nil
    }
    finding.basis = .raw
    finding.isExposed = true
    finding.isRaw = true
    return finding
  }

  /// Whose key a value is, were it one of ours.
  func identity(of value: Bytes) -> KeyIdentity? { raw(value)?.identity }

  private func known(_ bits: UInt64) -> Finding? {
    for value in values where value.bits == bits { return value.finding }
    return nil
  }

  /// A cut of at least 8 digits of one fingerprint and of no other.
  private func shortHash(_ hex: Bytes) -> Finding? {
    guard hex.count >= 8 else { return nil }
    let shift = UInt64(64 - 4 * hex.count)
    let wanted = Self.bits(hex)
    let hits = values.filter { $0.bits >> shift == wanted }
    return hits.count == 1 ? hits[0].finding : nil
  }

  /// One of our fingerprints beats the label `unknown`; a name that is none of ours says nothing against it.
  @inline(__always)
  private mutating func addFingerprint(
    _ print: Bytes, _ finding: inout Finding, isForeign: Bool
  ) {
    let bits: UInt64
    if print.count == 16, print.head16.equals(lastDigits) {
      bits = lastBits
    } else if let hex = Self.hexDigits(print), hex.count >= 8 {
      guard hex.count >= 16 else {
        if finding.identity.keyIndex == nil, let known = shortHash(hex) {
          finding = known
        } else if finding.identity == .unlabelled || finding.identity == .keyless {
          finding = Finding(
            identity: .unknown, basis: .fingerprint, presented: Self.bits(hex))
        }
        return
      }
      bits = Self.bits(hex.first(16))
      if print.count == 16 { (lastDigits, lastBits) = (print.head16, bits) }
    } else {
      return
    }
    if let known = known(bits) {
      // A key that was withdrawn is what it is, whatever it is called.
      let isRetired = known.identity.keyIndex.map { retiredKeys[$0] } ?? false
      if finding.identity.keyIndex == nil || isRetired {
        finding = known
      } else if finding.identity == known.identity {
        finding.isPrevious = known.isPrevious
      }
    } else if finding.identity == .unlabelled || finding.identity == .keyless {
      // Without a name, but not without a key.
      (finding.identity, finding.basis) = (.unknown, .fingerprint)
    }
    finding.presented = bits
  }

  /// What the key header itself holds: nothing, one of our keys, or some other value.
  private func presented(_ record: borrowing Record) -> Finding {
    guard let value = record.value(.keyHeader), value.count > 0, !value.equals("-") else {
      return Finding(identity: .keyless, basis: .emptyHeader)
    }
    if let finding = record.mask(value) { return finding }
    if Self.isMask(value) { return Finding(identity: .unlabelled, basis: .mask) }
    if let finding = raw(value) { return finding }
    if let hex = Self.hexDigits(value) {
      if hex.count >= 16, let finding = known(Self.bits(hex.first(16))) { return finding }
      if hex.count < 16, let finding = shortHash(hex) { return finding }
    }
    return unknown(value)
  }

  private func foreign(_ record: borrowing Record) -> Finding {
    guard let value = record.value(.key) else { return Finding(identity: .unlabelled) }
    return unknown(value)
  }

  private func unknown(_ value: Bytes) -> Finding {
    let print = unknownHash.fingerprint(of: UnsafeRawBufferPointer(value.bytes))
    return Finding(identity: .unknown, basis: .value, isRaw: true, presented: print.bits)
  }

  /// `***`, `abcd***`, `abcd...`, `[REDACTED]`: a key that the log hides.
  private static func isMask(_ value: Bytes) -> Bool {
    let text = value.text.lowercased()
    return text.contains("***") || text.hasSuffix("...") || text.contains("\u{2026}")
      || text.contains("redacted") || text.contains("filtered") || text.contains("masked")
  }

  /// The digits of a hash, behind an optional `sha256:`; nil if there is anything else.
  private static func hexDigits(_ value: Bytes) -> Bytes? {
    let digits = value.hasPrefix("sha256:") ? value.dropping(7) : value
    guard digits.count >= 8, digits.count <= 64, digits.bytes.allSatisfy({ hexValue($0) != nil })
    else { return nil }
    return digits
  }

  private static func bits(_ hex: Bytes) -> UInt64 {
    hex.bytes.reduce(0) { $0 << 4 | UInt64(hexValue($1) ?? 0) }
  }
}
