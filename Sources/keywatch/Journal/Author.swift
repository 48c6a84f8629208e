import Glibc

/// Who writes a note: the user's name as the system knows it, behind `sudo` the one who called it.
enum Author {
  /// The name, else the user's number.
  static var name: String {
    let user = getuid()
    if user == 0, let caller = variable("SUDO_USER") { return caller }
    var entry = passwd()
    var buffer = [CChar](repeating: 0, count: 4096)
    var found: UnsafeMutablePointer<passwd>?
    guard getpwuid_r(user, &entry, &buffer, buffer.count, &found) == 0, found != nil else {
      return "\(user)"
    }
    return withExtendedLifetime(buffer) { entry.pw_name.map { String(cString: $0) } ?? "\(user)" }
  }

  /// A variable that may be a user's name; anybody may have set it.
  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name).map({ String(cString: $0) }),
      (1...32).contains(value.utf8.count),
      value.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
    else { return nil }
    return value
  }
}
