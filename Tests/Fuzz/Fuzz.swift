import Glibc

/// libFuzzer's own `main`, as its library without one offers it.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Hands what libFuzzer makes up to one target: `fuzz TARGET [FLAG …] FOLDER …`; `fuzz targets` names them.
@main enum Fuzz {
  /// libFuzzer leaves no place for a value of ours between two inputs; it calls from one thread alone.
  nonisolated(unsafe) private static var bench: Workbench?

  static func main() {
    let name = CommandLine.arguments.dropFirst().first ?? "targets"
    guard let target = Target.all.first(where: { $0.name == name }) else {
      return Target.all.forEach { print($0.name, $0.seeds) }
    }
    bench = Workbench(target)
    var count = CommandLine.argc - 1
    var arguments = CommandLine.unsafeArgv + 1
    exit(
      runDriver(&count, &arguments) { start, count in
        Fuzz.bench?.check(Array(UnsafeBufferPointer(start: start, count: count)))
        return 0
      })
  }
}
