import Glibc

/// What the kernel tells about followed files and the directories of their names.
///
/// Where it tells nothing (no instance, no watches left, a network file system), the look once a
/// second does.
struct Watcher: Sendable {
  /// What happened since the last time.
  struct News: Hashable, Sendable {
    /// Streams whose file was written to or truncated.
    var streams: Set<LineStream> = []
    /// True when a name that matters may mean another file now.
    var namesChanged = false
  }

  private static let nameChanges =
    IN_CREATE | IN_DELETE | IN_MOVED_FROM | IN_MOVED_TO | IN_ATTRIB | IN_DELETE_SELF | IN_MOVE_SELF

  private let notifications: Descriptor?
  private var streams: [Int32: LineStream] = [:]
  private var watches: [LineStream: Int32] = [:]
  /// How the names begin that matter, by the watch of their directory.
  private var prefixes: [Int32: Set<String>] = [:]

  init() {
    let number = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    notifications = number < 0 ? nil : Descriptor(owning: number)
  }

  /// What to poll for news.
  var polled: Int32? { notifications?.number }

  /// Watches an open file, whatever its name is by now.
  mutating func watch(_ file: Descriptor, as stream: LineStream) {
    guard watches[stream] == nil,
      let watch = add("/proc/self/fd/\(file.number)", UInt32(IN_MODIFY))
    else { return }
    watches[stream] = watch
    streams[watch] = stream
  }

  /// Watches the names in a directory that begin with a prefix; again, if another directory has its
  /// path now.
  mutating func watch(directory: String, prefix: String) {
    guard let watch = add(directory, UInt32(Self.nameChanges | IN_ONLYDIR)) else { return }
    prefixes[watch, default: []].insert(prefix)
  }

  /// Forgets a file that is over.
  mutating func forget(_ stream: LineStream) {
    guard let watch = watches.removeValue(forKey: stream), let notifications else { return }
    // Another stream of the same file has the same watch.
    guard streams[watch] == stream else { return }
    streams[watch] = nil
    inotify_rm_watch(notifications.number, watch)
  }

  private func add(_ path: String, _ mask: UInt32) -> Int32? {
    guard let notifications else { return nil }
    let watch = inotify_add_watch(notifications.number, path, mask)
    return watch < 0 ? nil : watch
  }
}

extension Watcher {
  /// Takes everything that happened, without waiting.
  mutating func takeNews() -> News {
    var news = News()
    guard let notifications else { return news }
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    while true {
      let count = buffer.withUnsafeMutableBytes {
        read(notifications.number, $0.baseAddress, $0.count)
      }
      guard count > 0 else { return news }
      buffer.withUnsafeBytes { parse(UnsafeRawBufferPointer(rebasing: $0[..<count]), into: &news) }
    }
  }

  private mutating func parse(_ bytes: UnsafeRawBufferPointer, into news: inout News) {
    let headSize = MemoryLayout<inotify_event>.size
    var rest = bytes[...]
    while rest.count >= headSize {
      let event = rest.loadUnaligned(as: inotify_event.self)
      let name = rest.dropFirst(headSize).prefix(Int(event.len))
      take(event, name: name.prefix { $0 != 0 }, into: &news)
      rest = rest.dropFirst(headSize + Int(event.len))
    }
  }

  private mutating func take(
    _ event: inotify_event, name: Slice<UnsafeRawBufferPointer>, into news: inout News
  ) {
    if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { news.namesChanged = true }
    if let stream = streams[event.wd] { news.streams.insert(stream) }
    guard let wanted = prefixes[event.wd] else { return }
    // An event without a name is about the directory itself.
    if name.isEmpty || wanted.contains(where: { name.starts(with: $0.utf8) }) {
      news.namesChanged = true
    }
    if event.mask & UInt32(IN_IGNORED) != 0 { prefixes[event.wd] = nil }
  }
}
