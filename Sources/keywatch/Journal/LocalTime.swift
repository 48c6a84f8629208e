import Glibc
import KeywatchCore

/// Local time as the system has it (TZ, /etc/localtime): Foundation's needs tables that a static program lacks.
enum LocalTime {
  /// The moment at which the clocks here show a date (today's without one) and a time of day; nil for a time
  /// that they do not show.
  static func timestamp(
    date: (year: Int, month: Int, day: Int)?, hour: Int, minute: Int, now: Timestamp
  ) -> Timestamp? {
    var local = parts(of: now)
    if let date {
      guard (1970...9999).contains(date.year) else { return nil }
      (local.tm_year, local.tm_mon, local.tm_mday) = (
        Int32(date.year - 1900), Int32(date.month - 1), Int32(date.day)
      )
    }
    (local.tm_hour, local.tm_min, local.tm_sec, local.tm_isdst) = (
      Int32(hour), Int32(minute), 0, -1
    )
    let wanted = local
    let seconds = mktime(&local)
    // What the clocks skip, and a 30 February, comes back as another time.
    guard local.tm_mday == wanted.tm_mday, local.tm_mon == wanted.tm_mon,
      local.tm_hour == wanted.tm_hour, local.tm_min == wanted.tm_min
    else { return nil }
    return Timestamp(seconds: Int64(seconds))
  }

  /// `2026-11-24 14:00:05 CET (+0100)`.
  static func text(_ time: Timestamp) -> String {
    var local = parts(of: time)
    var buffer = [CChar](repeating: 0, count: 128)
    let count = strftime(&buffer, buffer.count, "%Y-%m-%d %H:%M:%S %Z (%z)", &local)
    return String(decoding: buffer.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func parts(of time: Timestamp) -> tm {
    tzset()
    var seconds = time_t(time.seconds)
    var local = tm()
    localtime_r(&seconds, &local)
    return local
  }
}
