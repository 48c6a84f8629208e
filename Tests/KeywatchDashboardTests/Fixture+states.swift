@testable import KeywatchCore

extension Fixture {
  /// The states by name, as the files in `Screens` call them.
  static let states: [String: Fixture] = [
    "rich": rich, "empty": empty, "replay": replay, "degraded": degraded, "stale": stale,
    "done": done, "none": noMigrations, "several": several, "demo": demo, "alarms": alarms,
    "hostile": hostile, "unlabelled": unlabelled, "unsaved": unsaved, "notice": notice,
    "onlooking": onlooking, "collected": collected,
    "refusals": refusals, "keyless": keylessLog, "foreign": foreign, "started": started,
    "proxied": proxied, "elsewhere": elsewhere, "nothing": nothing,
  ]

  /// The log does not tell the keys of one caller, nor those of a good part of all requests.
  static var unlabelled: Fixture {
    var fixture = rich
    let unlabelled = CallerRow.KeyUse(
      identity: .unlabelled, accepted: 302_118, first: ago(13 * 86_400), last: ago(3))
    for i in fixture.snapshot.callers.indices
    where fixture.snapshot.callers[i].caller == "metabase" {
      fixture.snapshot.callers[i].keys = [unlabelled]
    }
    for i in fixture.snapshot.uses.indices where fixture.snapshot.uses[i].caller == "metabase" {
      fixture.snapshot.uses[i].identity = .unlabelled
    }
    for i in fixture.snapshot.keys.indices {
      if fixture.snapshot.keys[i].identity == shared {
        fixture.snapshot.keys[i].apis[3].accepted = 0
      }
      guard fixture.snapshot.keys[i].identity == .unlabelled else { continue }
      fixture.snapshot.keys[i].apis = [APICounts](repeating: APICounts(), count: 5)
      fixture.snapshot.keys[i].apis[3].accepted = 302_118
      fixture.snapshot.keys[i].accepted = 302_118
      fixture.snapshot.keys[i].last = ago(3)
    }
    return fixture
  }

  /// History is being read.
  static var replay: Fixture {
    var fixture = rich
    fixture.liveness.mode = .replay
    fixture.liveness.replayed = (3_100_000_000, 5_000_000_000)
    fixture.liveness.lagSeconds = nil
    fixture.snapshot.last = ago(5 * 86_400)
    fixture.snapshot.log = []
    return fixture
  }

  /// One of the sources has failed.
  static var degraded: Fixture {
    var fixture = rich
    fixture.liveness.mode = .degraded
    fixture.liveness.reason = "1 of 2 sources fails"
    fixture.liveness.modeSince = ago(132)
    fixture.liveness.sources[1].condition = .failing
    fixture.liveness.sources[1].detail = "exit status 1: token expired · retry in 8s"
    return fixture
  }

  /// Everything is read and counted, but the state cannot be written.
  static var unsaved: Fixture {
    var fixture = rich
    fixture.liveness.mode = .unsaved
    fixture.liveness.reason = "the disk is full"
    fixture.liveness.modeSince = ago(47)
    return fixture
  }

  /// All is well, but somebody has spoilt the configuration.
  static var notice: Fixture {
    var fixture = rich
    fixture.liveness.notice =
      "the configuration is not read again: keywatch.yaml:31: migrations[0].to: no key is called ded"
    return fixture
  }

  /// A running collector's state is shown.
  static var onlooking: Fixture {
    var fixture = rich
    fixture.liveness.isOfState = true
    fixture.liveness.requestsPerSecond = 0
    fixture.liveness.lagSeconds = nil
    fixture.snapshot.log = []
    fixture.snapshot.undecodedExamples = []
    return fixture
  }

  /// The state of a collector that has ended.
  static var collected: Fixture {
    var fixture = onlooking
    fixture.liveness.mode = .ended
    fixture.liveness.reason = "the collector has ended"
    return fixture
  }

  /// No line for a while.
  static var stale: Fixture {
    var fixture = rich
    fixture.liveness.mode = .stale
    fixture.liveness.reason = "no line for 14 minutes"
    fixture.liveness.modeSince = ago(840)
    fixture.liveness.requestsPerSecond = 0
    return fixture
  }

  /// All four steps are done and the old key is retired.
  static var done: Fixture {
    var fixture = rich
    fixture.snapshot.configuration.keys[1].state = .retired
    fixture.snapshot.callers = fixture.snapshot.callers.map { row in
      var row = row
      for i in row.keys.indices where row.keys[i].identity == shared {
        row.keys[i].last = ago(9 * 86_400)
        row.keys.append(
          CallerRow.KeyUse(identity: dedicated, accepted: 2 * row.keys[i].accepted, last: now))
      }
      return row
    }
    var status = fixture.snapshot.migrations[0]
    status.verdict = .confirmed
    status.shareBound = 0.0074
    status.slots = 2016
    status.silenceSeconds = 7 * 86_400
    status.steps = status.steps.map { step in
      StepStatus(
        step: step.step, name: step.name, state: .done, since: ago(86_400 * Int64(5 - step.step)),
        evidence: ["all of it was seen in the log"], progress: 1)
    }
    status.blocking = []
    status.blockingRotation = []
    status.places = status.places.map { place in
      var place = place
      place.state = .moved
      return place
    }
    status.sentence = "steve-glen.com has moved to dedicated: at most 0.7% can still be on shared."
    status.next = "nothing is left to do; keep shared listed as retired."
    fixture.snapshot.migrations = [status]
    return fixture
  }

  /// One shared key and nobody who moves.
  static var noMigrations: Fixture {
    var fixture = rich
    fixture.snapshot.configuration.migrations = []
    fixture.snapshot.migrations = []
    return fixture
  }

  /// Three migrations between five keys, the second of which went back.
  static var several: Fixture {
    var fixture = rich
    for name in ["zapier", "metabase", "cron"] {
      fixture.snapshot.configuration.keys.append(Key(name: name, apis: [1, 3]))
    }
    let first = fixture.snapshot.migrations[0]
    var second = first
    (second.caller, second.api, second.to, second.migration.to) = (
      "zapier-prod", "link-tracking", "zapier", 2
    )
    second.verdict = .regressed
    second.steps[1].state = .regressed
    second.sentence = "zapier-prod is back on shared since 09:12."
    second.next = "ask zapier-prod which of its hosts lost the new key."
    var third = first
    (third.caller, third.api, third.to, third.migration.to) = ("metabase", "db", "metabase", 3)
    third.verdict = .notStarted
    fixture.snapshot.migrations = [first, second, third]
    var row = KeyRow(identity: KeyIdentity(key: 2), name: "zapier")
    (row.accepted, row.last) = (12_040, ago(1740))
    fixture.snapshot.keys.append(row)
    return fixture
  }

  /// The rehearsal with its simulated clock.
  static var demo: Fixture {
    var fixture = rich
    fixture.snapshot.configuration.name = "demo"
    fixture.liveness.simulatedSpeed = 5580
    fixture.liveness.sources.removeLast()
    return fixture
  }

  /// Things about keys that an operator should look at.
  static var alarms: Fixture {
    var fixture = rich
    fixture.snapshot.alarms = [
      Alarm(
        alarmClass: .activeRefused, severity: .critical, source: "198.51.100.41",
        caller: "steve-glen.com", key: "dedicated", api: "tracking-ingest", count: 312,
        first: ago(300), last: ago(2)),
      Alarm(
        alarmClass: .scope, severity: .high, source: "203.0.113.9", caller: "n8n.internal",
        key: "dedicated", api: "automation", count: 3, first: ago(900), last: ago(145)),
      Alarm(
        alarmClass: .guessing, severity: .medium, source: "203.0.113.77", count: 24_811,
        first: ago(9 * 86_400), last: ago(3)),
    ]
    fixture.snapshot.exposures = [
      Exposure(identity: shared, count: 3, first: ago(7200), last: ago(3600))
    ]
    return fixture
  }

  /// Text that would drive, hide in or break a terminal, in every field that holds text.
  static let hostileText =
    "\u{1b}[2J\u{1b}]0;x\u{7}\r\u{202e}evil\u{2066}\u{200b}日本語\u{9b}31m\u{e9}e"
    + String(repeating: "\u{301}", count: 10_000) + "👍🏽👨‍👩‍👧\u{ad}\u{7f}\u{e000}"

  static var hostile: Fixture {
    let evil = hostileText
    var fixture = alarms
    var snapshot = fixture.snapshot
    snapshot.configuration.name = evil
    snapshot.configuration.keys[0].name = evil
    snapshot.configuration.keys[0].environment = evil
    snapshot.configuration.keys[0].holder = evil
    snapshot.configuration.apis = Fixture.apis.map {
      APIGroup(name: evil + $0.name, path: evil, access: evil)
    }
    for i in snapshot.keys.indices { snapshot.keys[i].name = evil }
    for i in snapshot.rejections.sources.indices {
      snapshot.rejections.sources[i].source = evil + String(i)
      snapshot.rejections.sources[i].userAgent = evil
      snapshot.rejections.sources[i].caller = evil
    }
    for i in snapshot.callers.indices { snapshot.callers[i].caller = evil + String(i) }
    for i in snapshot.uses.indices {
      snapshot.uses[i].caller = evil + String(i)
      snapshot.uses[i].place = Place(source: evil, route: evil, userAgent: evil)
    }
    for i in snapshot.log.indices {
      snapshot.log[i].path = evil
      snapshot.log[i].method = evil
      snapshot.log[i].caller = evil
      snapshot.log[i].source = evil
      snapshot.log[i].userAgent = evil
      snapshot.log[i].durationMilliseconds = [.nan, .infinity, -1, 1e300][i % 4]
    }
    for i in snapshot.alarms.indices { snapshot.alarms[i].caller = evil }
    for i in snapshot.coverage.indices { snapshot.coverage[i].source = evil }
    snapshot.coverage[0].holes[0].reason = evil
    snapshot.policies[0].api = evil
    snapshot.undecodedExamples[0].text = Array(evil.utf8) + [0xff, 0xc3, 0x28, 0xf0, 0x9f]
    var status = snapshot.migrations[0]
    (status.caller, status.api, status.from, status.to) = (evil, evil, evil, evil)
    (status.sentence, status.next) = (evil, evil)
    (status.blocking, status.blockingRotation, status.cannotTellBecause) = ([evil], [evil], [evil])
    for i in status.steps.indices { status.steps[i].evidence = [evil, evil] }
    status.steps[1].progress = .nan
    for i in status.places.indices {
      status.places[i].place = Place(source: evil, route: evil, userAgent: evil)
    }
    snapshot.migrations = [status]
    fixture.snapshot = snapshot
    fixture.liveness.mode = .degraded
    fixture.liveness.reason = evil
    fixture.liveness.sources[0].name = evil
    fixture.liveness.sources[0].condition = .failing
    fixture.liveness.sources[0].detail = evil
    (fixture.liveness.lagSeconds, fixture.liveness.requestsPerSecond) = (.nan, .infinity)
    fixture.liveness.simulatedSpeed = .infinity
    return fixture
  }
}
