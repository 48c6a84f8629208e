/// What the operator chose to look at: over which time, and which of the migrations.
struct Choice: Sendable, Equatable {
  var span = Span.all
  var migration = 0
}
