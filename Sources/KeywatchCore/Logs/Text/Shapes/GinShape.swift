/// `[GIN] TIME | STATUS | DURATION | ADDRESS | METHOD "PATH"`, gin's own logger; older ones do not quote the path.
enum GinShape {
  static func read(_ line: TextLine, into record: inout Record) -> Bool {
    guard line.bytes.hasPrefix("[GIN] ") else { return false }
    var rest = line.bytes.dropping(6)
    guard let time = cell(&rest), let status = cell(&rest), cell(&rest) != nil,
      let source = cell(&rest), Timestamp(logged: time) != nil, Field.status(status) != nil
    else { return false }
    rest = rest.trimmed
    let method = rest.word(0)
    var path = rest.dropping(method.count).trimmed
    if path.count > 1, path[0] == 0x22, path.last == 0x22 {
      path = record.resolved(path.dropping(1).first(path.count - 2))
    }
    guard Field.isMethod(method), Field.isPath(path) else { return false }
    record.set(.time, time)
    record.set(.status, status)
    record.set(.method, method)
    record.set(.path, path)
    if Address(client: source) != nil { record.set(.source, source) }
    return true
  }

  /// What stands before the next bar, which is taken off.
  private static func cell(_ rest: inout Bytes) -> Bytes? {
    guard let bar = rest.firstIndex(of: 0x7c) else { return nil }
    defer { rest = rest.dropping(bar + 1) }
    return rest.first(bar).trimmed
  }
}
