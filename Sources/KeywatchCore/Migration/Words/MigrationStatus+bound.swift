extension MigrationStatus {
  /// `at most 1 in 134 of its requests still uses shared`; nil where nothing can be told.
  package var boundClause: String? {
    shareBound.map { "\(Wording.oneIn($0, whose: " of its requests")) \(from)" }
  }
}
