import Testing

@testable import KeywatchCore
@testable import KeywatchStore

@Suite struct JournalTests {
  @Test func `notes and waivers are written beside the writer, and seen by every reader`() throws {
    try Scratch.during { scratch in
      var store = try scratch.open()
      let reader = try StateReader(at: scratch.state, name: "production")
      let journal = try Journal(at: scratch.state, name: "production", now: Sample.now)
      try journal.add(Sample.note)
      try journal.add(Sample.waiver)
      try store.commit(Sample.commit([Sample.use()]))
      let state = try reader.load()
      #expect(state.notes == [Sample.note])
      #expect(state.waivers == [Sample.waiver])
    }
  }

  @Test func `a waiver takes the place of an earlier one, and can be taken back once`() throws {
    try Scratch.during { scratch in
      let journal = try Journal(at: scratch.state, name: "production", now: Sample.now)
      try journal.add(Sample.waiver)
      var again = Sample.waiver
      again.why = "it was a test"
      try journal.add(again)
      let reader = try StateReader(at: scratch.state, name: "production")
      #expect(try reader.load().waivers == [again])
      let (caller, place) = (again.caller, again.place)
      #expect(try journal.removeWaiver(caller: caller, place: place))
      #expect(try !journal.removeWaiver(caller: caller, place: place))
      #expect(try reader.load().waivers == [])
    }
  }

  @Test func `a journal of another configuration is refused`() throws {
    try Scratch.during { scratch in
      _ = try scratch.open(name: "staging")
      var thrown: StoreError?
      do throws(StoreError) {
        _ = try Journal(at: scratch.state, name: "production", now: Sample.now)
      } catch {
        thrown = error
      }
      #expect(thrown == .otherName(path: scratch.state, name: "staging"))
    }
  }
}
