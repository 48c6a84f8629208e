import Glibc

extension Output {
  /// The columns of the terminal that standard output is, between 60 and 140; nil where it is none.
  static var terminalWidth: Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return min(max(Int(size.ws_col), 60), 140)
  }
}
