/// Lines by which servers say that they start: a deployment, maybe.
enum StartMark {
  private static let beginnings: [StaticString] = [
    "Starting gunicorn ", "Booting worker with pid", "Started server process [",
    "Uvicorn running on ", "Serving Flask app ", "Running on http",
    "Starting development server at ",
    "Server started and listening on ", "Starting granian", "Starting Hypercorn",
  ]

  /// Whether a line without its wrappers is such a one.
  static func begins(_ line: Bytes) -> Bool {
    var line = line
    while let first = line.count > 0 ? line[0] : nil, first == 0x20 || first == 0x2a {
      line = line.dropping(1)
    }
    return beginnings.contains(where: line.hasPrefix)
  }
}
