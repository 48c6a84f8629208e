/// Which colours the roles have; `mono` rests on bold, dim and reverse alone.
package enum Theme: String, CaseIterable, Sendable {
  case dark, light, mono

  /// How many colours a terminal shows.
  package enum Depth: Hashable, Sendable {
    case colours256, colours8, mono
  }

  /// Emphasis besides colour; the values are the terminal shim's.
  package struct Emphasis: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8
    package static let bold = Emphasis(rawValue: 1)
    package static let dim = Emphasis(rawValue: 2)
    package static let reverse = Emphasis(rawValue: 4)

    package init(rawValue: UInt8) { self.rawValue = rawValue }
  }

  /// What a style comes to on a screen: indices of the 256 colours, nil for the terminal's own.
  package struct Look: Hashable, Sendable {
    package var foreground: UInt8?
    package var background: UInt8?
    package var emphasis: Emphasis
  }

  /// How `style` looks in this theme at `depth`.
  package func look(of style: Style, at depth: Depth) -> Look {
    var look = look(of: style.role, at: depth)
    if style.bold {
      look.emphasis.insert(.bold)
      look.emphasis.remove(.dim)
    }
    // A fill swaps the colours; inside a role that is reversed already it swaps them back.
    if style.filled { look.emphasis.formSymmetricDifference(.reverse) }
    return look
  }

  private func look(of role: Role, at depth: Depth) -> Look {
    let row = Self.row(of: role)
    switch (self, depth) {
    case (.mono, _), (_, .mono): return Self.ink(nil, row.mono)
    case (_, .colours8): return row.eight
    case (.dark, .colours256): return row.dark
    case (.light, .colours256): return row.light
    }
  }
}

// The table. Every colour that one reads has a contrast of at least 4.5 to #101318 (dark) or white
// (light), and identities stay apart for colour-blind eyes; ThemeTests computes both. Reds 196-199
// and pinks 204-213 are left out: they fall together with grey and blue. Blue on black among the
// eight colours can only be read in bold.
extension Theme {
  private struct Row {
    let dark, light, eight: Look
    let mono: Emphasis

    init(_ dark: Look, _ light: Look, _ eight: Look, mono: Emphasis = []) {
      self.dark = dark
      self.light = light
      self.eight = eight
      self.mono = mono
    }
  }

  private static func ink(
    _ foreground: UInt8?, on background: UInt8? = nil, _ emphasis: Emphasis = []
  ) -> Look {
    Look(foreground: foreground, background: background, emphasis: emphasis)
  }

  private static func row(of role: Role) -> Row {
    switch role {
    case .text: Row(ink(252), ink(235), ink(nil))
    case .dim: Row(ink(248), ink(240), ink(nil), mono: .dim)
    case .faint: Row(ink(244), ink(243), ink(nil, .dim), mono: .dim)
    case .border: Row(ink(239), ink(250), ink(nil, .dim), mono: .dim)
    case .title: Row(ink(255), ink(232), ink(nil, .bold), mono: .bold)
    case .header: Row(ink(255, on: 236), ink(232, on: 254), ink(nil, .reverse), mono: .reverse)
    case .selection: Row(ink(255, on: 24), ink(232, on: 153), ink(nil, .reverse), mono: .reverse)
    case .escape:
      Row(ink(176, .reverse), ink(90, .reverse), ink(5, .reverse), mono: .reverse)
    case .keystroke: Row(ink(222), ink(94), ink(3), mono: .bold)
    case .accent: Row(ink(80), ink(23), ink(6), mono: .bold)
    case .ok: Row(ink(84), ink(29), ink(2))
    case .warn: Row(ink(214), ink(130), ink(3, .bold), mono: .bold)
    case .bad: Row(ink(203), ink(88), ink(1, .bold), mono: .bold)
    case .pending: Row(ink(245), ink(242), ink(nil, .dim), mono: .dim)
    case .dedicated: Row(ink(75), ink(26), ink(4, .bold))
    case .shared: Row(ink(214), ink(130), ink(3, .bold))
    case .third: Row(ink(133), ink(90), ink(5, .bold))
    case .fourth: Row(ink(153), ink(19), ink(6, .bold))
    case .fifth: Row(ink(99), ink(96), ink(5))
    case .sixth: Row(ink(136), ink(93), ink(2, .bold))
    case .otherKey: Row(ink(252), ink(235), ink(nil))
    case .retired: Row(ink(248), ink(240), ink(nil, .dim), mono: .dim)
    case .unknown: Row(ink(203), ink(88), ink(1, .bold), mono: .bold)
    case .keyless: Row(ink(245), ink(238), ink(nil))
    case .unlabelled: Row(ink(245), ink(238), ink(nil, .dim), mono: .dim)
    }
  }
}
