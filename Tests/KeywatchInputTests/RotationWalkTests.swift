import Foundation
import Testing

@testable import KeywatchInput

/// Every complete line that still exists is delivered exactly once, whatever happens in whatever order.
struct RotationWalkTests {
  private static let walks =
    ProcessInfo.processInfo.environment["KEYWATCH_WALKS"].flatMap { Int($0) } ?? 150
  private static let first =
    ProcessInfo.processInfo.environment["KEYWATCH_WALK"].flatMap { Int($0) } ?? 0
  private static let banner = Array("# a service, log format 3, instance web-1 ########\n".utf8)

  @Test("rotations, truncations, copies and kills")
  func plain() { walk(RotationWalk.Kind()) }

  @Test("files that all begin with the same line")
  func banners() { walk(RotationWalk.Kind(banner: Self.banner)) }

  @Test("rotated files that are compressed")
  func compressed() { walk(RotationWalk.Kind(compresses: true)) }

  // Nothing tells a copy from its original there while both are new and equal: some walk beyond these still reads one
  // of them twice.
  @Test("a file system that does not tell births")
  func birthless() { walk(RotationWalk.Kind(tellsBirths: false)) }

  private func walk(_ kind: RotationWalk.Kind) {
    for seed in Self.first..<Self.first + Self.walks {
      var walk = RotationWalk(seed: seed, kind)
      for _ in 0..<60 { walk.step() }
      walk.finish()
      let (missing, twice) = walk.verdict
      if missing.isEmpty, twice.isEmpty { continue }
      Issue.record(
        "seed \(seed): missing \(missing), twice \(twice)\n\(walk.story.joined(separator: "\n"))")
      return
    }
  }
}
