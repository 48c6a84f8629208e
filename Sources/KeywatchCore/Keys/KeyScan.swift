import Glibc

/// Finds the values of configured keys in any bytes, whatever stands around them, by looking at one word in dozens.
///
/// The first `span` bytes of each value, in every form it may be written in, have `stride` words; one in `stride` of
/// the words in a text is looked up among them, so that one of theirs is met. What a met word belongs to is read around
/// it (`EscapedByte`). A form is the value as it is; escaped throughout (`%46%41…`); or with its other bytes than
/// letters and digits escaped in one of the ways of `EscapedByte`, hexadecimal digits in one case.
///
/// Not found is a value in another case or alphabet (Base64, UTF-16), one that is cut or broken by something, one
/// that is escaped here and there or in several ways, and one of which only the fingerprint is known or that is shorter
/// than 16 bytes: of those the `Masker` finds what is about to be kept, and the `KeyReader` what stands in a key field
/// or in a query parameter that carries keys.
struct KeyScan: ~Copyable {
  /// Where a value stands: from the first byte to behind the last one, as it is escaped.
  struct Hit: Equatable {
    var start: Int
    var end: Int
    /// Its number in `values`.
    var value: Int
  }
  /// What is known of a value besides its bytes.
  struct Value {
    private(set) var finding: KeyReader.Finding
    /// What stands in its place: `‹name›`, never longer than the value and nothing that JSON would escape.
    let mask: [UInt8]
    fileprivate let place: Range<Int>

    fileprivate init(
      _ finding: KeyReader.Finding, _ configuration: Configuration, place: Range<Int>
    ) {
      self.finding = finding
      self.finding.isRaw = true
      self.place = place
      let name = finding.identity.name(in: configuration)
      let mask = Array("‹\(name)›".utf8)
      let isPlain = name.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5c }
      self.mask = isPlain && mask.count <= place.count ? mask : Array("‹key›".utf8)
    }
  }
  /// A way of writing the beginning of a value: where it lies among the secrets.
  private struct Form {
    var place: Int
    var value: Int
  }

  private(set) var values: [Value] = []
  private var forms: [Form] = []
  /// The values one after the other, then the forms that are escaped throughout.
  private var secrets: SecretBytes
  /// Two tables with a bit for every word of a form, by two parts of its hash: the second is asked what the first
  /// affirms.
  private var words = SecretBytes(capacity: 2 * tableSize)
  private var span = 0
  private var stride: Int { span - 7 }

  /// Bytes of a table.
  private static let tableSize = 1 << 13
  /// The longest span: the forms grow with it.
  private static let spanLimit = 64
  /// Bytes that a value and its forms take at most.
  private static let room = 512 + 14 * 72

  init(_ configuration: Configuration, _ known: KeyValues) {
    let candidates = KeyReader.values(configuration)
    secrets = SecretBytes(capacity: candidates.count * Self.room)
    for candidate in candidates
    where !values.contains(where: { $0.finding.presented == candidate.bits }) {
      let place = secrets.count
      known.read(Fingerprint(bits: candidate.bits)) { value in
        secrets.append(value)
        values.append(
          Value(candidate.finding, configuration, place: place..<place + value.count))
      }
    }
    guard !values.isEmpty else { return }
    span = min(values.map(\.place.count).min() ?? 0, Self.spanLimit)
    for value in values.indices { addForms(of: value) }
    words.append { $0.count }
    for form in forms { addWords(of: form) }
  }

  /// Whether there is nothing to look for.
  var isEmpty: Bool { forms.isEmpty }

  /// Appends where values stand in a region of complete lines, in order and apart.
  func find(in region: UnsafeRawBufferPointer, into hits: inout [Hit]) {
    guard !forms.isEmpty, let text = region.baseAddress else { return }
    let step = stride
    let last = region.count - 8
    words.read { words in
      guard let words = words.baseAddress?.assumingMemoryBound(to: UInt64.self) else { return }
      var at = 0
      while at <= last - 3 * step {
        let bits =
          Self.bit(words, text + at) | Self.bit(words, text + at + step)
          | Self.bit(words, text + at + 2 * step) | Self.bit(words, text + at + 3 * step)
        if bits & 1 != 0 {
          for at in Swift.stride(from: at, to: at + 4 * step, by: step) {
            if Self.bit(words, text + at) & 1 != 0 { confirm(at, region, &hits) }
          }
        }
        at += 4 * step
      }
      while at <= last {
        if Self.bit(words, text + at) & 1 != 0 { confirm(at, region, &hits) }
        at += step
      }
    }
  }

  /// In its lowest bit, whether the word there may be one of ours.
  @inline(__always)
  private static func bit(
    _ words: UnsafePointer<UInt64>, _ text: UnsafeRawPointer
  ) -> UInt64 {
    let slot = slot(text.loadUnaligned(as: UInt64.self))
    return words[slot &>> 6] &>> UInt64(truncatingIfNeeded: slot & 63)
  }

  /// Where the word's bit stands among 65,536.
  @inline(__always)
  private static func slot(_ word: UInt64) -> Int {
    Int(truncatingIfNeeded: (word &* 0x9e37_79b9_7f4a_7c15) &>> 48)
  }

  /// The same in the second table, counted from the beginning of the first.
  private static func secondSlot(_ word: UInt64) -> Int {
    tableSize * 8 + Int(truncatingIfNeeded: (word &* 0x9e37_79b9_7f4a_7c15) &>> 32 & 0xffff)
  }

  /// Looks which value the word at `at` is part of.
  @inline(never)
  private func confirm(_ at: Int, _ region: UnsafeRawBufferPointer, _ hits: inout [Hit]) {
    let word = region.loadUnaligned(fromByteOffset: at, as: UInt64.self)
    let slot = Self.secondSlot(word)
    guard words.read({ $0[slot / 8] >> UInt8(slot % 8) & 1 == 1 }) else { return }
    secrets.read { secrets in
      for form in forms {
        for offset in 0..<stride
        where secrets.loadUnaligned(fromByteOffset: form.place + offset, as: UInt64.self) == word {
          if let hit = whole(form, at - offset, region, secrets) { add(hit, to: &hits) }
        }
      }
    }
  }

  /// The value whose form begins at `start`; nil where it is not all there.
  private func whole(
    _ form: Form, _ start: Int, _ region: UnsafeRawBufferPointer, _ secrets: UnsafeRawBufferPointer
  ) -> Hit? {
    guard start >= 0, start + span <= region.count,
      region[start..<start + span].elementsEqual(secrets[form.place..<form.place + span])
    else { return nil }
    let place = values[form.value].place
    var hit = Hit(start: start, end: start, value: form.value)
    for byte in secrets[place] {
      guard let end = EscapedByte.end(of: byte, from: hit.end, in: region) else { return nil }
      hit.end = end
    }
    return hit
  }

  /// Of values that overlap the longer one is meant: the other is a part of it.
  private func add(_ hit: Hit, to hits: inout [Hit]) {
    while let last = hits.last, last.end > hit.start {
      guard hit.end - hit.start > last.end - last.start else { return }
      hits.removeLast()
    }
    hits.append(hit)
  }

  private mutating func addForms(of value: Int) {
    forms.append(Form(place: values[value].place.lowerBound, value: value))
    let others = secrets.read { secrets in
      Set(secrets[values[value].place].filter { !EscapedByte.isWordByte($0) })
    }
    // What addresses never have to escape, and what many leave as it is besides.
    let sets = [others, others.subtracting("-._~".utf8), others.subtracting("-._~/".utf8)]
    for digits in ["0123456789ABCDEF", "0123456789abcdef"].map({ Array($0.utf8) }) {
      addForm(of: value, "%", digits) { _ in true }
      for set in Set(sets) where !set.isEmpty {
        addForm(of: value, "%", digits, where: set.contains)
      }
      guard !others.isEmpty else { continue }
      for prefix in ["%25", #"\u00"#, #"\x"#] {
        addForm(of: value, prefix, digits, where: others.contains)
      }
    }
  }

  /// Adds a value's beginning with some of its bytes escaped.
  private mutating func addForm(
    of value: Int, _ prefix: String, _ digits: [UInt8], where isEscaped: (UInt8) -> Bool
  ) {
    let place = secrets.count
    forms.append(Form(place: place, value: value))
    for at in values[value].place where secrets.count < place + span {
      let byte = secrets.read { $0[at] }
      let hex = [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      let written = isEscaped(byte) ? Array(prefix.utf8) + hex : [byte]
      written.withUnsafeBytes { secrets.append($0) }
    }
  }

  private mutating func addWords(of form: Form) {
    let step = stride
    secrets.read { secrets in
      words.withBytes { words in
        let words = words.bindMemory(to: UInt64.self)
        for offset in 0..<step {
          let word = secrets.loadUnaligned(fromByteOffset: form.place + offset, as: UInt64.self)
          for slot in [Self.slot(word), Self.secondSlot(word)] {
            words[slot >> 6] |= 1 << UInt64(slot & 63)
          }
        }
      }
    }
  }
}
