/// What each target may import: the drawing of the house, held against every `import` line.
///
/// SwiftPM does not guard it alone: a module that comes with a dependency's dependency slips through.
enum Arrows {
  private static let system = [
    "Dispatch", "Foundation", "FoundationEssentials", "Glibc", "Synchronization",
  ]

  static let allowed: [String: [String]] = [
    // Pure: no file, no clock, no screen. Glibc in Core is for mlock and explicit_bzero.
    "KeywatchCore": ["CDecode", "Crypto", "Glibc"],
    "KeywatchDashboard": ["KeywatchCore"],
    "KeywatchSimulation": ["KeywatchCore"],

    // Edges: each touches one thing of the world, and none another edge.
    "KeywatchInput": ["KeywatchCore", "CInflate", "CSystem"] + system,
    "KeywatchReport": ["KeywatchCore", "Crypto", "Mustache"] + system,
    "KeywatchStore": ["KeywatchCore", "CSystem", "GRDB"] + system,
    "KeywatchTerminal": ["KeywatchCore", "KeywatchDashboard", "CTerminal"] + system,

    // The program joins them.
    "keywatch": [
      "KeywatchCore", "KeywatchDashboard", "KeywatchSimulation", "KeywatchInput", "KeywatchReport",
      "KeywatchStore", "KeywatchTerminal", "CSystem", "ArgumentParser", "Yams",
    ] + system,

    // C.
    "CDecode": [], "CInflate": [], "CTerminal": [], "CSystem": [],
  ]

  /// The imports of a file that no arrow allows.
  static func broken(in file: SourceFile) -> [Finding] {
    file.imports.filter { allowed[file.target]?.contains($0.module) != true }.map {
      Finding(file: file, line: $0.number, what: "\(file.target) may not import \($0.module)")
    }
  }
}
