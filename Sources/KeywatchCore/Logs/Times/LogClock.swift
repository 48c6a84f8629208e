/// Reads event times; the minute of the last one is remembered, since lines come in order.
struct LogClock {
  private var prefix = SIMD16<UInt8>.zero
  private var minute: Int64 = 0
  /// The same of `22/Nov/2026:12:55:20 +0000`: what is before the seconds, and behind them.
  private var common = SIMD16<UInt8>.zero
  private var commonEnds: UInt64 = 0
  private var commonMinute: Int64 = 0

  /// Milliseconds since 1970 of a time as logs write it; nil where it is none.
  @inline(__always)
  mutating func milliseconds(_ value: Bytes) -> Int64? {
    if value.count >= 20, value.head16.equals(prefix), value[16] == 0x3a,
      value[value.count - 1] == 0x5a, let within = Self.withinMinute(value)
    {
      return minute &+ within
    }
    if value.count == 26, value.head16.equals(common), Self.ends(value) == commonEnds,
      let seconds = Self.seconds(value, 18)
    {
      return commonMinute &+ seconds &* 1000
    }
    return slow(value)
  }

  /// Milliseconds of `:SSZ` or `:SS.fffZ` behind the minute; nil for any other form.
  @inline(__always)
  private static func withinMinute(_ value: Bytes) -> Int64? {
    guard let seconds = seconds(value, 17) else { return nil }
    if value.count == 20 { return seconds &* 1000 }
    guard value.count == 24, value[19] == 0x2e else { return nil }
    let (x, y, z) = (value[20] &- 0x30, value[21] &- 0x30, value[22] &- 0x30)
    guard x < 10, y < 10, z < 10 else { return nil }
    return seconds &* 1000 &+ Int64(x) &* 100 &+ Int64(y) &* 10 &+ Int64(z)
  }

  @inline(__always)
  private static func seconds(_ value: Bytes, _ at: Int) -> Int64? {
    let (a, b) = (value[at] &- 0x30, value[at &+ 1] &- 0x30)
    return a < 6 && b < 10 ? Int64(a) &* 10 &+ Int64(b) : nil
  }

  /// The last digit of the minute and the zone of a time in the common log format: what `head16` and the seconds leave.
  @inline(__always)
  private static func ends(_ value: Bytes) -> UInt64 {
    let last = UnsafeRawPointer(value.base + 18).loadUnaligned(as: UInt64.self)
    return last & ~0xffff | UInt64(value[16]) << 8 | UInt64(value[17])
  }

  @inline(never)
  private mutating func slow(_ value: Bytes) -> Int64? {
    guard let time = Timestamp(logged: value) else { return nil }
    if value.count >= 20, value[4] == 0x2d, value[10] | 0x20 == 0x74, value[16] == 0x3a,
      value[value.count - 1] == 0x5a
    {
      prefix = value.head16
      let seconds = time.seconds
      minute = (seconds - (seconds % 60 + 60) % 60) * 1000
    }
    if value.count == 26, value[2] == 0x2f, value[17] == 0x3a, value[21] < 0x30,
      let seconds = Self.seconds(value, 18)
    {
      common = value.head16
      commonEnds = Self.ends(value)
      commonMinute = time.milliseconds - seconds * 1000
    }
    return time.milliseconds
  }
}
