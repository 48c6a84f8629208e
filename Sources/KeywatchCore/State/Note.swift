/// What the operator says: shown beside the evidence, never instead of it.
package struct Note: Hashable, Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case note
    case keyAdded = "key_added"
    case deployed
    case handedOver = "handed_over"
    case ownerConfirmed = "owner_confirmed"
    case rotated
  }

  /// When it happened.
  package var at: Timestamp
  /// The user who wrote it.
  package var by: String
  package var kind: Kind
  package var caller: String?
  /// 1 to 4.
  package var step: Int?
  package var text: String
  /// When it was written down.
  package var recorded: Timestamp

  package init(
    at: Timestamp, by: String, kind: Kind = .note, caller: String? = nil, step: Int? = nil,
    text: String, recorded: Timestamp
  ) {
    self.at = at
    self.by = by
    self.kind = kind
    self.caller = caller
    self.step = step
    self.text = text
    self.recorded = recorded
  }
}

/// The operator's word that a place of a caller is no reason to wait.
package struct Waiver: Hashable, Sendable {
  package var caller: String
  /// `SOURCE [ROUTE [USER_AGENT]]`, as the report prints a place; missing parts match all.
  package var place: String
  package var why: String
  package var by: String
  package var at: Timestamp

  package init(caller: String, place: String, why: String, by: String, at: Timestamp) {
    self.caller = caller
    self.place = place
    self.why = why
    self.by = by
    self.at = at
  }
}
