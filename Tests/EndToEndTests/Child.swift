import Foundation

/// A process that a test has started; reaped by nobody else.
///
/// Not Foundation's `Process`: that one waits for every heir of a descriptor, so for a program that
/// leaves a server behind (tmux) it would never end.
final class Child {
  /// What a child begins with: its streams are files.
  struct Start {
    var path: String
    var arguments: [String]
    var environment: [String: String]
    var folder: String
    var input: String
    var output: String
    var errors: String
  }

  struct Failure: Error { var path: String, reason: String }

  private let process: pid_t
  private var status: Int32?

  /// Starts the program with its streams in files and with signals as usual.
  init(_ start: Start) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, start.input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, start.output, O_WRONLY | O_APPEND, 0)
    posix_spawn_file_actions_addopen(&actions, 2, start.errors, O_WRONLY | O_APPEND, 0)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    let variables = start.environment.map { "\($0.key)=\($0.value)" }
    var process = pid_t()
    // env changes the folder: the spawn action that does is not visible from Swift.
    let env = "/usr/bin/env"
    let error = Self.withTexts([env, "-C", start.folder, start.path] + start.arguments) {
      arguments in
      Self.withTexts(variables) { variables in
        posix_spawn(&process, env, &actions, &attributes, arguments, variables)
      }
    }
    guard error == 0 else {
      throw Failure(path: start.path, reason: String(cString: strerror(error)))
    }
    self.process = process
  }

  deinit { end() }

  /// Its exit status once it has ended, or the negative number of the signal that ended it.
  func ending() -> Int32? {
    var raw: Int32 = 0
    if status == nil, waitpid(process, &raw, WNOHANG) == process {
      status = raw & 0x7f == 0 ? raw >> 8 & 0xff : -(raw & 0x7f)
    }
    return status
  }

  /// Asks it to end, with its own children, and waits; at once where it does not.
  func stop() {
    if ending() == nil { kill(process, SIGTERM) }
    _ = Deadline.poll(for: 10) { ending() }
    end()
  }

  /// Ends it at once if it has not ended.
  func end() {
    guard ending() == nil else { return }
    kill(process, SIGKILL)
    var raw: Int32 = 0
    waitpid(process, &raw, 0)
    status = -SIGKILL
  }

  /// Calls `body` with a null-terminated array of C strings.
  private static func withTexts<R>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> R
  ) -> R {
    let copies = texts.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    return body(copies + [nil])
  }
}
