import Glibc

/// The value of an environment variable that holds no key; nil where it is empty.
func environment(_ name: String) -> String? {
  getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
}
