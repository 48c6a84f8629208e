import ArgumentParser
import KeywatchCore

/// When something happened, as an operator writes it: `14:00`, a date, both, RFC 3339, or how long ago; without a
/// zone it is local time.
struct NoteTime: ExpressibleByArgument, Equatable {
  private enum Form: Equatable {
    case moment(Moment)
    case clock(date: String?, hour: Int, minute: Int)
  }

  private let form: Form

  init?(argument: String) {
    let parts = argument.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    if let clock = Self.clock(parts.last ?? ""), parts.count <= 2 {
      form = .clock(date: parts.count == 2 ? parts[0] : nil, hour: clock.hour, minute: clock.minute)
    } else if Self.date(argument) != nil {
      form = .clock(date: argument, hour: 0, minute: 0)
    } else if let moment = Moment(argument: argument) {
      form = .moment(moment)
    } else {
      return nil
    }
    if case .clock(let date?, _, _) = form, Self.date(date) == nil { return nil }
  }

  /// The moment, seen from `now`; throws `Failure.usage` for one that does not exist or is still to come.
  func timestamp(now: Timestamp) throws -> Timestamp {
    let time: Timestamp? =
      switch form {
      case .moment(let moment): moment.timestamp(now: now)
      case .clock(let date, let hour, let minute):
        LocalTime.timestamp(
          date: date.flatMap(Self.date), hour: hour, minute: minute, now: now)
      }
    guard let time else { throw Failure.usage("--at is a time that does not exist here") }
    guard time <= now else {
      throw Failure.usage("--at is still to come: \(LocalTime.text(time)); name its date")
    }
    return time
  }

  private static func clock(_ text: String) -> (hour: Int, minute: Int)? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let hour = digits(parts[0], 1...2),
      let minute = digits(parts[1], 2...2),
      hour < 24, minute < 60
    else { return nil }
    return (hour, minute)
  }

  private static func date(_ text: String) -> (year: Int, month: Int, day: Int)? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = digits(parts[0], 4...4), let month = digits(parts[1], 2...2),
      let day = digits(parts[2], 2...2), (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    return (year, month, day)
  }

  private static func digits(_ text: Substring, _ count: ClosedRange<Int>) -> Int? {
    let isNumber = text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    return isNumber && count.contains(text.utf8.count) ? Int(text) : nil
  }
}
