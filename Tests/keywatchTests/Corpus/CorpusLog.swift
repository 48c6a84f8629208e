import Foundation
import Testing

/// A log of `Tests/Corpus`: as a server really wrote it, or in one of the wrappers such logs come in.
struct CorpusLog: Sendable, CustomTestStringConvertible {
  /// Its path below `Tests/Corpus`.
  let name: String

  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  private static let folder = root.appending(path: "Tests/Corpus")
  private static let wantedEnding = ".wanted.json"

  /// Part of the names to read alone, from the environment: `CORPUS=nginx swift test --filter CorpusTests`.
  static let choice = ProcessInfo.processInfo.environment["CORPUS"]

  /// Every log, sorted by name.
  static let all: [CorpusLog] = {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { name in
      name.contains(".log") || name.contains(".json")
    }.filter { !$0.hasSuffix(wantedEnding) }.sorted().map(CorpusLog.init)
  }()

  /// Those whose lines were forged by a client without a key.
  static let forged = all.filter { $0.name.contains("/forged-") }
  /// Those of which it is written down what they say.
  static let told = all.filter { !$0.name.contains("/forged-") }
  /// Those told that the environment chooses.
  static let chosen = told.filter { log in choice.map(log.name.contains) ?? true }

  /// Logs that are not yet read as they should be, with the reason: the lines of `open.txt`.
  static let open: [String: String] = {
    let text = (try? String(contentsOf: folder.appending(path: "open.txt"), encoding: .utf8)) ?? ""
    let pairs = text.split(separator: "\n").filter { !$0.hasPrefix("#") }.map { line in
      let words = line.split(separator: " ", maxSplits: 1)
      return (words.first.map(String.init) ?? "", words.count > 1 ? String(words[1]) : "")
    }
    return Dictionary(pairs) { first, _ in first }
  }()

  var isOpen: Bool { Self.open[name] != nil }
  var path: String { Self.folder.appending(path: name).path }
  var testDescription: String { name }

  /// The bytes as they are on disk, compressed or not.
  func bytes() throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: path))) }

  /// What it says in truth: the file beside it.
  func wanted() throws -> CorpusTruth {
    let file = try Data(contentsOf: URL(filePath: path + Self.wantedEnding))
    return try JSONDecoder().decode(CorpusTruth.self, from: file)
  }
}
