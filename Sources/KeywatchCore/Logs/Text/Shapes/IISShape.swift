/// `DATE TIME SERVER METHOD PATH QUERY PORT USER CLIENT USER-AGENT REFERER STATUS SUBSTATUS WIN32 MILLISECONDS`, the
/// columns IIS writes unless told otherwise. Any others are told by a line of their own, which a line does not know.
enum IISShape {
  private static let columns = 15

  static func read(_ line: TextLine, into record: inout Record) -> Bool {
    let bytes = line.bytes
    guard bytes.count > 40, bytes[4] == 0x2d, bytes[10] == 0x20, bytes[13] == 0x3a else {
      return false
    }
    var rest = bytes.dropping(20)
    for column in 2..<columns {
      let cell = rest.first(rest.firstIndex(of: 0x20) ?? rest.count)
      guard take(cell, column, &record) else { return false }
      rest = rest.dropping(cell.count + 1)
    }
    let time = bytes.first(19)
    guard rest.isEmpty, Timestamp(logged: time) != nil else { return false }
    record.set(.time, time)
    return true
  }

  private static func take(_ cell: Bytes, _ column: Int, _ record: inout Record) -> Bool {
    switch column {
    case 2: return Address(client: cell) != nil
    case 3:
      guard Field.isMethod(cell) else { return false }
      record.set(.method, cell)
    case 4:
      guard Field.isPath(cell) else { return false }
      record.set(.path, cell)
    case 8:
      guard Address(client: cell) != nil else { return false }
      record.set(.source, cell)
    case 9: record.set(.userAgent, cell)
    case 10: record.set(.referer, cell)
    case 11:
      guard Field.status(cell) != nil else { return false }
      record.set(.status, cell)
    default: return !cell.isEmpty
    }
    return true
  }
}
