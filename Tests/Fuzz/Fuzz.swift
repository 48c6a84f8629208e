import Glibc

/// libFuzzer's own `main`, as its library without one offers it.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

/// Hands what libFuzzer makes up to the target that the environment names, for libFuzzer starts itself again with its
/// own arguments: `FUZZ_TARGET=NAME fuzz [FLAG …] FOLDER …`. Without a name it prints those there are.
@main enum Fuzz {
  /// libFuzzer leaves no place for a value of ours between two inputs; it calls from one thread alone.
  nonisolated(unsafe) private static var bench: Workbench?

  static func main() {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) }
    guard let target = Target.all.first(where: { $0.name == name }) else {
      return Target.all.forEach { print($0.name, $0.seeds) }
    }
    bench = Workbench(target)
    var count = CommandLine.argc
    var arguments = CommandLine.unsafeArgv
    exit(
      runDriver(&count, &arguments) { start, count in
        Fuzz.bench?.check(Array(UnsafeBufferPointer(start: start, count: count)))
        return 0
      })
  }
}
