import Dispatch
import KeywatchCore
import KeywatchDashboard
import KeywatchInput
import KeywatchTerminal

/// Shows the dashboard over `sources` until it is left, or prints one frame; returns the program's status.
func runDashboard(_ sources: [String], _ options: WatchOptions) throws -> Int32 {
  for source in sources { try SourcePattern(source).requireDirectory() }
  if let snapshot = options.snapshot {
    try printFrame(snapshot, sources, options)
    return 0
  }
  return try LiveDashboard(sources, options).run()
}

/// One frame of what the sources hold now, for those who have no terminal.
private func printFrame(
  _ snapshot: WatchOptions.Snapshot, _ sources: [String], _ options: WatchOptions
) throws {
  var engine = try Engine(
    sources, options.configuration, from: options.start, clock: options.clock, seam: Seam {})
  engine.catchUp()
  let picture = engine.picture()
  let theme = options.theme?.colours ?? .dark
  var dashboard = Dashboard(
    .init(
      glyphs: options.glyphs,
      isMonochrome: theme == .mono || !snapshot.isColoured))
  _ = dashboard.update(.resize(width: snapshot.size.width, height: snapshot.size.height))
  dashboard.show(picture.snapshot, picture.liveness)
  let frame = dashboard.frame(width: snapshot.size.width, height: snapshot.size.height)
  let text =
    snapshot.isColoured
    ? frame.ansi(theme, at: theme == .mono ? .mono : .colours256) : frame.text
  try Output.standard.write(Array((text.joined(separator: "\n") + "\n").utf8))
}

/// The engine on its thread and the screen on this one.
private struct LiveDashboard {
  private let sources: [String]
  private let options: WatchOptions

  init(_ sources: [String], _ options: WatchOptions) {
    self.sources = sources
    self.options = options
  }

  /// Runs until somebody leaves; returns the status.
  func run() throws -> Int32 {
    let theme = options.theme?.colours ?? .dark
    let terminal = try Terminal(theme: theme)
    let wake = try KeywatchTerminal.Wake()
    var dashboard = Dashboard(
      .init(glyphs: options.glyphs, isMonochrome: terminal.depth == .mono))
    let seam = Seam { wake.call() }
    let engine = EngineThread(sources, options, seam)
    let ending = ScreenLoop(terminal, wake: wake).run(
      update: { event in
        if event == .snapshot, let picture = seam.take() {
          dashboard.show(picture.snapshot, picture.liveness)
        }
        return Reaction(dashboard.update(event))
      },
      frame: { dashboard.frame(width: $0, height: $1) })
    engine.stop()
    return ending.status
  }
}

/// The engine's thread, from its beginning until it was told to stop and has.
private struct EngineThread {
  private let seam: Seam
  private let ended = DispatchSemaphore(value: 0)

  init(_ sources: [String], _ options: WatchOptions, _ seam: Seam) {
    self.seam = seam
    DispatchQueue(label: "engine").async { [ended] in
      defer { ended.signal() }
      do throws(InputError) {
        var engine = try Engine(
          sources, options.configuration, from: options.start, clock: options.clock, seam: seam)
        engine.run()
      } catch {
        var liveness = Liveness(now: options.clock.now())
        (liveness.mode, liveness.reason) = (.degraded, error.message)
        seam.post(
          .init(snapshot: Snapshot(configuration: options.configuration), liveness: liveness))
      }
    }
  }

  func stop() {
    seam.stop()
    ended.wait()
  }
}

extension Reaction {
  fileprivate init(_ effect: Effect) {
    self =
      switch effect {
      case .draw: .draw
      case .nothing: .nothing
      case .repaint: .repaint
      case .suspend: .suspend
      case .quit: .quit
      }
  }
}

extension WatchOptions {
  fileprivate var start: Start { beginning == .start ? .beginning : .end }
  fileprivate var glyphs: Glyphs {
    isASCII || !TerminalSettings.localeIsUnicode ? .ascii : .unicode
  }
}

extension WatchOptions.Theme {
  fileprivate var colours: KeywatchDashboard.Theme {
    switch self {
    case .dark: .dark
    case .light: .light
    case .mono: .mono
    }
  }
}
