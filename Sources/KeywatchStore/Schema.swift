/// The state as SQLite holds it. Every change of it is a new version with its own step.
enum Schema {
  /// What `PRAGMA user_version` says; one step leads to each version.
  static let version = steps.count

  /// The statements that lead from each version to the next; the first makes an empty file a state.
  static let steps: [[String]] = [first]

  /// One column per class of lines, named as in reports.
  static let lineColumns = [
    "decoded", "merged", "suspect", "outside", "blank", "not_a_request", "malformed", "fragment",
    "oversize", "nul_hole", "ambiguous", "unterminated",
  ]

  private static let lines = lineColumns.map { "\($0) INTEGER NOT NULL DEFAULT 0" }
    .joined(separator: ", ")

  private static let first = [
    // One row: whose state it is, and how the run that writes it is doing.
    "CREATE TABLE state (name TEXT NOT NULL, mode TEXT, reason TEXT NOT NULL DEFAULT '')",
    // What keywatch reads, with all that is counted per SOURCE alone.
    """
    CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, first INTEGER,
      last INTEGER, \(lines), unknown_values BLOB, addresses BLOB, condition TEXT, detail TEXT,
      lines INTEGER NOT NULL DEFAULT 0, bytes INTEGER NOT NULL DEFAULT 0, last_arrival INTEGER)
    """,
    // Who used which key where, with which outcome: of all time.
    """
    CREATE TABLE use (id INTEGER PRIMARY KEY, source INTEGER NOT NULL, caller TEXT NOT NULL,
      attribution TEXT NOT NULL, api TEXT NOT NULL, key TEXT NOT NULL, previous INTEGER NOT NULL,
      outcome TEXT NOT NULL, kind TEXT NOT NULL, server_error INTEGER NOT NULL,
      address TEXT NOT NULL, route TEXT NOT NULL, user_agent TEXT NOT NULL,
      count INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, slots BLOB,
      UNIQUE (source, caller, attribution, api, key, previous, outcome, kind, server_error,
        address, route, user_agent))
    """,
    // The same by hour, with its minutes while they are kept, and by day.
    """
    CREATE TABLE use_hour (hour INTEGER NOT NULL, use INTEGER NOT NULL, count INTEGER NOT NULL,
      first INTEGER NOT NULL, last INTEGER NOT NULL, minutes BLOB, PRIMARY KEY (hour, use))
      WITHOUT ROWID
    """,
    """
    CREATE TABLE use_day (day INTEGER NOT NULL, use INTEGER NOT NULL, count INTEGER NOT NULL,
      first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (day, use)) WITHOUT ROWID
    """,
    // The time line: requests per key.
    """
    CREATE TABLE key_hour (hour INTEGER NOT NULL, source INTEGER NOT NULL, key TEXT NOT NULL,
      count INTEGER NOT NULL, minutes BLOB, PRIMARY KEY (hour, source, key)) WITHOUT ROWID
    """,
    """
    CREATE TABLE key_day (day INTEGER NOT NULL, source INTEGER NOT NULL, key TEXT NOT NULL,
      count INTEGER NOT NULL, PRIMARY KEY (day, source, key)) WITHOUT ROWID
    """,
    """
    CREATE TABLE rejected (source INTEGER NOT NULL, address TEXT NOT NULL, count INTEGER NOT NULL,
      missing INTEGER NOT NULL, malformed INTEGER NOT NULL, unknown INTEGER NOT NULL,
      retired INTEGER NOT NULL, scope INTEGER NOT NULL, active_refused INTEGER NOT NULL,
      plain_http INTEGER NOT NULL, unspecified INTEGER NOT NULL, first INTEGER NOT NULL,
      last INTEGER NOT NULL, presented BLOB NOT NULL, newest_at INTEGER, newest_reason TEXT,
      newest_key TEXT, newest_presented INTEGER, newest_api TEXT, newest_user_agent TEXT,
      newest_caller TEXT, PRIMARY KEY (source, address)) WITHOUT ROWID
    """,
    """
    CREATE TABLE exposure (source INTEGER NOT NULL, key TEXT NOT NULL, count INTEGER NOT NULL,
      first INTEGER NOT NULL, last INTEGER NOT NULL, PRIMARY KEY (source, key)) WITHOUT ROWID
    """,
    // How far a stream has been read, and what was read of it; hashes only, never a line.
    """
    CREATE TABLE position (number INTEGER PRIMARY KEY, source INTEGER NOT NULL, name TEXT NOT NULL,
      path TEXT NOT NULL, device INTEGER NOT NULL, inode INTEGER NOT NULL, born INTEGER NOT NULL,
      offset INTEGER NOT NULL, size INTEGER NOT NULL, head INTEGER NOT NULL,
      head_hash INTEGER NOT NULL, tail INTEGER NOT NULL, tail_hash INTEGER NOT NULL,
      state TEXT NOT NULL, since INTEGER NOT NULL, begun INTEGER NOT NULL DEFAULT 0, recent BLOB,
      \(lines))
    """,
    """
    CREATE TABLE hole (source INTEGER NOT NULL, from_time INTEGER NOT NULL,
      to_time INTEGER NOT NULL, reason TEXT NOT NULL,
      UNIQUE (source, from_time, to_time, reason))
    """,
    """
    CREATE TABLE transition (caller TEXT NOT NULL, api TEXT NOT NULL, step INTEGER NOT NULL,
      state TEXT NOT NULL, verdict TEXT NOT NULL, at INTEGER NOT NULL, recorded INTEGER NOT NULL)
    """,
    // What others may write beside the one writer.
    """
    CREATE TABLE note (at INTEGER NOT NULL, by TEXT NOT NULL, kind TEXT NOT NULL, caller TEXT,
      step INTEGER, text TEXT NOT NULL, recorded INTEGER NOT NULL)
    """,
    """
    CREATE TABLE waiver (caller TEXT NOT NULL, place TEXT NOT NULL, why TEXT NOT NULL,
      by TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (caller, place))
    """,
    "CREATE TABLE forget (source TEXT PRIMARY KEY)",
  ]
}
