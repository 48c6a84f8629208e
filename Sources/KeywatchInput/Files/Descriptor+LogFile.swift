import CSystem

extension Descriptor: LogFile {
  var isCompressed: Bool { false }

  func status() throws -> FileStatus { try FileStatus.of(self) }

  func size(behind offset: Int64) throws -> Int64 { try FileStatus.of(self).size }

  func nextData(from offset: Int64) -> Int64? {
    let found = kw_next_data(number, offset)
    return found < 0 ? nil : found
  }
}
