import KeywatchCore

/// What is known of one caller, under the list of all.
struct CallerDetail: Sendable {
  let picture: Picture

  /// The caller's facts in `width` columns.
  func page(_ line: CallerLine, width: Int) -> Page {
    var page = Page(width: width, glyphs: picture.glyphs)
    page.line([Run(line.row.caller, .title, bold: true)])
    if let status = picture.status {
      let (role, _) = CallersPanel.look(line, picture.glyphs)
      page.fact("if rotated", sentence(line, status), role)
    } else {
      page.fact("rotation", "no migration is configured, so no key is about to be rotated", .dim)
    }
    for use in line.row.keys { add(use, &page, width) }
    let uses = picture.snapshot.uses.filter { $0.caller == line.row.caller }
    top("addresses", uses.map { ($0.place.source, $0.count) }, &page)
    top("agents", uses.map { ($0.place.userAgent, $0.count) }, &page)
    let apis = uses.map { use in
      (use.api.flatMap { picture.configuration.apis[safe: $0]?.name } ?? "outside", use.count)
    }
    top("APIs", apis, &page)
    return page
  }

  private func sentence(_ line: CallerLine, _ status: MigrationStatus) -> String {
    let last = line.lastOld.map { ", last \($0.age(at: picture.now)) ago" } ?? ""
    let accepted = max(line.row.keys.reduce(0) { $0 + $1.accepted }, 1)
    let share = (Double(line.old) / Double(accepted)).percent
    return switch line.prospect {
    case .breaks: "breaks: every accepted request came with \(status.from)\(last)"
    case .mixed: "mixed: \(share) of its accepted requests came with \(status.from)\(last)"
    case .ready where status.isRotated: "nothing changes: \(status.from) is rotated already"
    case .ready where line.old == 0: "ready: it has never used \(status.from)"
    case .ready: "ready: it no longer uses \(status.from)\(last)"
    case .unclear where picture.unclear.count(of: line.row.caller) == 0:
      "unknown: this log does not allow a judgement, press \(Panel.migration.rawValue) for why"
    case .unclear:
      "unknown: the log does not tell which key \(picture.unclear.count(of: line.row.caller).grouped) "
        + "of its accepted requests came with"
    case .refused: "nothing changes: none of its requests was accepted"
    case .unaffected: "our own try-outs: never evidence"
    }
  }

  private func add(_ use: CallerRow.KeyUse, _ page: inout Page, _ width: Int) {
    let span = use.first.map { first in
      "from \(Clock(first).date), last \(use.last.age(at: picture.now)) ago"
    }
    page.row([
      (picture.looks[use.identity].runs(), 18),
      ([Run("accepted ", .dim), Run(use.accepted.grouped)], 19),
      ([Run("rejected ", .dim), Run(use.rejected.grouped, use.rejected > 0 ? .bad : .dim)], 17),
      ([Run(span ?? "", .dim)], max(width - 58, 0)),
    ])
  }

  /// The most frequent of something, with their counts.
  private func top(_ label: String, _ items: [(String, Int)], _ page: inout Page) {
    var counts: [String: Int] = [:]
    for (name, count) in items where !name.isEmpty { counts[name, default: 0] += count }
    let sorted = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    guard !sorted.isEmpty else { return }
    let more = sorted.count > 5 ? ", \(sorted.count - 5) more" : ""
    let text = sorted.prefix(5).map { "\($0.key) \($0.value.short)" }.joined(separator: ", ")
    page.fact(label, text + more)
  }
}
