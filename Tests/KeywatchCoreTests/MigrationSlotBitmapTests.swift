import Testing

@testable import KeywatchCore

struct MigrationSlotBitmapTests {
  private func bitmap(_ slots: some Sequence<Int64>) -> SlotBitmap {
    var bitmap = SlotBitmap()
    for slot in slots { bitmap.insert(Timestamp(slot: slot)) }
    return bitmap
  }

  @Test func `slots are found by their rank`() {
    let slots: [Int64] = [-70, -1, 0, 63, 64, 200]
    let marked = bitmap(slots)
    #expect(marked.slots == slots)
    #expect(marked.bounds == -70...200)
    #expect((0..<6).map { marked.slot(rank: $0, after: nil) } == slots)
    #expect(marked.slot(rank: 6, after: nil) == nil)
    #expect(marked.slot(rank: 0, after: -1) == 0)
    #expect(marked.slot(rank: 1, after: 0) == 64)
    #expect(marked.slot(rank: 0, after: 63) == 64)
    #expect(marked.slot(rank: 0, after: 199) == 200)
    #expect(marked.slot(rank: 0, after: 200) == nil)
    #expect(SlotBitmap().bounds == nil)
  }

  @Test func `a bitmap is cut before a slot`() {
    let marked = bitmap([-1, 0, 63, 64, 200])
    #expect(marked.before(64).slots == [-1, 0, 63])
    #expect(marked.before(63).slots == [-1, 0])
    #expect(marked.before(1000).slots == marked.slots)
    #expect(marked.before(-1).isEmpty)
  }

  @Test func `merging is a union, whichever comes first`() {
    let early = bitmap(stride(from: 0, to: 5_000, by: 7))
    let late = bitmap(stride(from: 3_000, to: 9_000, by: 11))
    var one = early
    one.merge(late)
    var other = late
    other.merge(early)
    #expect(one == other)
    #expect(Set(one.slots) == Set(early.slots).union(late.slots).filter { $0 >= 13 << 6 })
    var empty = SlotBitmap()
    empty.merge(early)
    #expect(empty == early)
  }

  @Test func `of more than 128 words the newest are kept`() {
    var merged = bitmap(stride(from: 0, to: 8_192, by: 64))
    merged.merge(bitmap([8_192, 9_000]))
    #expect(merged.count == 128)
    #expect(merged.bounds == 128...9_000)
  }
}
