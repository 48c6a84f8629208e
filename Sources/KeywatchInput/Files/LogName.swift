/// A log file's path taken apart: the name its writer uses, and how old a rotated file of it is.
package struct LogName: Hashable, Sendable {
  /// How old the file is among those of one name; the order is the reading order, oldest first.
  package enum Age: Hashable, Sendable {
    /// `app.log-20261122`, `app.log.2026-11-22`.
    case dated(String)
    /// `app.log.3`.
    case numbered(Int)
    /// The name itself.
    case live
  }

  /// The path without the rotation's ending.
  package let base: String
  package let age: Age
  /// True for an ending of a compressor (`.gz`, `.zst`, `.xz`, `.bz2`).
  package let isCompressed: Bool

  private static let compressedEndings = [".gz", ".zst", ".xz", ".bz2"].map { Array($0.utf8) }

  private static let readableEndings = [".gz", ".zst"].map { Array($0.utf8) }

  /// A path that is a writer's own name, whatever it looks like.
  init(live path: String) {
    base = path
    age = .live
    isCompressed = false
  }

  /// Takes a path apart by how it ends.
  package init(_ path: String) {
    var name = path.utf8[...]
    let ending = Self.compressedEndings.first { name.suffix($0.count).elementsEqual($0) }
    name = name.dropLast(ending?.count ?? 0)
    isCompressed = ending != nil
    guard let (base, age) = Self.rotated(name) else {
      self.base = path
      self.age = .live
      return
    }
    self.base = base
    self.age = age
  }

  /// False where a name has no ending of a rotation that can be read; cheap, for long directories.
  static func mayBeRotated(_ name: String) -> Bool {
    let ending = readableEndings.first { name.utf8.suffix($0.count).elementsEqual($0) }
    return name.utf8.dropLast(ending?.count ?? 0).last.map(isDigit) ?? false
  }

  /// Splits off an ending made of digits: up to four after a dot count rotations, eight and more
  /// are a date.
  private static func rotated(_ name: Substring.UTF8View) -> (base: String, age: Age)? {
    guard let last = name.lastIndex(where: { !isDatePart($0) }) else { return nil }
    let ending = name[name.index(after: last)...].drop { !isDigit($0) }
    guard !ending.isEmpty else { return nil }
    let base = name[..<name.index(before: ending.startIndex)]
    let separator = name[base.endIndex]
    guard isSeparator(separator), let end = base.last, end != UInt8(ascii: "/") else { return nil }
    guard let text = String(ending), let stem = String(base) else { return nil }
    if ending.count(where: isDigit) >= 8 { return (stem, .dated(text)) }
    guard ending.count <= 4, separator == UInt8(ascii: "."), let number = Int(text) else {
      return nil
    }
    return (stem, .numbered(number))
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0") <= byte && byte <= UInt8(ascii: "9")
  }

  private static func isDatePart(_ byte: UInt8) -> Bool {
    isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
}

extension LogName: Comparable {
  /// The reading order: names apart, within a name the oldest first, and a compressed file before a
  /// plain one.
  package static func < (a: LogName, b: LogName) -> Bool {
    if a.base != b.base { return a.base < b.base }
    return a.age == b.age ? a.isCompressed && !b.isCompressed : a.age < b.age
  }
}

extension LogName.Age: Comparable {
  package static func < (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.dated(let a), .dated(let b)): a < b
    case (.numbered(let a), .numbered(let b)): a > b
    case (.dated, .numbered), (.dated, .live), (.numbered, .live): true
    default: false
    }
  }
}
