/// Words by which a log may call a key where it has no name for the field: a word of its own behind an access line.
struct LabelWords {
  private let words: [[UInt8]]

  /// Words of any case; what is said of no key, or of anything else too, is none of them.
  init(_ words: some Sequence<String> = EmptyCollection()) {
    self.words = words.map { Array($0.lowercased().utf8) }
  }

  func contains(_ word: Bytes) -> Bool {
    words.contains { label in
      guard label.count == word.count else { return false }
      for i in 0..<label.count {
        let byte = word[i]
        if (byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte) != label[i] { return false }
      }
      return true
    }
  }
}

extension LabelWords {
  /// The names and labels of the configured keys, and those of none and of an unknown one.
  init(_ configuration: Configuration) {
    var words = ["none", "unknown"]
    for key in configuration.keys {
      words += [key.name] + key.labels
      if let name = key.environment { words.append(name) }
    }
    self.init(words)
  }
}
