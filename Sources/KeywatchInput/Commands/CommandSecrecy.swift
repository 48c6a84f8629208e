/// What commands may not be given, and what of their words may not be shown.
package struct CommandSecrecy: Sendable {
  /// Environment variables that hold keys.
  package var withheld: [String]
  /// Hides what looks like a key in bytes that are to be shown.
  package var mask: @Sendable ([UInt8]) -> [UInt8]

  package init(
    withheld: [String] = [], mask: @escaping @Sendable ([UInt8]) -> [UInt8] = { $0 }
  ) {
    self.withheld = withheld
    self.mask = mask
  }
}
