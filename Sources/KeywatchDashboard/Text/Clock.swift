import KeywatchCore

/// A moment's date and time of day, UTC.
struct Clock: Equatable {
  let year: Int
  let month: Int
  let day: Int
  private let secondOfDay: Int

  /// The date and time of a moment.
  init(_ time: Timestamp) {
    // Beyond some ten thousand years a clock says nothing; the bound keeps the arithmetic small.
    let seconds = Int(min(max(time.seconds, -400_000_000_000), 400_000_000_000))
    let days = seconds >= 0 ? seconds / 86_400 : (seconds - 86_399) / 86_400
    secondOfDay = seconds - days * 86_400
    // A year that begins on 1 March, counted in eras of 400 years from 0000-03-01.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// `09:41:27`
  var time: String { hourAndMinute + ":" + two(secondOfDay % 60) }
  /// `09:41`
  var hourAndMinute: String { two(secondOfDay / 3600) + ":" + two(secondOfDay / 60 % 60) }
  /// `12 Nov`
  var date: String { "\(day) \(Self.months[month - 1])" }
  /// `12 Nov 09:41`
  var dateAndTime: String { date + " " + hourAndMinute }

  private func two(_ value: Int) -> String { (value < 10 ? "0" : "") + String(value) }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}

extension Int64 {
  /// Seconds as a length of time in its largest unit: `14s`, `6m`, `3h`, `12d`.
  var duration: String {
    let seconds = Swift.max(self, 0)
    switch seconds {
    case ..<60: return "\(seconds)s"
    case ..<3600: return "\(seconds / 60)m"
    case ..<172_800: return "\(seconds / 3600)h"
    default: return "\(seconds / 86_400)d"
    }
  }

  /// Seconds in two units where the first says little: `2d 04h`, `6m`.
  var longDuration: String {
    let seconds = Swift.max(self, 0)
    switch seconds {
    case ..<3600: return seconds.duration
    case ..<86_400: return "\(seconds / 3600)h \(seconds % 3600 / 60)m"
    default: return "\(seconds / 86_400)d \(seconds % 86_400 / 3600)h"
    }
  }
}

extension Timestamp {
  /// How long ago this was, in one unit.
  func age(at now: Timestamp) -> String { (now.since(self) / 1000).duration }
}

extension Optional<Timestamp> {
  /// How long ago, or `never`.
  func age(at now: Timestamp) -> String { map { $0.age(at: now) } ?? "never" }
}
