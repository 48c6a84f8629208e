extension Address: CustomStringConvertible {
  /// `198.51.100.7`, or IPv6 as RFC 5952 writes it.
  package var description: String {
    if isIPv4 {
      let four = UInt32(truncatingIfNeeded: low)
      return "\(four >> 24).\(four >> 16 & 255).\(four >> 8 & 255).\(four & 255)"
    }
    let groups = (0..<8).map { i in
      UInt16(truncatingIfNeeded: (i < 4 ? high : low) >> UInt64(48 - 16 * (i & 3)))
    }
    let zeros = Self.longestZeroRun(groups)
    let text = { (part: ArraySlice<UInt16>) in
      part.map { String($0, radix: 16) }.joined(separator: ":")
    }
    guard let zeros else { return text(groups[...]) }
    return text(groups[..<zeros.lowerBound]) + "::" + text(groups[zeros.upperBound...])
  }

  /// The first longest run of at least two zero groups.
  private static func longestZeroRun(_ groups: [UInt16]) -> Range<Int>? {
    var best: Range<Int>?
    var start = 0
    for i in 0...groups.count where i == groups.count || groups[i] != 0 {
      if i - start >= 2, i - start > best?.count ?? 0 { best = start..<i }
      start = i + 1
    }
    return best
  }

  /// Loopback, link-local and the private ranges of RFC 1918 and RFC 4193.
  var isPrivate: Bool {
    if isIPv4 {
      let four = UInt32(truncatingIfNeeded: low)
      return four >> 24 == 10 || four >> 24 == 127 || four >> 20 == 0xac1 || four >> 16 == 0xc0a8
        || four >> 16 == 0xa9fe
    }
    return high == 0 && low == 1 || high >> 57 == 0x7e || high >> 54 == 0x3fa
  }
}
