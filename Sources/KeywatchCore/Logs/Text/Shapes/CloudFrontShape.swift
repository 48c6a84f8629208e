/// A standard log of CloudFront: columns parted by tabs, in the order of its documentation.
enum CloudFrontShape {
  /// Columns that are read, by their place: those behind were added later.
  private static let columns = 20

  static func read(_ line: TextLine, into record: inout Record) -> Bool {
    let bytes = line.bytes
    guard bytes.count > 20, bytes[4] == 0x2d, bytes[10] == 0x09, bytes[19] == 0x09 else {
      return false
    }
    var rest = bytes.dropping(20)
    // Date and time are the first two.
    var column = 2
    while column < columns {
      let cell = rest.first(rest.firstIndex(of: 0x09) ?? rest.count)
      guard take(cell, column, &record) else { return false }
      rest = rest.dropping(cell.count + 1)
      column += 1
    }
    let time = bytes.first(19)
    guard Timestamp(logged: time) != nil else { return false }
    record.set(.time, time)
    return true
  }

  private static func take(_ cell: Bytes, _ column: Int, _ record: inout Record) -> Bool {
    switch column {
    case 4:
      guard Address(client: cell) != nil else { return false }
      record.set(.source, cell)
    case 5:
      guard Field.isMethod(cell) else { return false }
      record.set(.method, cell)
    case 7:
      guard Field.isPath(cell) else { return false }
      record.set(.path, cell)
    case 8:
      guard Field.status(cell) != nil else { return false }
      record.set(.status, cell)
    case 9: record.set(.referer, cell)
    case 10: record.set(.userAgent, cell)
    case 14: record.set(.requestID, cell)
    case 15: record.set(.host, cell)
    case 19: record.set(.forwardedFor, cell)
    default: return !cell.isEmpty
    }
    return true
  }
}
