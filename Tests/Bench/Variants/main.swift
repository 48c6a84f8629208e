// Turns a log of `keywatch demo --headless` into a variant, with the truth of that variant:
//   variants crlf|spaced|shuffled|torn SEED TRUTH-IN TRUTH-OUT <LOG >VARIANT
// Built by hand, for it is no part of the package:
//   cd Tests && swiftc -O -o variants Bench/Variants/main.swift \
//     KeywatchSimulationTests/LogVariant.swift KeywatchSimulationTests/VariantTruth.swift
import Foundation

let arguments = CommandLine.arguments
guard arguments.count == 5, let variant = LogVariant(rawValue: arguments[1]),
  let seed = UInt64(arguments[2]),
  let before = FileManager.default.contents(atPath: arguments[3]),
  var truth = VariantTruth(json: Array(before))
else {
  FileHandle.standardError.write(
    Data("usage: variants crlf|spaced|shuffled|torn SEED TRUTH-IN TRUTH-OUT\n".utf8))
  exit(64)
}

var writer = VariantWriter(variant, seed: seed, keeping: truth.times)
var input: [UInt8] = []
var output: [UInt8] = []
var buffer = [UInt8](repeating: 0, count: 1 << 20)

func put(_ bytes: [UInt8]) {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    guard count > 0 else { exit(2) }
    rest = rest.dropFirst(count)
  }
}

while case let count = read(STDIN_FILENO, &buffer, buffer.count), count > 0 {
  input += buffer[..<count]
  var start = 0
  while let end = input[start...].firstIndex(of: 0x0a) {
    writer.append(input[start...end], to: &output)
    start = end + 1
  }
  input.removeSubrange(..<start)
  put(output)
  output.removeAll(keepingCapacity: true)
}
writer.finish(&output)
put(output)
for line in writer.lost { truth.lose(line) }
guard FileManager.default.createFile(atPath: arguments[4], contents: Data(truth.json)) else {
  exit(2)
}
