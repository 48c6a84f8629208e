import Testing

/// Every log of the corpus, against what it says in truth.
///
/// `Tests/Corpus/open.txt` names those that are not read so yet. A log that is in the list and agrees is an
/// error too: so the list only shrinks. `CORPUS=part-of-a-name` reads some logs alone and tells both readings.
struct CorpusTests {
  @Test(arguments: CorpusLog.chosen) func `a log is counted as what it says`(log: CorpusLog) throws
  {
    let found = try CorpusReading.truth(log)
    let wanted = try log.wanted()
    if CorpusLog.choice != nil {
      print("\(log.name)\n  found  \(found)\n  wanted \(wanted)\n  \(wanted.why ?? "")")
    }
    if log.isOpen {
      #expect(found != wanted, "\(log.name) agrees now: its line in open.txt has to go")
    } else {
      #expect(found == wanted, "\(wanted.why ?? "")")
    }
  }

  @Test func `what is said to be in a log adds up`() throws {
    #expect(CorpusLog.told.count > 100)
    for log in CorpusLog.told {
      let wanted = try log.wanted()
      #expect(wanted.requests == wanted.outcomes.accepted + wanted.outcomes.rejected)
      #expect(wanted.requests == wanted.keys.values.reduce(0, +), "\(log.name)")
      #expect(wanted.keys.count == 5, "\(log.name)")
    }
  }

  @Test func `the list of open logs names logs, each with its reason`() {
    let names = Set(CorpusLog.all.map(\.name))
    for (name, reason) in CorpusLog.open {
      #expect(names.contains(name), "\(name) is no log of the corpus")
      #expect(!reason.isEmpty, "\(name) is open for no reason")
    }
    let agreeing = CorpusLog.told.count { !$0.isOpen }
    print("corpus: \(agreeing) of \(CorpusLog.told.count) logs are counted as what they say")
  }
}
