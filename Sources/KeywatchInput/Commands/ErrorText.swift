/// What a run writes to standard error: its newest line and what it means, however much there is.
///
/// It is text of somebody else: cut to a length, without control characters, and masked.
struct ErrorText: Sendable {
  /// Characters of a line that are shown.
  static let limit = 160
  /// Bytes of a line that are looked at.
  private static let byteLimit = 1024

  /// The newest line that has something in it.
  private(set) var newest = ""
  /// What a line meant.
  private(set) var diagnosis: Diagnosis?
  private let command: String
  private let mask: @Sendable ([UInt8]) -> [UInt8]
  private var open: [UInt8] = []

  init(of command: String, mask: @escaping @Sendable ([UInt8]) -> [UInt8]) {
    self.command = command
    self.mask = mask
  }

  /// Takes in more of it.
  mutating func take(_ bytes: UnsafeRawBufferPointer) {
    var isFirst = true
    for part in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      if !isFirst { finish() }
      isFirst = false
      open += part.prefix(Self.byteLimit - min(open.count, Self.byteLimit))
    }
  }

  /// Takes in that no more comes, or that what came stands for a line.
  mutating func finish() {
    defer { open.removeAll(keepingCapacity: true) }
    let line = Self.plain(mask(open))
    guard line.contains(where: { $0 != " " }) else { return }
    newest = line
    if let found = Diagnosis(of: line, from: command) { diagnosis = found }
  }

  /// A line without escape sequences and control characters.
  private static func plain(_ bytes: [UInt8]) -> String {
    var text = String.UnicodeScalarView()
    var isEscape = false
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if isEscape {
        // A sequence ends with a letter; what is left of another kind is only text.
        isEscape = !scalar.properties.isAlphabetic
      } else if scalar == "\u{1b}" {
        isEscape = true
      } else if scalar.properties.generalCategory != .control,
        scalar.properties.generalCategory != .format
      {
        text.append(scalar)
      }
    }
    let line = String(text)
    return line.count > limit ? line.prefix(limit - 1) + "…" : line
  }
}
