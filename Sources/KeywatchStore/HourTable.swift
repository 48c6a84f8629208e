/// A table by hour, and how its rows become those of one by day.
struct HourTable {
  let hours: Stretch
  let days: Stretch
  /// The columns of a day behind its number, and those that make one row of it.
  private let columns: String
  private let groups: String
  /// What a day that is there already becomes.
  private let merged: String

  static let all = [
    HourTable(
      hours: Stretch(table: "use_hour", key: ["hour", "use"]),
      days: Stretch(table: "use_day", key: ["day", "use"]),
      columns: "use, sum(count), min(first), max(last)", groups: "1, 2",
      merged: """
        count = count + excluded.count, first = min(first, excluded.first),
        last = max(last, excluded.last)
        """),
    HourTable(
      hours: Stretch(table: "key_hour", key: ["hour", "source", "key"]),
      days: Stretch(table: "key_day", key: ["day", "source", "key"]),
      columns: "source, key, sum(count)", groups: "1, 2, 3",
      merged: "count = count + excluded.count"),
  ]

  /// Adds a stretch of hours to their days; that of an hour before 1970 is rounded down, too.
  func fold(_ part: Stretch) -> String {
    """
    INSERT INTO \(days.table) SELECT (hour - ((hour % 24) + 24) % 24) / 24, \(columns)
    FROM \(part.table) WHERE \(part.condition) GROUP BY \(groups)
    ON CONFLICT DO UPDATE SET \(merged)
    """
  }
}
