import Glibc

/// What the process does from its start so that no key leaves it when it crashes.
enum Secrecy {
  /// No core dumps, and no crash handler: Swift's prints what registers point at.
  static func begin() {
    var none = rlimit(rlim_cur: 0, rlim_max: 0)
    setrlimit(__rlimit_resource_t(UInt32(RLIMIT_CORE.rawValue)), &none)
    for crash in [SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGBUS, SIGSEGV, SIGQUIT] {
      signal(crash, SIG_DFL)
    }
  }
}
