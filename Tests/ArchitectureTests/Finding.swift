/// Something in the tree that breaks a rule, and where.
struct Finding: Equatable, CustomStringConvertible {
  var description: String

  init(file: SourceFile, line: Int, what: String) {
    description = "\(file.path):\(line): \(what)"
  }

  init(path: String, what: String) {
    description = "\(path): \(what)"
  }
}
