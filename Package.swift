// swift-tools-version: 6.2
import PackageDescription

// The drawing of the house: what each target may use. Sources/README.md explains it.

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

// `make dist` links statically, and Debian has no static ISA-L.
let isStatic = Context.environment["KEYWATCH_STATIC"] != nil

// `make fuzz` names the library of libFuzzer: then there is one more program, and what it tries is
// instrumented.
let fuzzer = Context.environment["KEYWATCH_FUZZ"]

let package = Package(
  name: "keywatch",
  products: [.executable(name: "keywatch", targets: ["keywatch"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // C: the index kernel, the terminal, the system calls Swift cannot see, decompression.
    .target(name: "CDecode"),
    .target(
      name: "CTerminal",
      cSettings: [
        .define("NCURSES_WIDECHAR", to: "1"), .define("_XOPEN_SOURCE", to: "700"),
        .define("_DEFAULT_SOURCE"), .define("_GNU_SOURCE"),
      ],
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "CSystem", cSettings: [.define("_GNU_SOURCE")]),
    .target(
      name: "CInflate", cSettings: isStatic ? [.define("KEYWATCH_ZLIB")] : [],
      linkerSettings: [.linkedLibrary(isStatic ? "z" : "isal"), .linkedLibrary("zstd")]),

    // Pure: values in, values out. No file, no clock, no screen.
    .target(name: "KeywatchCore", dependencies: ["CDecode", crypto]),
    .target(name: "KeywatchDashboard", dependencies: ["KeywatchCore"]),
    .target(name: "KeywatchSimulation", dependencies: ["KeywatchCore"]),

    // Edges: each touches one thing of the world.
    .target(name: "KeywatchInput", dependencies: ["KeywatchCore", "CInflate", "CSystem"]),
    .target(name: "KeywatchStore", dependencies: ["KeywatchCore", "CSystem", grdb]),
    .target(name: "KeywatchReport", dependencies: ["KeywatchCore", crypto, mustache]),
    .target(
      name: "KeywatchTerminal", dependencies: ["KeywatchCore", "KeywatchDashboard", "CTerminal"]),

    // The program.
    .executableTarget(
      name: "keywatch",
      dependencies: [
        "KeywatchCore", "KeywatchDashboard", "KeywatchSimulation", "KeywatchInput",
        "KeywatchReport", "KeywatchStore", "KeywatchTerminal", "CSystem", argumentParser, yams,
      ]),

    // Tests: one target a module, and the house itself.
    .testTarget(name: "ArchitectureTests", dependencies: [crypto]),
    .testTarget(name: "KeywatchCoreTests", dependencies: ["KeywatchCore"]),
    .testTarget(
      name: "KeywatchDashboardTests", dependencies: ["KeywatchDashboard", "KeywatchCore"]),
    .testTarget(
      name: "KeywatchSimulationTests", dependencies: ["KeywatchSimulation", "KeywatchCore"]),
    .testTarget(name: "KeywatchInputTests", dependencies: ["KeywatchInput", "KeywatchCore"]),
    .testTarget(name: "KeywatchStoreTests", dependencies: ["KeywatchStore", "KeywatchCore", grdb]),
    .testTarget(
      name: "KeywatchReportTests", dependencies: ["KeywatchReport", "KeywatchCore", crypto]),
    .testTarget(
      name: "KeywatchTerminalTests",
      dependencies: ["KeywatchTerminal", "KeywatchCore", "KeywatchDashboard"]),
    .testTarget(
      name: "keywatchTests",
      dependencies: ["keywatch", "KeywatchCore", "KeywatchReport", "KeywatchStore"]),
    .testTarget(name: "EndToEndTests", dependencies: ["keywatch"]),
  ],
  swiftLanguageModes: [.v6]
)

if let fuzzer {
  package.targets.append(
    .executableTarget(
      name: "fuzz", dependencies: ["KeywatchCore", "KeywatchSimulation"], path: "Tests/Fuzz",
      exclude: ["run", "forms.log", "corpus"],
      linkerSettings: [
        .unsafeFlags(["-sanitize=address", fuzzer]), .linkedLibrary("stdc++"),
      ]))
}

for target in package.targets where target.type != .plugin {
  target.swiftSettings = [.treatAllWarnings(as: .error)]
  guard fuzzer != nil, ["KeywatchCore", "CDecode", "fuzz"].contains(target.name) else { continue }
  target.swiftSettings?.append(.unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"]))
  target.cSettings = [.unsafeFlags(["-fsanitize=fuzzer-no-link,address"])]
}
