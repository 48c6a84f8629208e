/// `label:value TAB label:value …` (ltsv.org): nothing is escaped, no value has a tab in it.
enum LTSVShape {
  private static let least = 3

  static func read(
    _ line: TextLine, into record: inout Record, _ found: inout FoundValues
  ) -> Bool {
    guard let first = line.bytes.count > 0 ? line.bytes[0] : nil, first | 0x20 &- 0x61 < 26,
      line.bytes.firstIndex(of: 0x09) != nil
    else { return false }
    var rest = line.bytes
    var count = 0
    while !rest.isEmpty {
      let column = rest.first(rest.firstIndex(of: 0x09) ?? rest.count)
      rest = rest.dropping(column.count + 1)
      guard let colon = column.firstIndex(of: 0x3a), colon > 0,
        column.first(colon).bytes.allSatisfy({ isLabelByte($0) })
      else { return false }
      count += 1
      add(column.first(colon), column.dropping(colon + 1), into: &record, &found)
    }
    return count >= least
  }

  private static func add(
    _ label: Bytes, _ value: Bytes, into record: inout Record, _ found: inout FoundValues
  ) {
    let value = record.resolved(value)
    if label.equals("host"), Address(client: value) != nil {
      record.set(.source, value)
    } else if label.equals("time"), value.count > 2, value[0] == 0x5b, value.last == 0x5d {
      record.set(.time, value.dropping(1).first(value.count - 2))
    } else if !PairText.isRequest(label) || !RequestText.read(value, into: &record) {
      found.add(label, value)
    }
  }

  private static func isLabelByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x5f, 0x2e: true
    default: false
    }
  }
}
