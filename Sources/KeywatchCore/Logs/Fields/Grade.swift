/// How far a line may be trusted: `weak` where it is words of an application, among which a client's may stand.
enum Grade: UInt8 {
  case strong, weak
}
