import GRDB
import Testing

@testable import KeywatchCore
@testable import KeywatchStore

@Suite struct RetentionTests {
  private static let day: Int64 = 24

  private static func rows(_ store: borrowing Store, _ table: String) throws -> Int {
    try store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? -1 }
  }

  /// Rests until nothing is left to be done.
  private static func rest(_ store: inout Store, _ now: Timestamp) throws {
    for _ in 0..<400 {
      try store.rest(now: now)
      if store.nextTidying != now { return }
    }
    Issue.record("there is always more to be done")
  }

  private static func total(_ store: inout Store) throws -> [Int] {
    let tally = try store.load(sources: [Sample.source])
    return [
      tally.uses.map(\.count).reduce(0, +), tally.timeline.map(\.count).reduce(0, +),
      tally.lines.decoded,
    ]
  }

  @Test func `minutes become hours and hours days, and no count changes`() throws {
    try Scratch.during { scratch in
      var store = try scratch.open()
      // Every 11 hours of 200 days, of two uses.
      let hours = (0..<437).map { Sample.hour - Int64($0) * 11 }
      for hour in hours {
        var commit = Sample.commit([Sample.use(0, hour: hour), Sample.use(1, hour: hour, count: 2)])
        // As it came, when it came.
        commit.now = Timestamp(seconds: hour * 3600)
        try store.commit(commit)
      }
      let before = try Self.total(&store)
      #expect(before == [437 * 3, 437 * 3, 437 * 3])
      try Self.rest(&store, Sample.now)
      #expect(try Self.total(&store) == before)
      let kept = hours.filter { $0 >= Sample.hour - 90 * Self.day }
      #expect(try Self.rows(store, "use_hour") == kept.count * 2)
      let days = Set(hours.filter { $0 < Sample.hour - 90 * Self.day }.map { $0 / Self.day })
      #expect(try Self.rows(store, "use_day") == days.count * 2)
      let fine = try store.read {
        try Int64.fetchOne($0, sql: "SELECT min(hour) FROM use_hour WHERE minutes IS NOT NULL") ?? 0
      }
      #expect(fine >= Sample.hour - 7 * Self.day)
      #expect(fine < Sample.hour - 6 * Self.day)
    }
  }

  @Test func `days beyond their time are removed, and what they counted stays in the totals`()
    throws
  {
    try Scratch.during { scratch in
      var store = try scratch.open()
      for age in [0, 300, 399, 402, 500] as [Int64] {
        var commit = Sample.commit([Sample.use(hour: Sample.hour - age * Self.day)])
        commit.now = Timestamp(seconds: (Sample.hour - age * Self.day) * 3600)
        try store.commit(commit)
      }
      try Self.rest(&store, Sample.now)
      #expect(try Self.rows(store, "use_day") == 2)
      #expect(try Self.rows(store, "use_hour") == 1)
      #expect(try Self.total(&store) == [5, 3, 5])
    }
  }

  @Test func `what is old when it comes goes where it belongs at once`() throws {
    try Scratch.during { scratch in
      var store = try scratch.open()
      let ages = [1, 8, 100, 500] as [Int64]
      try store.commit(
        Sample.commit(ages.map { Sample.use(hour: Sample.hour - $0 * Self.day) }))
      #expect(try Self.rows(store, "use_hour") == 2)
      #expect(try Self.rows(store, "use_day") == 1)
      let fine = try store.read {
        try Int.fetchOne($0, sql: "SELECT count(*) FROM use_hour WHERE minutes IS NOT NULL") ?? 0
      }
      #expect(fine == 1)
      #expect(try Self.total(&store) == [4, 3, 4])
    }
  }

  @Test func `more hours than are kept are folded early, the oldest first`() throws {
    try Scratch.during { scratch in
      var store = try scratch.open()
      // 24 hours of 17,000 uses: 408,000 rows.
      try store.write { db in
        try db.execute(
          sql: """
            INSERT INTO source (name, decoded) VALUES (?, 408000);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 17000)
            INSERT INTO use SELECT i, 1, 'c', 'rule', 'a', 'dedicated', 0, 'accepted', 'request',
              0, i, '', '', 24, 0, 1, NULL FROM n;
            WITH RECURSIVE h(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM h WHERE i < 23)
            INSERT INTO use_hour SELECT \(Sample.hour) - h.i, use.id, 1, 0, 1, NULL FROM h, use;
            """, arguments: [Sample.source])
      }
      try Self.rest(&store, Sample.now)
      let rows = try Self.rows(store, "use_hour")
      #expect(rows <= 400_000)
      #expect(rows >= 380_000)
      let counted = try store.read {
        try Int.fetchOne(
          $0,
          sql: "SELECT (SELECT sum(count) FROM use_hour) + (SELECT sum(count) FROM use_day)") ?? 0
      }
      #expect(counted == 408_000)
      let oldest = try store.read {
        try Int64.fetchOne($0, sql: "SELECT min(hour) FROM use_hour") ?? 0
      }
      #expect(oldest > Sample.hour - 23)
    }
  }

  @Test func `what is old is tidied by portions`() throws {
    try Scratch.during { scratch in
      var store = try scratch.open()
      // Of one hour that is too old for minutes, and of one that is too old for hours: 3,500 uses each.
      let ages = [20 * Self.day, 100 * Self.day]
      try store.write { db in
        for age in ages {
          try db.execute(
            sql: """
              WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3500)
              INSERT INTO use_hour SELECT \(Sample.hour - age), i, 2, 0, 1, x'0702' FROM n;
              INSERT INTO key_hour SELECT hour, 1, use, count, minutes FROM use_hour WHERE hour = \(Sample.hour - age)
              """)
        }
      }
      var changes: [Int] = []
      repeat {
        let before = try store.read { $0.totalChangesCount }
        try store.rest(now: Sample.now)
        changes.append(try store.read { $0.totalChangesCount } - before)
      } while store.nextTidying == Sample.now && changes.count < 100
      // A portion is begun as long as the one before was not whole: 1,000 rows that go from one table to another.
      #expect((changes.max() ?? 0) <= 3000)
      for table in ["use", "key"] {
        let kept = try store.read { db in
          try Int.fetchAll(
            db,
            sql: """
              SELECT count(*) FROM \(table)_hour UNION ALL SELECT sum(count) FROM \(table)_day
              UNION ALL SELECT count(*) FROM \(table)_hour WHERE minutes IS NOT NULL
              """)
        }
        #expect(kept == [3500, 7000, 0])
      }
    }
  }

  @Test func `of too many rejected addresses the rarest and oldest go`() throws {
    try Scratch.during { scratch in
      var store = try scratch.open()
      try store.write { db in
        // One in a hundred was rejected once, the others twice; a second source has few.
        try db.execute(
          sql: """
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 66000)
            INSERT INTO rejected (source, address, count, missing, malformed, unknown, retired, scope,
              active_refused, plain_http, unspecified, first, last, presented)
              SELECT 1, i * 7919 % 66000, 1 + (i % 100 > 0), 0, 0, 0, 0, 0, 0, 0, 0, 0, i, x'' FROM n;
            INSERT INTO rejected SELECT 2, * FROM (SELECT address, count, missing, malformed, unknown,
              retired, scope, active_refused, plain_http, unspecified, first, last, presented, newest_at,
              newest_reason, newest_key, newest_presented, newest_api, newest_user_agent, newest_caller
              FROM rejected LIMIT 3000)
            """)
      }
      try Self.rest(&store, Sample.now)
      let kept = try store.read { db in
        try Int.fetchAll(
          db,
          sql: """
            SELECT count(*) FROM rejected GROUP BY source UNION ALL
            SELECT min(last) FROM rejected WHERE source = 1 AND count = 1
            """)
      }
      // 464 of the 660 that were rejected once: the newest of them are kept.
      #expect(kept == [65_536, 3000, 46_500])
    }
  }

  @Test func `what was removed gives its space back`() throws {
    try Scratch.during { scratch in
      var store = try scratch.open()
      try store.commit(Sample.commit((0..<5000).map { Sample.use($0) }))
      try store.forget(source: Sample.source)
      try store.rest(now: Sample.now)
      let full = try scratch.bytes(of: "keywatch.db").count
      for hour in 1...20 {
        let now = Timestamp(milliseconds: Sample.now.milliseconds + Int64(hour) * 3_700_000)
        try store.rest(now: now)
      }
      #expect(try scratch.bytes(of: "keywatch.db").count < full / 2)
    }
  }

  @Test func `a long reader holds the log of changes up only as long as it reads`() throws {
    try Scratch.during { scratch in
      var store = try scratch.open()
      try store.commit(Sample.commit([Sample.use()]))
      let reader = try connect(scratch.state, isReadOnly: true)
      try reader.inDatabase { db in
        try db.beginTransaction(.deferred)
        #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM use") == 1)
        for round in 0..<30 {
          try store.commit(
            Sample.commit((0..<1500).map { Sample.use($0, hour: Sample.hour - Int64(round)) }))
          try store.rest(now: Sample.now)
        }
        #expect(try scratch.bytes(of: "keywatch.db-wal").count > 4 << 20)
        #expect(try Int.fetchOne(db, sql: "SELECT count(*) FROM use") == 1)
        try db.commit()
      }
      try store.rest(now: Sample.now)
      #expect(try scratch.bytes(of: "keywatch.db-wal").isEmpty)
      #expect(try Self.total(&store)[0] == 30 * 1500 + 1)
    }
  }
}
