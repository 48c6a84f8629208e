extension Int {
  /// All digits in groups of three: `3,027,399`.
  var grouped: String {
    var text = String(magnitude)
    var groups: [String] = []
    while text.count > 3 {
      groups.insert(String(text.suffix(3)), at: 0)
      text = String(text.dropLast(3))
    }
    return (self < 0 ? "-" : "") + ([text] + groups).joined(separator: ",")
  }

  /// At most six columns: `9,811`, `40.1k`, `513k`, `3.0M`.
  var short: String {
    var unit = 1000
    for suffix in ["k", "M", "G", "T", "P", "E"] {
      if self < 10_000 { break }
      let tenths = self / (unit / 10)
      if tenths < 1000 { return "\(tenths / 10).\(tenths % 10)\(suffix)" }
      if tenths < 10_000 { return "\(tenths / 10)\(suffix)" }
      unit *= 1000
    }
    return grouped
  }
}

extension Int64 {
  /// Bytes in decimal units: `3.1 GB`.
  var byteText: String {
    var value = Swift.max(self, 0)
    if value < 1000 { return "\(value) B" }
    for suffix in ["kB", "MB", "GB"] {
      if value < 1_000_000 {
        let tenths = value / 100
        return tenths < 1000
          ? "\(tenths / 10).\(tenths % 10) \(suffix)" : "\(tenths / 10) \(suffix)"
      }
      value /= 1000
    }
    return "\(value / 1000) TB"
  }
}

extension Double {
  /// The nearest whole number, saturating; 0 for what is none.
  var clamped: Int {
    if isNaN { return 0 }
    return Int(exactly: Swift.min(Swift.max(self, -9e15), 9e15).rounded()) ?? 0
  }

  /// One digit behind the point: `29.5`.
  var tenths: String {
    let value = (self * 10).clamped
    return "\(value < 0 ? "-" : "")\((value.magnitude / 10)).\(value.magnitude % 10)"
  }

  /// A share as a percentage that is 0 or 100 only where it is so: `98.7%`, `<0.1%`, `99.9%`.
  var percent: String {
    if isNaN || self <= 0 { return "0.0%" }
    if self >= 1 { return "100.0%" }
    if self < 0.0005 { return "<0.1%" }
    return Swift.min(self * 100, 99.9).tenths + "%"
  }

  /// A rate per second in the unit in which it is not nought: `1,284/s`, `29.5/s`, `12/min`, `3/h`.
  var rate: String {
    guard self > 0 else { return "0/h" }
    for (factor, unit) in [(1.0, "/s"), (60, "/min"), (3600, "/h")] {
      let value = self * factor
      if value >= 99.95 { return value.clamped.short + unit }
      if value >= 9.95 { return (unit == "/s" ? value.tenths : "\(value.clamped)") + unit }
      if value >= 0.95 { return value.tenths + unit }
    }
    return (self * 86_400).tenths + "/d"
  }
}
