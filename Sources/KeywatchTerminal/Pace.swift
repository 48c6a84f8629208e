/// When the loop draws and when it wakes by itself, in milliseconds of a steady clock.
///
/// Frames for new data keep their distance; frames that somebody waits for (a keystroke, a new
/// size) are drawn at once; one tick a second moves the clocks.
struct Pace {
  private let distance: Int64
  private var nextDataFrame: Int64
  private var nextTick: Int64
  /// There is data that no frame has shown yet.
  private(set) var owesData = false
  /// Somebody waits for a frame.
  private(set) var owesFrame = true

  init(framesPerSecond: Int, at now: Int64, toSecond: Int64) {
    distance = 1000 / Int64(max(1, framesPerSecond))
    nextDataFrame = now
    nextTick = now + toSecond
  }

  mutating func dataArrived() { owesData = true }

  mutating func frameAsked() { owesFrame = true }

  /// Whether data should be taken for a frame now; then the next is a distance away.
  mutating func takesData(at now: Int64) -> Bool {
    guard owesData, now >= nextDataFrame else { return false }
    owesData = false
    nextDataFrame = now + distance
    return true
  }

  /// Whether to draw now.
  mutating func takesFrame() -> Bool {
    defer { owesFrame = false }
    return owesFrame
  }

  /// Whether a tick is due now; then the next comes when the clock's second is over.
  mutating func takesTick(at now: Int64, toSecond: Int64) -> Bool {
    guard now >= nextTick else { return false }
    nextTick = now + toSecond
    return true
  }

  /// How long to wait; a terminal that is behind gets no frame before it has caught up.
  func wait(at now: Int64, isBehind: Bool) -> Int64 {
    var end = nextTick
    if !isBehind {
      if owesFrame { end = now }
      if owesData { end = min(end, nextDataFrame) }
    }
    return max(0, end - now)
  }
}
