import Testing

@testable import KeywatchTerminal

@Suite("The loop's pace")
struct PaceTests {
  @Test func `data frames keep their distance however often data comes`() {
    var pace = Pace(framesPerSecond: 10, at: 0, toSecond: 1000)
    var frames = 0
    for now in Int64(0)..<1000 {
      pace.dataArrived()
      if pace.takesData(at: now) { frames += 1 }
    }
    #expect(frames == 10)
  }

  @Test func `a frame somebody waits for is drawn at once and puts off no data`() {
    var pace = Pace(framesPerSecond: 10, at: 0, toSecond: 1000)
    _ = pace.takesFrame()
    pace.dataArrived()
    #expect(pace.takesData(at: 0) == true)
    pace.dataArrived()
    pace.frameAsked()
    #expect(pace.wait(at: 50, isBehind: false) == 0)
    #expect(pace.takesFrame() == true)
    #expect(pace.takesFrame() == false)
    #expect(pace.wait(at: 50, isBehind: false) == 50)
    #expect(pace.takesData(at: 100) == true)
  }

  @Test func `idle it wakes once a second`() {
    var pace = Pace(framesPerSecond: 10, at: 0, toSecond: 400)
    _ = pace.takesFrame()
    #expect(pace.wait(at: 0, isBehind: false) == 400)
    #expect(pace.takesTick(at: 399, toSecond: 1) == false)
    #expect(pace.takesTick(at: 400, toSecond: 1000) == true)
    #expect(pace.wait(at: 400, isBehind: false) == 1000)
  }

  @Test func `a terminal that is behind is left alone until the next tick`() {
    var pace = Pace(framesPerSecond: 10, at: 0, toSecond: 700)
    pace.dataArrived()
    #expect(pace.wait(at: 0, isBehind: true) == 700)
    #expect(pace.wait(at: 0, isBehind: false) == 0)
  }

  @Test func `a tick that came late is not made up for`() {
    var pace = Pace(framesPerSecond: 10, at: 0, toSecond: 1000)
    #expect(pace.takesTick(at: 5200, toSecond: 800) == true)
    #expect(pace.takesTick(at: 5999, toSecond: 1) == false)
    #expect(pace.takesTick(at: 6000, toSecond: 1000) == true)
  }
}
