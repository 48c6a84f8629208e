/// An address and a program: what is left of a place when its routes are put together.
struct Origin: Hashable, Sendable {
  let source: String
  let userAgent: String

  init(_ place: Place) {
    source = place.source
    userAgent = place.userAgent
  }
}
