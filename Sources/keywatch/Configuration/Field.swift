/// One field of a mapping in the configuration file: its name, and how it changes the value that is
/// read.
///
/// A mapping's fields stand in a table; they are read in the order of the table, whatever the
/// file's.
struct Field<Value> {
  let name: String
  var isRequired = false
  let read: (Setting, inout Value) throws -> Void

  init(
    _ name: String, isRequired: Bool = false, read: @escaping (Setting, inout Value) throws -> Void
  ) {
    self.name = name
    self.isRequired = isRequired
    self.read = read
  }
}

extension Setting {
  /// Reads a mapping by its table of fields; a field that the table lacks is an error.
  func read<Value>(_ fields: [Field<Value>], into value: inout Value) throws {
    try read(members(), by: fields, into: &value)
  }

  /// Reads members of a mapping by the table of its fields.
  func read<Value>(
    _ members: [(name: String, value: Setting)], by fields: [Field<Value>], into value: inout Value
  ) throws {
    for member in members where !fields.contains(where: { $0.name == member.name }) {
      let known = fields.map(\.name).joined(separator: ", ")
      throw member.value.failure("unknown field; known are \(known)")
    }
    for field in fields {
      if let member = members.first(where: { $0.name == field.name }) {
        try field.read(member.value, &value)
      } else if field.isRequired {
        throw failure("\(field.name) is missing")
      }
    }
  }
}
