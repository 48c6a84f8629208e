import GRDB

/// Rows of a table that follow each other in the order of its key.
struct Stretch {
  let table: String
  /// The columns of the key.
  let key: [String]
  var isDescending = false
  /// Bounds of the key's first column; the second is not in it.
  var from: Int64?
  var before: Int64?
  /// The key behind which it begins, and the last one in it.
  var after: [DatabaseValue]?
  var last: [DatabaseValue]?

  init(table: String, key: [String]) {
    self.table = table
    self.key = key
  }

  /// Which rows are in it, as SQL says it: by the narrowest bounds alone, since SQLite looks for rows by one on each side.
  var condition: String {
    let names = "(" + key.joined(separator: ", ") + ")"
    let marks = "(" + key.map { _ in "?" }.joined(separator: ", ") + ")"
    let (behind, upTo) = isDescending ? ("<", ">=") : (">", "<=")
    let begin =
      after.map { _ in "\(names) \(behind) \(marks)" } ?? from.map { _ in "\(key[0]) >= ?" }
    let end = last.map { _ in "\(names) \(upTo) \(marks)" } ?? before.map { _ in "\(key[0]) < ?" }
    return [begin ?? "TRUE", end ?? "TRUE"].joined(separator: " AND ")
  }

  /// The values in it.
  var arguments: StatementArguments {
    let begin = after ?? from.map { [$0.databaseValue] } ?? []
    return StatementArguments(begin + (last ?? before.map { [$0.databaseValue] } ?? []))
  }

  /// Its first rows; nil where it has not so many.
  func first(_ count: Int, _ db: Database) throws -> Stretch? {
    let order = key.map { isDescending ? "\($0) DESC" : $0 }.joined(separator: ", ")
    let row = try Row.fetchOne(
      db,
      sql: """
        SELECT \(key.joined(separator: ", ")) FROM \(table) WHERE \(condition)
        ORDER BY \(order) LIMIT 1 OFFSET \(count - 1)
        """, arguments: arguments)
    guard let row else { return nil }
    var part = self
    part.last = Array(row.databaseValues)
    return part
  }

  /// The same rows, the last one first.
  var backwards: Stretch {
    var backwards = self
    backwards.isDescending = true
    return backwards
  }

  /// What is behind it.
  var rest: Stretch {
    var rest = self
    (rest.after, rest.last) = (last, nil)
    return rest
  }
}
