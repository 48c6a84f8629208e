import KeywatchCore

/// The report as tables: who used which key, and who was refused.
extension Report {
  /// One of the tables; what a list leaves out is counted in it.
  package func sheet(_ name: Sheet.Name) -> Sheet {
    switch name {
    case .keys: keysSheet
    case .apis: apisSheet
    case .sources: sourcesSheet
    case .callers: callersSheet
    case .places: places(of: snapshot.migrations)
    case .steps: steps(of: snapshot.migrations)
    case .coverage: coverageSheet
    case .exposures: exposuresSheet
    case .alarms: alarmsSheet
    }
  }

  private var keysSheet: Sheet {
    var sheet = Sheet(
      .keys, "key", "requests", "accepted", "rejected", "first", "last", "distinct_values")
    for row in snapshot.keys {
      sheet.add(
        .text(row.name), .count(row.requests), .count(row.accepted), .count(row.rejected),
        .time(row.first), .time(row.last), row.distinct.map(Sheet.Cell.count) ?? .text(""))
    }
    return sheet
  }

  private var apisSheet: Sheet {
    var sheet = Sheet(.apis, "api", "key", "accepted", "rejected")
    for api in snapshot.configuration.apis.indices {
      for row in snapshot.keys {
        guard let counts = row.apis[safe: api], counts.requests > 0 else { continue }
        sheet.add(
          .text(self.api(api)), .text(row.name), .count(counts.accepted), .count(counts.rejected))
      }
    }
    return sheet
  }

  private var sourcesSheet: Sheet {
    var sheet = Sheet(
      .sources, "source", "rejected", "distinct_keys", "kind", "reasons", "first", "last",
      "caller", "user_agent")
    let (listed, others) = rejectedSources
    for source in listed {
      sheet.add(
        .text(source.source), .count(source.rejected), .count(source.distinctKeys),
        .word(source.kind.rawValue), .word(words(source.reasons)), .time(source.first),
        .time(source.last), .text(source.caller), .text(source.userAgent))
    }
    sheet.others = others
    return sheet
  }

  private var callersSheet: Sheet {
    var sheet = Sheet(.callers, "caller", "key", "accepted", "rejected", "first", "last")
    for row in snapshot.callers.prefix(top) {
      for use in row.keys {
        sheet.add(
          .text(row.caller), .text(name(use.identity)), .count(use.accepted),
          .count(use.rejected), .time(use.first), .time(use.last))
      }
    }
    sheet.others = max(snapshot.callers.count - top, 0)
    return sheet
  }
}
