import KeywatchReport

@testable import KeywatchCore

/// The sample with one text in every field that a log, a configuration or an operator can fill.
enum HostileSnapshot {
  static func of(_ hostile: String) -> Snapshot {
    var snapshot = SampleSnapshot.snapshot
    snapshot.configuration.name = hostile
    snapshot.rejections.sources[0].source = hostile
    snapshot.configuration.apis[0] = APIGroup(name: hostile, path: "/a/*", access: hostile)
    snapshot.keys[0].name = hostile
    snapshot.configuration.keys[0].name = hostile
    snapshot.rejections.sources[0].caller = hostile
    snapshot.rejections.sources[0].userAgent = hostile
    snapshot.callers[0].caller = hostile
    snapshot.coverage[0].source = hostile
    snapshot.coverage[0].holes[0].reason = hostile
    snapshot.migrations[0].caller = hostile
    snapshot.migrations[0].api = hostile
    snapshot.migrations[0].from = hostile
    snapshot.migrations[0].to = hostile
    snapshot.migrations[0].blocking = [hostile]
    snapshot.migrations[0].cannotTellBecause = [hostile]
    snapshot.migrations[0].sentence = hostile
    snapshot.migrations[0].next = hostile
    snapshot.migrations[0].steps[0].evidence = [hostile, hostile]
    snapshot.migrations[0].blockingRotation = [hostile]
    snapshot.migrations[0].places[0].place = Place(
      source: hostile, route: hostile, userAgent: hostile)
    snapshot.alarms[0].caller = hostile
    snapshot.alarms[0].key = hostile
    snapshot.alarms[0].api = hostile
    snapshot.alarms[0].source = hostile
    snapshot.notes[0].text = hostile
    snapshot.notes[0].caller = hostile
    snapshot.notes[0].by = hostile
    snapshot.waivers[0].by = hostile
    snapshot.waivers[0].caller = hostile
    snapshot.waivers[0].place = hostile
    snapshot.waivers[0].why = hostile
    snapshot.transitions[0].caller = hostile
    snapshot.undecodedExamples[0].text = Array(hostile.utf8)
    return snapshot
  }
}
