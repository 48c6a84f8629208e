/// A 64-bit hash of a line that comes in pieces, the same in every run; not for security.
///
/// It only has to tell the lines of one log apart. FNV-1a, with a last mixing of its bits.
struct LineHash: Hashable, Sendable {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Takes in more of the line.
  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var state = state
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
    self.state = state
  }

  /// The hash of what was taken in.
  var value: UInt64 {
    var value = (state ^ state >> 33) &* 0xff51_afd7_ed55_8ccd
    value = (value ^ value >> 33) &* 0xc4ce_b9fe_1a85_ec53
    return value ^ value >> 33
  }
}
