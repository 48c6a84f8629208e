import KeywatchCore

/// The story as a log: every line a server under the real key policy would write, in order of time.
///
/// Equal seed, start and number of lines give equal bytes everywhere: no clock, no floating point,
/// no randomness but its own.
package struct Simulation {
  /// What has been written so far.
  package private(set) var truth = Truth(configuration: Story.configuration)
  package let keys: SimulatedKeys
  private let start: Timestamp
  private let cast = Cast.everybody
  private let script = Script()
  private let policies: [KeyPolicy]
  /// By `HeldKey`; a guess has no constant one.
  private let presented: [PresentedKey]
  /// Names of identities by their code.
  private let names: [[UInt8]]
  private let instance = Array("web-1".utf8)

  private var random: SeededRandom
  private var remaining: Int
  private var schedule: Schedule
  private var chapter = Story.Chapter.sharedOnly
  private var slot = -1
  private var slotLines = 0
  private var slotLine = 0
  /// By sender, in the present slot.
  private var held: [HeldKey]
  private var scriptLine = 0
  /// Milliseconds from the start of the next line that no script asks for.
  private var nextAt: Int64 = 0
  private var sequence: UInt32 = 0

  /// `lines` lines over the 14 days from `start`.
  package init(seed: UInt64, start: Timestamp, lines: Int) {
    var random = SeededRandom(seed: seed)
    let keys = SimulatedKeys(random: &random)
    let rings = Story.Chapter.allCases.map(keys.ring)
    self.keys = keys
    self.start = start
    policies = rings.map { KeyPolicy(Story.configuration, ring: $0) }
    presented = HeldKey.allCases.map { held in
      keys.value(of: held).map { $0.withUnsafeBytes { rings[0].present($0) } } ?? .absent
    }
    let identities = 0..<UInt16(3 + Story.configuration.keys.count)
    names = identities.map { Array(KeyIdentity(code: $0).name(in: Story.configuration).utf8) }
    remaining = max(lines, 0)
    let midnight = start.seconds - (start.seconds % 86_400 + 86_400) % 86_400
    schedule = Schedule(
      lines: lines - script.lines.count, clock: Int(start.seconds - midnight) / 60)
    held = cast.map { $0.held(at: 0) }
    self.random = random
    enterNextSlot()
  }

  /// Appends the next line and tells its time; nil when the story is over.
  package mutating func next(into bytes: inout [UInt8]) -> Timestamp? {
    guard remaining > 0 else { return nil }
    remaining -= 1
    if scriptLine < script.lines.count, script.lines[scriptLine].at <= nextAt {
      let (at, line) = script.lines[scriptLine]
      scriptLine += 1
      let time = start.advanced(byMilliseconds: at)
      append(line, at: time, to: &bytes)
      return time
    }
    let time = start.advanced(byMilliseconds: nextAt)
    appendRequest(at: time, to: &bytes)
    advance()
    return time
  }

  private mutating func append(_ line: Script.Line, at time: Timestamp, to bytes: inout [UInt8]) {
    switch line {
    case .note(let event, let message):
      bytes.append("{\"ts\":\"")
      time.append(to: &bytes)
      bytes.append("\",\"level\":\"info\",\"event\":\"")
      bytes.append(event)
      bytes.append("\",\"message\":\"")
      bytes.append(message)
      bytes.append("\",\"instance\":\"web-1\"}\n")
      truth.countOther()
    case .config(let chapter):
      self.chapter = chapter
      ConfigLine(
        time: time, policy: policies[chapter.rawValue], names: Story.configuration.keys.map(\.name)
      ).append(to: &bytes)
      truth.countOther()
    case .request(let origin, let request, let held):
      append(request, from: origin, held, at: time, to: &bytes)
    }
  }

  private mutating func appendRequest(at time: Timestamp, to bytes: inout [UInt8]) {
    // Steps of the golden ratio: senders come evenly, however few lines a slot has.
    sequence &+= 0x9e37_79b9
    let index = schedule.sender(at: sequence)
    var mark = random.below(256)
    let request = cast[index].requests.firstIndex { request in
      if mark < request.share { return true }
      mark -= request.share
      return false
    }
    append(
      cast[index].requests[request ?? 0], from: cast[index].origin, held[index], at: time,
      to: &bytes)
  }

  private mutating func append(
    _ request: Sender.Request, from origin: RequestLine.Origin, _ held: HeldKey,
    at time: Timestamp, to bytes: inout [UInt8]
  ) {
    let key = held == .guess ? guess() : presented[held.rawValue]
    let decision = policies[chapter.rawValue].decide(key, api: request.api, at: time)
    let luck = random.next()
    var target = request.target
    if request.hasID { target.path.append(decimal: 10_000 + Int(luck >> 20 & 0xffff)) }
    var id: [UInt8] = []
    id.append(hex: random.next())
    RequestLine(
      time: time, origin: origin, target: target,
      status: decision.status == 200 ? appStatus(request, luck) : decision.status,
      requestID: id, instance: instance, durationMicroseconds: Self.duration(luck),
      key: names[Int(decision.identity.code)], decision: decision
    ).append(to: &bytes)
    truth.count(decision, api: request.api, isAttempt: isAttempt(request, origin, key), at: time)
  }

  private mutating func guess() -> PresentedKey {
    random.letters(64).withUnsafeBytes { policies[0].ring.present($0) }
  }

  /// What the app answers to a request the key let through: now and then not what is hoped for.
  private func appStatus(_ request: Sender.Request, _ luck: UInt64) -> Int {
    switch luck & 1023 {
    case 0..<8: 422
    case 8..<12: 404
    case 12..<14: 500
    case 14: 503
    default: request.status
    }
  }

  private static func duration(_ luck: UInt64) -> Int {
    let usual = 700 + Int(luck >> 40 & 0xfff)
    return luck >> 52 & 31 == 0 ? usual * 12 : usual
  }

  private func isAttempt(
    _ request: Sender.Request, _ origin: RequestLine.Origin, _ key: PresentedKey
  ) -> Bool {
    guard request.api != nil else { return false }
    if key.digest == nil, request.target.method.elementsEqual("OPTIONS".utf8) { return false }
    return !origin.userAgent.starts(with: "keywatch-probe/".utf8)
  }

  /// Finds the time of the line after the present one.
  private mutating func advance() {
    slotLine += 1
    if slotLine < slotLines {
      place()
    } else {
      enterNextSlot()
    }
  }

  /// Goes on to the next slot that has lines.
  private mutating func enterNextSlot() {
    slotLine = 0
    repeat {
      slot += 1
      slotLines = slot < Schedule.slotCount ? schedule.count(in: slot) : 0
    } while slotLines == 0 && slot < Schedule.slotCount
    guard slot < Schedule.slotCount else {
      nextAt = .max
      return
    }
    schedule.enter(slot)
    for i in cast.indices { held[i] = cast[i].held(at: slot * Schedule.slotMinutes) }
    place()
  }

  /// Places the present line somewhere in its own part of the slot.
  private mutating func place() {
    let slotLength = Int64(Schedule.slotMinutes) * 60_000
    let jitter = Int64(random.below(1 << 16))
    let part = (Int64(slotLine) << 16 + jitter) * slotLength / (Int64(slotLines) << 16)
    nextAt = Int64(slot) * slotLength + part
  }
}
