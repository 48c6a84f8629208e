/// The last row: the keystrokes that do something now, and where in a list one is.
struct Footer: Sendable {
  /// Tells whether a command would do anything.
  let works: @Sendable (Command) -> Bool
  /// `3 of 17`, empty where nothing is selected.
  let position: String

  /// Draws it; where room is short the least important keystrokes are left out.
  func draw(on canvas: inout Canvas) {
    var bindings = Binding.table.filter { binding in
      binding.short != nil && binding.commands.contains { works($0.1) }
    }
    let room = canvas.width - 2 - (position.isEmpty ? 0 : position.unicodeScalars.count + 2)
    while width(bindings, canvas) > room, bindings.count > 1,
      let victim = bindings.indices.max(by: { bindings[$0].rank < bindings[$1].rank })
    {
      bindings.remove(at: victim)
    }
    canvas.put(runs(bindings, canvas.glyphs), x: 1, y: 0, width: room)
    if !position.isEmpty {
      canvas.put([Run(position, .dim)], x: 1, y: 0, width: canvas.width - 2, align: .right)
    }
  }

  private func runs(_ bindings: [Binding], _ glyphs: Glyphs) -> [Run] {
    bindings.enumerated().flatMap { i, binding in
      [
        Run((i == 0 ? "" : "  ") + short(binding.name(glyphs)), .keystroke, bold: true),
        Run(" " + (binding.short ?? ""), .dim),
      ]
    }
  }

  /// The first of several names is enough here.
  private func short(_ name: String) -> String {
    name == "← →" ? "←→" : String(name.prefix { $0 != " " })
  }

  private func width(_ bindings: [Binding], _ canvas: Canvas) -> Int {
    canvas.escaper.width(runs(bindings, canvas.glyphs), limit: 1000)
  }
}
