/// A text as the numbers of its bytes, as the journal writes one with a control character in it.
enum ByteArray {
  /// Whether a number is the first of an array.
  static func begins(with number: Bytes) -> Bool {
    var before = number.base - 1
    // An object's beginning stands before it in any case.
    while before.pointee == 0x20 { before -= 1 }
    return before.pointee == 0x5b
  }

  /// Writes the bytes of the array whose first number is given; none where something else is in it.
  static func write(_ first: Bytes, to out: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var at = first.base
    var count = 0
    while count < out.count {
      var value = 0
      var digits = 0
      while at.pointee &- 0x30 < 10, digits < 4 {
        value = value * 10 + Int(at.pointee &- 0x30)
        digits += 1
        at += 1
      }
      guard digits > 0, let byte = UInt8(exactly: value) else { return 0 }
      out[count] = byte
      count += 1
      while at.pointee == 0x20 { at += 1 }
      if at.pointee == 0x5d { return count }
      guard at.pointee == 0x2c else { return 0 }
      at += 1
      while at.pointee == 0x20 { at += 1 }
    }
    return 0
  }
}
