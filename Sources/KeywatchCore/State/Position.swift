/// How far a stretch of log content has been read, and how it is known again after a restart.
package enum Position: Hashable, Sendable {
  case file(FilePosition)
  case command(CommandPosition)

  /// The number of its stream.
  package var number: Int {
    switch self {
    case .file(let position): position.number
    case .command(let position): position.number
    }
  }
  /// The SOURCE it belongs to, as the operator wrote it.
  package var source: String {
    switch self {
    case .file(let position): position.source
    case .command(let position): position.source
    }
  }
}

/// How far a log file's content has been read. The content may move to another file: a copy, or a compressed one.
package struct FilePosition: Hashable, Sendable {
  package enum State: String, Sendable, CaseIterable {
    case reading
    /// Read to its end; no file grows there any more, as far as is known.
    case finished
    /// Its file was truncated or is gone before it was read to the end; a copy may turn up.
    case lost
    /// Not read, on purpose: it was there before, or is a copy.
    case aside
  }

  /// So many first bytes are kept of, at most.
  package static let headLimit = 1000
  /// So many bytes before the offset: more than lines have behind what tells them apart. The
  /// gateway's end in 200 bytes that are the same for every request of a key.
  package static let tailLimit = 512

  /// The number of its stream; never used twice in one state.
  package var number: Int
  package var source: String
  /// The path its writer uses.
  package var name: String
  /// Where it was seen last.
  package var path: String
  package var identity: FileIdentity
  /// Where its stream begins: 0, but where the file's first bytes were passed over.
  package var begin: Int64
  /// Bytes read: always behind a newline, but for a finished one. Of the text, where the file is compressed.
  package var offset: Int64
  /// Bytes it had when it was seen last.
  package var size: Int64
  /// Of its first bytes, `headLimit` at most.
  package var head: Witness
  /// Of the bytes before `offset`, `tailLimit` at most.
  package var tail: Witness
  package var state: State
  /// When it came into its state, wall clock.
  package var since: Timestamp

  package init(
    number: Int, source: String, name: String, path: String, identity: FileIdentity,
    offset: Int64 = 0, size: Int64 = 0, head: Witness = .empty, tail: Witness = .empty,
    state: State = .reading, since: Timestamp, begin: Int64 = 0
  ) {
    self.number = number
    self.source = source
    self.name = name
    self.path = path
    self.identity = identity
    self.offset = offset
    self.size = size
    self.head = head
    self.tail = tail
    self.state = state
    self.since = since
    self.begin = begin
  }
}

/// How far a command's output has been read: hashes of its newest lines, so that what it repeats is known.
package struct CommandPosition: Hashable, Sendable {
  package var number: Int
  package var source: String
  /// Of the newest lines, oldest first.
  package var recent: [UInt64]

  package init(number: Int, source: String, recent: [UInt64] = []) {
    self.number = number
    self.source = source
    self.recent = recent
  }
}
