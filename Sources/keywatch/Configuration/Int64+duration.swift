extension Int64 {
  /// Seconds of a duration: digits and a unit, `120s`, `15m`, `24h`, `7d`; nil for anything else.
  init?(duration text: String) {
    let lengths: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    let digits = text.dropLast()
    guard let length = text.last.flatMap({ lengths[$0] }), let count = Int64(digits),
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    let (seconds, overflow) = count.multipliedReportingOverflow(by: length)
    guard !overflow else { return nil }
    self = seconds
  }
}
