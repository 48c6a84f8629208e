/// Names by number, 0 for the first; the number of the fallback name where no further one fits.
struct NameTable: Sendable {
  private(set) var names: [String]
  private var numbers: [String: Int32]
  private let limit: Int

  /// With one name that stands for all that do not fit.
  init(fallback: String, limit: Int) {
    names = [fallback]
    numbers = [fallback: 0]
    self.limit = limit
  }

  subscript(number: Int) -> String { names[number] }

  /// The number of `name`, given now if it is new and fits.
  mutating func number(_ name: String) -> Int32 {
    if let known = numbers[name] { return known }
    guard names.count < limit else { return 0 }
    let number = Int32(truncatingIfNeeded: names.count)
    names.append(name)
    numbers[name] = number
    return number
  }
}
