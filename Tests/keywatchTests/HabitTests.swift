import KeywatchCore
import KeywatchInput
import Testing

@testable import keywatch

struct HabitTests {
  private let start = ContinuousClock.now

  @Test func `twice the longest pause is beyond it, and not less than 20 s`() {
    var habit = Habit(since: start)
    habit.arrived(at: start + .seconds(1))
    #expect(habit.silence(at: start + .seconds(21)) == nil)
    #expect(habit.silence(at: start + .seconds(22)) == .seconds(21))
    habit.arrived(at: start + .seconds(31))
    #expect(habit.silence(at: start + .seconds(91)) == nil)
    #expect(habit.silence(at: start + .seconds(92)) == .seconds(61))
  }
}
