/// `COMPONENT TIME LINE`, as `doctl apps logs` prints it: one blank each, the time with nanoseconds and `Z`.
enum ComponentPrefix {
  static func strip(_ line: TextLine) -> Layer? {
    let bytes = line.bytes
    guard let blank = bytes.first(64).firstIndex(of: 0x20), blank > 0,
      bytes.first(blank).bytes.allSatisfy({ isNameByte($0) })
    else { return nil }
    let time = bytes.dropping(blank + 1).word(0)
    guard time.count >= 20, time[4] == 0x2d, Timestamp(logged: time) != nil else { return nil }
    return Layer(length: min(blank + time.count + 2, bytes.count), time: time)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x5f, 0x2e: true
    default: false
    }
  }
}
