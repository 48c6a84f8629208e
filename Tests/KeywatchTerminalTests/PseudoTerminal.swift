import Glibc
import Testing

/// The terminal's end of a pseudo-terminal: what a program on it paints can be read, and keystrokes
/// written.
actor PseudoTerminal {
  /// The device a program opens.
  nonisolated let path: String
  private var master: Int32
  /// Held so that the device's modes outlive the program.
  private let device: Int32
  private var output: [UInt8] = []
  /// Up to where `expect` has found what it wanted.
  private var found = 0

  init(width: UInt16 = 80, height: UInt16 = 24) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    var lock: Int32 = 0
    var number: Int32 = 0
    let setLock: UInt = 0x4004_5431
    let getNumber: UInt = 0x8004_5430
    try #require(ioctl(master, setLock, &lock) == 0)
    try #require(ioctl(master, getNumber, &number) == 0)
    path = "/dev/pts/\(number)"
    device = open(path, O_RDWR | O_NOCTTY | O_CLOEXEC)
    try #require(device >= 0)
    var size = winsize(ws_row: height, ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  deinit {
    if master >= 0 { close(master) }
    close(device)
  }

  func resize(width: UInt16, height: UInt16) {
    var size = winsize(ws_row: height, ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  func type(_ text: String) {
    var bytes = Array(text.utf8)
    _ = write(master, &bytes, bytes.count)
  }

  /// Sends a signal to the program, which shows its number.
  func send(_ signal: Int32) async throws {
    found = 0
    try await expect("pid ", piece: 200)
    let digits = output[found...].prefix { $0 != 0x20 }
    kill(try #require(pid_t(String(decoding: digits, as: UTF8.self))), signal)
  }

  func hangUp() {
    guard master >= 0 else { return }
    close(master)
    master = -1
  }

  /// The device's modes.
  var modes: [UInt32] {
    var modes = termios()
    tcgetattr(device, &modes)
    return [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
  }

  /// Reads until `text` has come behind what was expected before, at most `piece` bytes at a time;
  /// gives up after a third of a minute.
  func expect(_ text: String, piece: Int = 65536) async throws {
    let wanted = Array(text.utf8)
    let end = ContinuousClock.now + .seconds(20)
    while true {
      if let place = places(of: wanted, since: found).first {
        found = place + wanted.count
        return
      }
      try giveUp(after: end, "the screen never showed \(text)")
      read(piece)
      await Task.yield()
    }
  }

  /// Waits, without reading, until the program can write no more.
  func expectFull() async throws {
    let end = ContinuousClock.now + .seconds(20)
    var room = pollfd(fd: device, events: Int16(POLLOUT), revents: 0)
    while poll(&room, 1, 100) > 0 {
      try giveUp(after: end, "the program never filled the terminal")
      await Task.yield()
    }
  }

  /// Ends the program with the terminal, so that nobody waits for it for ever.
  private func giveUp(after end: ContinuousClock.Instant, _ why: String) throws {
    guard ContinuousClock.now >= end else { return }
    hangUp()
    throw Failure(why: why)
  }

  /// Why a test gave up.
  struct Failure: Error {
    let why: String
  }

  /// Reads what is there, waiting a moment for the first byte.
  private func read(_ most: Int = 65536) {
    var wait = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&wait, 1, 10) > 0 else { return }
    var bytes = [UInt8](repeating: 0, count: most)
    let count = Glibc.read(master, &bytes, most)
    if count > 0 { output += bytes[..<count] }
  }

  func contains(_ text: String) -> Bool { count(of: text) > 0 }

  func count(of text: String) -> Int { places(of: Array(text.utf8), since: 0).count }

  private func places(of wanted: [UInt8], since start: Int) -> [Int] {
    guard start + wanted.count <= output.count else { return [] }
    return (start...(output.count - wanted.count)).filter {
      output[$0] == wanted[0] && output[$0..<$0 + wanted.count].elementsEqual(wanted)
    }
  }
}
