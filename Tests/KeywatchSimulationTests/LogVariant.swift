/// A log of the simulation as other servers, or accidents, would have left it.
///
/// Stands alone on purpose: `Tests/Bench/Variants` compiles this file too, for logs of a gigabyte.
enum LogVariant: String, CaseIterable {
  /// Lines that end in CR LF.
  case crlf
  /// `": "` and `, ` as many encoders write them.
  case spaced
  /// The fields of each line in an order of its own, those of `auth` too.
  case shuffled
  /// One request in a thousand is cut off: its rest is lost, or its rest and its newline.
  case torn
}

/// Writes a variant, line by line.
struct VariantWriter {
  private let variant: LogVariant
  private var random: UInt64
  private var sinceTorn = 0
  private var isGlued = false
  /// Times that must not be lost, for the truth's `first` and `last` hang on them.
  private let kept: Set<[UInt8]>
  /// The lines that were torn, as they had been.
  private(set) var lost: [[UInt8]] = []

  init(_ variant: LogVariant, seed: UInt64, keeping times: [String]) {
    self.variant = variant
    random = seed
    kept = Set(times.map { Array($0.utf8) })
  }

  /// Appends the variant of a line, which ends in its newline.
  mutating func append(_ line: ArraySlice<UInt8>, to out: inout [UInt8]) {
    isGlued = false
    switch variant {
    case .crlf:
      out += line.dropLast()
      out += [0x0d, 0x0a]
    case .spaced: appendSpaced(line, to: &out)
    case .shuffled:
      appendShuffled(line.dropLast(), to: &out)
      out.append(0x0a)
    case .torn: appendPerhapsTorn(line, to: &out)
    }
  }

  /// Ends the log: what was torn last has nothing to stick to.
  mutating func finish(_ out: inout [UInt8]) {
    if isGlued { out.append(0x0a) }
    isGlued = false
  }

  private func appendSpaced(_ line: ArraySlice<UInt8>, to out: inout [UInt8]) {
    var isInString = false
    var isEscaped = false
    for byte in line {
      out.append(byte)
      if isEscaped {
        isEscaped = false
      } else if byte == 0x22 {
        isInString.toggle()
      } else if isInString {
        isEscaped = byte == 0x5c
      } else if byte == 0x3a || byte == 0x2c {
        out.append(0x20)
      }
    }
  }

  private mutating func appendShuffled(_ object: ArraySlice<UInt8>, to out: inout [UInt8]) {
    var members = Self.members(object)
    for i in stride(from: members.count - 1, to: 0, by: -1) { members.swapAt(i, below(i + 1)) }
    out.append(0x7b)
    for (i, member) in members.enumerated() {
      if i > 0 { out.append(0x2c) }
      if member.last == 0x7d, let colon = member.firstIndex(of: 0x3a) {
        out += member[...colon]
        appendShuffled(member[(colon + 1)...], to: &out)
      } else {
        out += member
      }
    }
    out.append(0x7d)
  }

  /// The members of an object, between its braces.
  private static func members(_ object: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    let inner = object.dropFirst().dropLast()
    var members: [ArraySlice<UInt8>] = []
    var start = inner.startIndex
    var depth = 0
    var isInString = false
    var isEscaped = false
    for i in inner.indices {
      let byte = inner[i]
      if isEscaped {
        isEscaped = false
      } else if isInString {
        isEscaped = byte == 0x5c
        isInString = byte != 0x22
      } else {
        switch byte {
        case 0x22: isInString = true
        case 0x7b, 0x5b: depth += 1
        case 0x7d, 0x5d: depth -= 1
        case 0x2c where depth == 0:
          members.append(inner[start..<i])
          start = i + 1
        default: break
        }
      }
    }
    return members + [inner[start...]]
  }

  private mutating func appendPerhapsTorn(_ line: ArraySlice<UInt8>, to out: inout [UInt8]) {
    sinceTorn += 1
    // A whole line between two torn ones might be forged by a caller; a reader may say so.
    guard below(1000) == 0, sinceTorn > 8, Self.isRequest(line),
      !kept.contains(Array(line.dropFirst(7).prefix(24)))
    else {
      out += line
      return
    }
    sinceTorn = 0
    lost.append(Array(line))
    out += line.prefix(1 + below(line.count - 3))
    isGlued = below(4) == 0
    if !isGlued { out.append(0x0a) }
  }

  private static func isRequest(_ line: ArraySlice<UInt8>) -> Bool {
    line.dropFirst(48).starts(with: "\"event\":\"request\"".utf8)
  }

  /// A number of 0..<bound (SplitMix64).
  private mutating func below(_ bound: Int) -> Int {
    random &+= 0x9e37_79b9_7f4a_7c15
    var z = random
    z = (z ^ z >> 30) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ z >> 27) &* 0x94d0_49bb_1331_11eb
    z ^= z >> 31
    return Int(z >> 33) % max(bound, 1)
  }
}
