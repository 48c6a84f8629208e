import KeywatchCore
import Synchronization

@testable import KeywatchInput

/// Files in memory that behave as those of a file system: names apart from content, inode numbers
/// that are used again, births that tell them apart.
final class MemoryDisk: Sendable {
  /// One file's content, whatever its names.
  struct Node: Sendable {
    var identity: FileIdentity
    var bytes: [UInt8] = []
    var modified: Int64
    var isCompressed = false
  }

  /// A number for each file that ever was.
  typealias Handle = Int

  private struct State {
    var nodes: [Node] = []
    var names: [String: Handle] = [:]
    /// How often each file is open.
    var openings: [Handle: Int] = [:]
    var clock: Int64 = 1000
    var freeInodes: [UInt64] = []

    /// An inode is used again once nothing leads to it: no name, and nobody who has it open.
    mutating func release(_ handle: Handle) {
      guard !names.values.contains(handle), openings[handle, default: 0] == 0 else { return }
      freeInodes.append(nodes[handle].identity.inode)
    }
  }

  private let state = Mutex(State())
  private let tellsBirths: Bool

  init(tellsBirths: Bool = true) { self.tellsBirths = tellsBirths }

  /// The names there are.
  var names: [String] { state.withLock { $0.names.keys.sorted() } }

  /// The file a name means.
  func handle(_ name: String) -> Handle? { state.withLock { $0.names[name] } }

  /// A file as it is.
  func node(_ handle: Handle) -> Node { state.withLock { $0.nodes[handle] } }

  func hasName(_ handle: Handle) -> Bool { state.withLock { $0.names.values.contains(handle) } }

  /// Makes a file of its own under a name, whatever had the name.
  @discardableResult
  func create(_ name: String, _ bytes: [UInt8] = [], isCompressed: Bool = false) -> Handle {
    remove(name)
    return state.withLock { state in
      state.clock += 1
      let inode = state.freeInodes.popLast() ?? UInt64(state.nodes.count + 1)
      let born = tellsBirths ? state.clock : 0
      state.nodes.append(
        Node(
          identity: FileIdentity(device: 1, inode: inode, born: born), bytes: bytes,
          modified: state.clock, isCompressed: isCompressed))
      state.names[name] = state.nodes.count - 1
      return state.nodes.count - 1
    }
  }

  func append(_ bytes: some Sequence<UInt8>, to handle: Handle) {
    state.withLock { state in
      state.clock += 1
      state.nodes[handle].bytes += bytes
      state.nodes[handle].modified = state.clock
    }
  }

  func truncate(_ handle: Handle) {
    state.withLock { state in
      state.clock += 1
      state.nodes[handle].bytes = []
      state.nodes[handle].modified = state.clock
    }
  }

  /// Gives a file another name; what had that name is removed.
  func rename(_ name: String, to other: String) {
    guard handle(name) != nil else { return }
    remove(other)
    state.withLock { state in state.names[other] = state.names.removeValue(forKey: name) }
  }

  func remove(_ name: String) {
    state.withLock { state in
      if let handle = state.names.removeValue(forKey: name) { state.release(handle) }
    }
  }

  fileprivate func opened(_ handle: Handle) {
    state.withLock { $0.openings[handle, default: 0] += 1 }
  }

  fileprivate func closed(_ handle: Handle) {
    state.withLock { state in
      state.openings[handle, default: 0] -= 1
      state.release(handle)
    }
  }
}

extension MemoryDisk {
  /// What a look sees of a name, in reading order.
  func sightings(of base: String) -> [Sighting] {
    names.compactMap { name -> Sighting? in
      guard let handle = handle(name) else { return nil }
      let parsed = LogName(name)
      guard parsed.base == base else { return nil }
      let node = node(handle)
      return Sighting(
        path: name, age: parsed.age, identity: node.identity, size: MemoryFile.size(of: node),
        modified: node.modified, isWanted: parsed.age == .live, isCompressed: node.isCompressed)
    }
    .sorted { $0.age < $1.age }
  }

  /// Opens the file a name means now.
  func open(_ sighting: Sighting) throws(InputError) -> any LogFile {
    guard let handle = handle(sighting.path) else {
      throw .cannotOpen(path: sighting.path, .missing)
    }
    return MemoryFile(disk: self, handle: handle)
  }
}

/// A file of a `MemoryDisk`, open.
final class MemoryFile: LogFile {
  let disk: MemoryDisk
  let handle: MemoryDisk.Handle

  init(disk: MemoryDisk, handle: MemoryDisk.Handle) {
    self.disk = disk
    self.handle = handle
    disk.opened(handle)
  }

  deinit { disk.closed(handle) }

  var isCompressed: Bool { disk.node(handle).isCompressed }

  static func size(of node: MemoryDisk.Node) -> Int64 {
    Int64(node.isCompressed ? node.bytes.count / 3 : node.bytes.count)
  }

  func status() throws -> FileStatus {
    let node = disk.node(handle)
    return FileStatus(
      identity: node.identity, kind: .regular, size: Self.size(of: node), modified: node.modified,
      hasName: disk.hasName(handle))
  }

  func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let rest = disk.node(handle).bytes.dropFirst(Int(offset)).prefix(buffer.count)
    buffer.copyBytes(from: rest)
    return rest.count
  }

  func size(behind offset: Int64) throws -> Int64 { Int64(disk.node(handle).bytes.count) }

  func nextData(from offset: Int64) -> Int64? { nil }
}
