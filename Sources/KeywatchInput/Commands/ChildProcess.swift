import CSystem
import Glibc

/// A command that was started, with all the processes of its group; the last owner's end is theirs.
///
/// A class to own them: none may be left behind, and no process id unreaped.
final class ChildProcess: Sendable {
  /// What it writes, never waited for.
  let output: Descriptor
  let errors: Descriptor
  let process: Int32

  /// Starts `/bin/sh -c command` with nothing on standard input and without some variables.
  init(_ command: String, withheld: [String]) throws(ErrorNumber) {
    var started = kw_command()
    let names = withheld.map { strdup($0) }
    defer { for name in names { free(name) } }
    let error = kw_start_command(
      command, names.map { $0.map { UnsafePointer($0) } } + [nil], &started)
    guard error == 0 else { throw ErrorNumber(error) }
    process = started.process
    output = Descriptor(owning: started.output)
    errors = Descriptor(owning: started.errors)
  }

  deinit { kw_end_command(process) }

  /// How it ended; nil while it runs.
  var ending: CommandEnding? {
    var status: Int32 = 0
    switch kw_command_ending(process, &status) {
    case 0: return nil
    case 1: return status < 0 ? .signal(0 &- status) : .status(status)
    case let error: return .notStarted(ErrorNumber(0 &- error))
    }
  }

  /// Sends a signal to the command and everything it has started.
  func signal(_ number: Int32) { kw_signal_command(process, number) }
}

extension Descriptor {
  /// What one look at a pipe gave.
  enum Arrival: Hashable { case bytes(Int), nothing, end }

  /// Reads what is in a pipe that is never waited for.
  func arrival(into buffer: UnsafeMutableRawBufferPointer) -> Arrival {
    while true {
      let count = Glibc.read(number, buffer.baseAddress, buffer.count)
      if count > 0 { return .bytes(count) }
      if count == 0 { return .end }
      if errno == EAGAIN { return .nothing }
      if errno != EINTR { return .end }
    }
  }
}
