import Foundation

@testable import KeywatchInput

/// A directory of its own for one test, removed with it.
final class Scratch: Sendable {
  let path: String

  init() throws {
    var template = Array("/tmp/keywatch-input.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure(call: "mkdtemp", code: errno) }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  struct Failure: Error {
    let call: String
    let code: Int32
  }

  /// The path of a name in the directory.
  func callAsFunction(_ name: String) -> String { path + "/" + name }

  /// Makes a file with this text, or gives an existing one this text.
  func write(_ text: String, to name: String) throws {
    try put(text, to: name, flags: O_WRONLY | O_CREAT | O_TRUNC)
  }

  /// Writes behind what a file has.
  func append(_ text: String, to name: String) throws {
    try put(text, to: name, flags: O_WRONLY | O_CREAT | O_APPEND)
  }

  func rename(_ name: String, to other: String) throws {
    try check("rename", Glibc.rename(self(name), self(other)))
  }

  func remove(_ name: String) throws { try check("remove", Glibc.remove(self(name))) }

  func makeDirectory(_ name: String) throws { try check("mkdir", mkdir(self(name), 0o755)) }

  func truncate(_ name: String) throws { try check("truncate", Glibc.truncate(self(name), 0)) }

  func link(_ name: String, to target: String) throws {
    try check("symlink", symlink(target, self(name)))
  }

  /// Returns once a file made now is told to be younger than another: births are told in ticks.
  func passBirth(of name: String) throws {
    try passBirth(FileStatus.of(path: self(name)).identity.born)
  }

  func passBirth(_ birth: Int64) throws {
    var born = birth
    while born <= birth && born != 0 {
      try write("", to: "younger")
      born = try FileStatus.of(path: self("younger")).identity.born
      try remove("younger")
    }
  }

  /// The descriptors of this process on files in the directory.
  func openFiles() -> [Int32] {
    let numbers = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
    return numbers.compactMap(Int32.init).filter { number in
      let target = try? FileManager.default.destinationOfSymbolicLink(
        atPath: "/proc/self/fd/\(number)")
      return target?.hasPrefix(path + "/") ?? false
    }
  }

  func check(_ call: String, _ result: Int32) throws {
    if result != 0 { throw Failure(call: call, code: errno) }
  }

  private func put(_ text: String, to name: String, flags: Int32) throws {
    let writer = try Writer(self(name), flags: flags)
    try writer.write(text)
  }
}
