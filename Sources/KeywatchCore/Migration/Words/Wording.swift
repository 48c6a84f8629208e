/// How figures and names are put into the short sentences of a verdict.
enum Wording {
  /// A command that makes a server say what a log has to say; there are more servers than this one.
  static let snippet = "keywatch snippet flask"

  /// `45 s`, `6 m`, `31 h`, `2 d 4 h`, `12 d`: rounded down, 0 s for less than nothing.
  static func duration(_ milliseconds: Int64) -> String {
    let seconds = max(milliseconds / 1000, 0)
    switch seconds {
    case ..<60: return "\(seconds) s"
    case ..<3_600: return "\(seconds / 60) m"
    case ..<172_800: return "\(seconds / 3_600) h"
    default:
      let hours = seconds / 3_600 % 24
      let days = "\(seconds / 86_400) d"
      return hours == 0 || seconds >= 864_000 ? days : "\(days) \(hours) h"
    }
  }

  /// `6 m ago`, `just now`.
  static func ago(_ milliseconds: Int64) -> String {
    milliseconds < 1000 ? "just now" : "\(duration(milliseconds)) ago"
  }

  /// A share of 0…1 as a percentage that is never too low: `0.75 %`, `4.9 %`, `64 %`.
  static func share(_ share: Double) -> String {
    let percent = share * 100
    // What a limit like 0.05 lacks or exceeds in binary is no reason for another digit.
    let slack = 1e-9
    if percent >= 10 { return "\(whole((percent - slack).rounded(.up))) %" }
    let scale = percent >= 1 ? 10.0 : 100.0
    return decimal((percent * scale - slack).rounded(.up), scale) + " %"
  }

  /// How many of how many as a percentage that is never too high: `98.7 %`.
  static func part(_ part: Int, of all: Int) -> String {
    guard all > 0 else { return "0 %" }
    let permille = (Double(part) / Double(all) * 1000 + 1e-9).rounded(.down)
    return decimal(permille, 10) + " %"
  }

  /// `at most 1 in 134 still uses`, with `whose` behind the number; a percentage where that is half or more.
  static func oneIn(_ share: Double, whose: String = "") -> String {
    guard share > 0, share < 0.5 else { return "up to \(Self.share(share))\(whose) still use" }
    return "at most 1 in \(whole((1 / share).rounded(.down)))\(whose) still uses"
  }

  /// `1 place`, `3 places`.
  static func count(_ count: Int, _ one: String, _ many: String) -> String {
    "\(grouped(count)) \(count == 1 ? one : many)"
  }

  /// `3,456`.
  private static func grouped(_ count: Int) -> String {
    var digits = String(count.magnitude)
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
      place -= 3
    }
    return count < 0 ? "-" + digits : digits
  }

  /// `198.51.100.7 /batch steve-glen`, cut so that it fits a sentence.
  static func place(_ place: Place) -> String {
    let parts = [place.source, place.route, place.userAgent].filter { !$0.isEmpty }
    return parts.isEmpty ? "somewhere" : parts.map { cut($0, 24) }.joined(separator: " ")
  }

  /// The address and route of a place, or what there is of them.
  static func spot(_ place: Place) -> String {
    let known = !place.source.isEmpty || !place.route.isEmpty
    return Self.place(
      Place(
        source: place.source, route: place.route, userAgent: known ? "" : place.userAgent))
  }

  /// The first 20 of a list in words, and how many more there are.
  static func list<Element>(
    _ elements: [Element], _ more: String, _ line: (Element) -> String
  ) -> [String] {
    guard elements.count > 21 else { return elements.map(line) }
    return elements.prefix(20).map(line) + ["and \(elements.count - 20) \(more)"]
  }

  private static func cut(_ text: String, _ length: Int) -> String {
    text.unicodeScalars.count <= length
      ? text : String(String.UnicodeScalarView(text.unicodeScalars.prefix(length - 1))) + "…"
  }

  /// `n / scale` with the digits that the scale has, without zeros at the end.
  private static func decimal(_ n: Double, _ scale: Double) -> String {
    let digits = whole(n)
    let unit = whole(scale)
    let fraction = digits % unit
    guard fraction > 0 else { return "\(digits / unit)" }
    let tail = unit == 100 && fraction < 10 ? "0\(fraction)" : "\(fraction)"
    return "\(digits / unit).\(unit == 100 && fraction % 10 == 0 ? "\(fraction / 10)" : tail)"
  }

  private static func whole(_ n: Double) -> Int { Int(exactly: n) ?? 0 }
}
