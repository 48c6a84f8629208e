/// Tells paths apart, however a log wrote them: escapes are resolved, backslashes, which some double and some drop, are left
/// out, and what follows the first control character, too.
enum PathHash {
  /// FNV-1a of 64 bits (Fowler, Noll, Vo) of a path without its query; never 0.
  static func of(_ path: Bytes) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var i = 0
    while i < path.count {
      var byte = path[i]
      i += 1
      if byte == 0x25, i + 1 < path.count, let high = hexValue(path[i]),
        let low = hexValue(path[i + 1])
      {
        byte = UInt8(high << 4 | low)
        i += 2
      }
      if byte < 0x20 || byte == 0x7f { break }
      if byte == 0x5c { continue }
      hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    }
    return hash | 1
  }
}
