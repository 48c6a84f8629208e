@testable import KeywatchDashboard
import Testing

@Suite("The table of colours")
struct ThemeTests {
  private static let paper: [Theme: ColourSight] = [
    .dark: ColourSight(red: 0x10, green: 0x13, blue: 0x18),
    .light: ColourSight(red: 255, green: 255, blue: 255),
  ]

  private func colour(_ role: Role, in theme: Theme) throws -> ColourSight {
    let look = theme.look(of: Style(role), at: .colours256)
    return ColourSight(index: try #require(look.foreground))
  }

  /// The least distance between any two of the roles for any eye.
  private func leastDistance(_ roles: [Role], in theme: Theme) throws -> Double {
    var least = Double.infinity
    for (place, role) in roles.enumerated() {
      for other in roles[(place + 1)...] {
        least = min(least, try colour(role, in: theme).distance(to: colour(other, in: theme)))
      }
    }
    return least
  }

  @Test(arguments: [Theme.dark, .light], Role.allCases.filter { $0 != .border })
  func `what one reads has a contrast of 4.5 to what is behind it`(theme: Theme, role: Role)
    throws
  {
    let look = theme.look(of: Style(role), at: .colours256)
    let behind = try look.background.map(ColourSight.init) ?? #require(Self.paper[theme])
    #expect(try colour(role, in: theme).contrast(to: behind) >= 4.5)
  }

  @Test(arguments: [Theme.dark, .light])
  func `identities and "ok" stay apart for colour-blind eyes`(theme: Theme) throws {
    #expect(try leastDistance([.dedicated, .shared, .unknown, .keyless, .ok], in: theme) >= 20)
  }

  @Test(arguments: [Theme.dark, .light])
  func `so do the further keys, from those and from each other`(theme: Theme) throws {
    let roles: [Role] = [
      .dedicated, .shared, .unknown, .keyless, .ok, .third, .fourth, .fifth, .sixth,
    ]
    #expect(try leastDistance(roles, in: theme) >= 17)
  }

  @Test func `the colours known to fall together are not used in the dark`() {
    for role in Role.allCases {
      let foreground = Theme.dark.look(of: Style(role), at: .colours256).foreground
      #expect(!(196...199).contains(foreground ?? 0))
      #expect(!(204...213).contains(foreground ?? 0))
    }
  }

  @Test func `without colours there are none, and nothing is lost that reverse can say`() {
    for role in Role.allCases {
      for style in [Style(role), Style(role, bold: true), Style(role, filled: true)] {
        let looks = [
          Theme.mono.look(of: style, at: .colours256), Theme.dark.look(of: style, at: .mono),
        ]
        for look in looks {
          #expect(look.foreground == nil && look.background == nil)
        }
      }
    }
    for role in [Role.header, .selection, .escape] {
      #expect(Theme.mono.look(of: Style(role), at: .mono).emphasis.contains(.reverse))
    }
  }

  @Test func `eight colours are enough indices, and blue is bold`() {
    for role in Role.allCases {
      let look = Theme.dark.look(of: Style(role), at: .colours8)
      #expect((look.foreground ?? 0) < 8 && look.background == nil)
      #expect(look.foreground != 4 || look.emphasis.contains(.bold))
    }
  }

  @Test func `bold drives dim out, and a fill swaps the colours`() {
    let faint = Theme.dark.look(of: Style(.faint, bold: true), at: .colours8)
    #expect(faint.emphasis == .bold)
    let badge = Theme.dark.look(of: Style(.ok, bold: true, filled: true), at: .colours256)
    #expect(badge == Theme.Look(foreground: 84, background: nil, emphasis: [.bold, .reverse]))
    let swapped = Theme.mono.look(of: Style(.header, filled: true), at: .mono)
    #expect(!swapped.emphasis.contains(.reverse))
  }
}
