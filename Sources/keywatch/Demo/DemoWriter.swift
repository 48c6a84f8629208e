import Dispatch
import Glibc
import KeywatchCore
import Synchronization

/// Writes the demo's log on a thread of its own, as its simulated clock goes, in a temporary directory.
final class DemoWriter: Sendable {
  let path: String
  /// Where the dashboard keeps its state while it shows the demo.
  var state: String { directory.state }
  /// The simulated clock, which began when this was made.
  let clock: Clock
  private let demo: Mutex<LiveDemo>
  private let directory: DemoDirectory
  private let isEnded = Atomic<Bool>(false)
  private let hasStopped = DispatchSemaphore(value: 0)
  private let fingerprinted: @Sendable (Configuration) -> Configuration

  /// How often lines that have become due are written, in microseconds.
  private static let pause: UInt32 = 20_000

  init(seed: UInt64) throws {
    directory = try DemoDirectory.temporary()
    let live = try LiveDemo(in: directory, seed: seed, end: Clock.wall.now())
    path = live.path
    let began = ContinuousClock.now
    let story = live.clock
    clock = Clock(
      now: {
        let (seconds, attoseconds) = (ContinuousClock.now - began).components
        return story.time(after: seconds * 1000 + attoseconds / 1_000_000_000_000_000)
      }, speed: StoryClock.speed, end: story.end)
    let keys = live.keys
    fingerprinted = { keys.fingerprinting($0) }
    demo = Mutex(live)
    DispatchQueue(label: "demo").async { self.write() }
  }

  /// The configuration with what the story's operator knows of its keys.
  func fingerprinting(_ configuration: Configuration) -> Configuration {
    fingerprinted(configuration)
  }

  /// Stops writing and removes the log.
  func end() {
    isEnded.store(true, ordering: .relaxed)
    hasStopped.wait()
    directory.remove()
  }

  private func write() {
    defer { hasStopped.signal() }
    while !isEnded.load(ordering: .relaxed) {
      let now = clock.now()
      // A full disk ends the story; the dashboard says that no further line comes.
      guard (try? demo.withLock({ try $0.advance(to: now) })) ?? false else { break }
      usleep(Self.pause)
    }
  }
}
