/// Why a run of a command ended, in words.
struct CommandTrouble: Hashable, Sendable {
  /// One clause; with the command that cures it, where that is known.
  let text: String
  /// False for a run that ended by itself, with status 0 and without a word that means something.
  let isFailure: Bool

  /// The run was ended by us.
  static let silence = CommandTrouble(text: "silent for too long", isFailure: false)

  private init(text: String, isFailure: Bool) {
    self.text = text
    self.isFailure = isFailure
  }

  init(ending: CommandEnding, _ errors: ErrorText, _ command: String) {
    let shell = Diagnosis(of: ending, saying: errors.newest, from: command)
    isFailure = errors.diagnosis != nil || ending != .status(0)
    let words = [ending.words, errors.newest].filter { !$0.isEmpty }.joined(separator: ": ")
    text = (shell ?? errors.diagnosis)?.text ?? words
  }
}
