import KeywatchCore

/// Before which hour nothing finer than a day, an hour or a minute is kept; hours since 1970.
struct RetentionLimits {
  let minutes: Int64
  let hours: Int64
  let days: Int64

  init(_ retention: Retention, now: Timestamp) {
    let hour = HourCounts.place(of: now.milliseconds).hour
    func limit(_ seconds: Int64) -> Int64 { hour - max(seconds, 3600) / 3600 }
    minutes = limit(retention.minutes)
    hours = min(minutes, limit(retention.hours))
    days = min(hours, limit(retention.days))
  }

  /// The day an hour lies in, both since 1970.
  static func day(of hour: Int64) -> Int64 { hour >= 0 ? hour / 24 : (hour - 23) / 24 }
}
