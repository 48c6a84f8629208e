/// Shows the dashboard over `sources` until it is left; returns the program's status.
func runDashboard(_ sources: [String], _ options: WatchOptions) throws -> Int32 {
  throw Failure.trouble("there is no dashboard yet; use keywatch report")
}
