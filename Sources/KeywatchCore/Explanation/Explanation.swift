/// What was made of a line, and why: noted while it was read as any other line is.
package struct Explanation: Sendable, Equatable {
  /// One thing that was found out, in plain text without keys.
  package struct Step: Sendable, Equatable {
    /// What it is about, one word.
    package var label: String
    package var text: String

    package init(_ label: String, _ text: String) {
      self.label = label
      self.text = text
    }
  }

  /// What a record of the line was counted as.
  package enum Outcome: Sendable, Equatable {
    /// A request; whether it may be evidence of a key's use.
    case request(isEvidence: Bool)
    /// One more line of a request.
    case merged
    case suspect, blank, outside
    case undecoded(Undecoded)
    /// The beginning of a line that goes on in another one.
    case piece
  }

  /// Counted from 1.
  package var number: Int
  package var steps: [Step] = []
  /// One a record: a line may hold several.
  package var outcomes: [Outcome] = []

  package init(number: Int) { self.number = number }
}
