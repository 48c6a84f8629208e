extension Monitor {
  /// Reads what neither a shape nor a wrapper fits: a sentence about a key; false where it is none.
  mutating func readWords(_ text: Bytes, _ context: LineContext) -> Bool {
    if let sentence = KeySentence(text, namesKey: { reader.namesKey($0) }) {
      sentence.write(to: &record)
      explainer?.takeSentence()
      record.producer = UInt32(UInt8.max)
      record.grade = .weak
      var context = context
      (context.isText, context.endsInText) = (true, sentence.path != nil)
      if count(context).isRequest { return true }
    } else if StartMark.begins(text) {
      addMark(context)
    }
    return false
  }

  /// Notes the record a gateway writes when it starts.
  mutating func noteStart(_ context: LineContext) {
    if let event = record.value(.event), event.equals("config") { addMark(context) }
  }

  private mutating func addMark(_ context: LineContext) {
    guard let time = context.time, window?.contains(time) ?? true else { return }
    tally.marks.add(time)
    explainer?.takeStart()
  }
}
