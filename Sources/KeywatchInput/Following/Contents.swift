import KeywatchCore

/// What stands in the files of one look; each is opened once, when it is asked for.
struct Contents {
  /// Opens the file that was seen.
  typealias Opener = (Sighting) throws(InputError) -> any LogFile

  /// What could not be opened or read; that a file is gone is none.
  private(set) var fault: InputError?
  private var files: [FileIdentity: any LogFile] = [:]
  private let open: Opener

  init(open: @escaping Opener) { self.open = open }

  /// Takes in a file that is open already.
  mutating func add(_ file: any LogFile, as identity: FileIdentity) { files[identity] = file }

  /// The file that was seen, open: a name may have changed hands since.
  mutating func file(of sighting: Sighting) throws(InputError) -> any LogFile {
    if let file = files[sighting.identity] { return file }
    let file = try open(sighting)
    guard (try? file.status())?.identity == sighting.identity else {
      throw .cannotOpen(path: sighting.path, .missing)
    }
    files[sighting.identity] = file
    return file
  }

  /// Bytes of a file, fewer where it ends before; nil where it cannot be read now.
  mutating func bytes(of sighting: Sighting, in range: Range<Int64>) -> [UInt8]? {
    do {
      return try file(of: sighting).bytes(in: range)
    } catch {
      note(InputError(reading: sighting.path, error))
      return nil
    }
  }

  /// True where a file has what a mark says; nil where it cannot be read now.
  mutating func isGood(_ mark: Mark, for sighting: Sighting) -> Bool? {
    mark.isGood { bytes(of: sighting, in: $0) }
  }

  /// True where nothing stands at an offset or behind it.
  mutating func ends(_ sighting: Sighting, at offset: Int64) -> Bool {
    bytes(of: sighting, in: offset..<offset + 1)?.isEmpty ?? false
  }

  private mutating func note(_ error: InputError) {
    if !error.isMissing { fault = error }
  }
}
