extension LineMemo {
  /// A text line while it is cut at its gaps, from left to right.
  struct Cut {
    fileprivate let text: UnsafePointer<UInt8>
    /// Where the stretch begins that is not ended yet.
    fileprivate var position: Int
    fileprivate var count = 0
    fileprivate var hash: UInt64 = 0x9e37_79b9_7f4a_7c15
    fileprivate var hasID = false
    /// Its time and its path; nil where it has none, or where they are no gaps.
    var time: Bytes?
    var path: Bytes?

    init(_ text: UnsafePointer<UInt8>, from start: Int) {
      self.text = text
      position = start
    }

    /// Takes a value that tells lines apart into the hash: its end, its beginning and its middle, 8 bytes each.
    @inline(__always)
    mutating func tell(_ from: Int, _ to: Int) {
      let raw = UnsafeRawPointer(text)
      let count = to &- from
      var word = raw.loadUnaligned(fromByteOffset: from, as: UInt64.self)
      if count < 8 {
        // What follows a short value may be a gap.
        word &= 1 &<< UInt64(truncatingIfNeeded: count &* 8) &- 1
      } else {
        word = word &<< 1 ^ raw.loadUnaligned(fromByteOffset: to &- 8, as: UInt64.self)
        if count > 24 {
          word ^= raw.loadUnaligned(fromByteOffset: from &+ count / 2, as: UInt64.self) &<< 2
        }
      }
      word &+= UInt64(truncatingIfNeeded: count)
      hash = ((hash &<< 23 | hash &>> 41) ^ word) &* 0xff51_afd7_ed55_8ccd
    }
  }

  /// Leaves a value out of what is compared; false where there are too many such.
  @inline(__always)
  mutating func gap(_ from: Int, _ to: Int, _ cut: inout Cut) -> Bool {
    guard cut.count < Self.stretchLimit &- 1 else { return false }
    stretches[cut.count] = Stretch(start: cut.position, count: from &- cut.position)
    cut.position = to
    cut.count &+= 1
    return true
  }

  /// Takes a path into the hash, and leaves out the number at its end, where such numbers are folded.
  @inline(__always)
  mutating func path(_ from: Int, _ to: Int, _ cut: inout Cut) -> Bool {
    cut.path = Bytes(base: cut.text + from, count: to &- from)
    let id = foldsIDs ? Self.idStart(cut.text, from, to) : to
    cut.tell(from, id)
    guard id < to else { return true }
    cut.hasID = true
    return gap(id, to, &cut)
  }

  /// Ends the cutting of a line; `shape` says how it was cut.
  @inline(__always)
  mutating func query(_ cut: Cut, end: Int, shape: Int) -> Query {
    stretches[cut.count] = Stretch(start: cut.position, count: end &- cut.position)
    stretchCount = cut.count &+ 1
    return Query(
      hash: (cut.hash ^ cut.hash >> 32) &* 0xc4ce_b9fe_1a85_ec53,
      shape: Int32(truncatingIfNeeded: shape), hasID: cut.hasID, text: cut.text, time: cut.time)
  }
}
