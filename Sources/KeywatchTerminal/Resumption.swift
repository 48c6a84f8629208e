/// How taking the terminal again after a stop went.
enum Resumption {
  case resumed
  /// A signal came first and goes before.
  case interrupted
  /// It will never be ours again.
  case lost
}
