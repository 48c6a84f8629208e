import KeywatchCore

/// One migration in full: verdict, numbers, steps with their evidence, places, what is in the way.
struct MigrationPage: Sendable {
  let picture: Picture
  let status: MigrationStatus

  /// All of it in `width` columns.
  func page(width: Int) -> Page {
    var page = Page(width: width, glyphs: picture.glyphs)
    verdict(&page)
    for step in status.steps { add(step, &page) }
    places(&page, width)
    list("What keeps the verdict from confirmed", status.blocking, &page)
    list("What a rotation of \(status.from) would break", status.blockingRotation, &page)
    return page
  }

  private func verdict(_ page: inout Page) {
    let glyphs = picture.glyphs
    let from = picture.looks[KeyIdentity(key: status.migration.from)]
    let to = picture.looks[KeyIdentity(key: status.migration.to)]
    page.fact(
      "move",
      [Run(status.caller, .text, bold: true), Run(" on \(status.api)  ", .dim)] + from.runs()
        + [Run(" \(glyphs.arrow) ", .dim)] + to.runs())
    let look = StepLook(verdict: status.verdict, glyphs)
    page.fact("verdict", [Run("\(look.glyph) \(look.word)", look.role, bold: true)])
    page.fact("", status.sentence)
    page.fact("next", status.next, .accent)
    page.fact("still old", bound)
    page.fact(
      "seen",
      "\(status.slots.grouped) five-minute slots with the new key since the last use of the old "
        + "one, silent for \(status.silenceSeconds.longDuration)")
    for reason in status.cannotTellBecause { page.fact("cannot tell", words(reason), .warn) }
  }

  private var bound: String {
    guard let bound = status.shareBound else {
      return "nothing can be said about its share of requests"
    }
    return "at most \(bound.percent) of its requests can still be on the old key"
  }

  private func add(_ step: StepStatus, _ page: inout Page) {
    let look = StepLook(step: step.state, picture.glyphs)
    page.gap()
    var runs = [
      Run(look.glyph + " ", look.role, bold: true),
      Run("\(step.step) \(status.title(of: step))", .text, bold: true),
      Run("   " + look.word, look.role),
    ]
    if let since = step.since { runs.append(Run(" since " + Clock(since).dateAndTime, .dim)) }
    if step.state != .done, let progress = step.progress {
      runs.append(Run("   " + progress.percent, look.role))
    }
    page.line(runs)
    for evidence in step.evidence { page.sentence(evidence, .dim, lead: [Run("    ")]) }
  }

  private func places(_ page: inout Page, _ width: Int) {
    guard !status.places.isEmpty else { return }
    page.heading("Places of \(status.caller)")
    let now = picture.now
    let name = max(width - 44, 16)
    page.row([
      ([Run("PLACE", .dim)], name), ([Run("OLD KEY", .dim)], 8), ([Run("NEW KEY", .dim)], 8),
      ([Run("STATE", .dim)], 10),
    ])
    for status in status.places {
      let (role, word) = look(status.state)
      let place = [status.place.source, status.place.route, status.place.userAgent]
      page.row([
        ([Run(place.filter { !$0.isEmpty }.joined(separator: " "))], name),
        ([Run(status.lastOld.age(at: now), .shared)], 8),
        ([Run(status.lastNew.age(at: now), .dedicated)], 8),
        ([Run(word, role)], 10),
        ([Run(status.by == .rule ? "" : "by \(status.by.word)", .faint)], 13),
      ])
    }
  }

  private func look(_ state: PlaceStatus.State) -> (Role, String) {
    let glyphs = picture.glyphs
    return switch state {
    case .moved: (.ok, glyphs.done + " moved")
    case .both: (.warn, glyphs.active + " both")
    case .oldOnly: (.bad, glyphs.bad + " old only")
    case .retired: (.pending, glyphs.dot + " waived")
    case .quiet: (.pending, glyphs.dot + " quiet")
    }
  }

  private func list(_ title: String, _ items: [String], _ page: inout Page) {
    page.heading(title)
    if items.isEmpty { page.line([Run(picture.glyphs.done + " nothing", .ok)]) }
    for item in items { page.sentence(item, .text, lead: [Run(picture.glyphs.dot + " ", .warn)]) }
  }

  /// The words in data as a reader would say them.
  private func words(_ reason: String) -> String {
    switch reason {
    case "rejections_only": "the log holds rejections only"
    case "no_labels": "the log does not say which key a request came with"
    case "one_address": "all requests come from one address"
    case "no_times": "the lines have no times"
    case "same_label": "both keys have the same label"
    default: reason
    }
  }
}
