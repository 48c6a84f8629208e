import Foundation
import GRDB

/// A value of a table that should be a number, a text or bytes: one of another type is none.
///
/// A state may come from anybody, whatever its columns say, and GRDB's own conversions end the process there.
extension DatabaseValue {
  var number: Int64? {
    guard case .int64(let number) = storage else { return nil }
    return number
  }

  var text: String? {
    guard case .string(let text) = storage else { return nil }
    return text
  }

  var bytes: [UInt8]? {
    guard case .blob(let data) = storage else { return nil }
    return Array(data)
  }
}

extension Row {
  /// The value of a column of the query.
  func at(_ column: Int) -> DatabaseValue { self[column] }

  /// The value of a column by its name; NULL where there is none.
  func at(_ column: String) -> DatabaseValue { self[column] ?? .null }
}
