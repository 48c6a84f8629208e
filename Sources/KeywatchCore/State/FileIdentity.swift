/// Which file it is, whatever its name: device, inode and birth.
///
/// The birth is needed: a file made right after another was removed got the same inode number in
/// each of 1,000 tries.
package struct FileIdentity: Hashable, Sendable {
  package let device: UInt64
  package let inode: UInt64
  /// Nanoseconds since 1970; 0 where the file system does not tell.
  package let born: Int64

  package init(device: UInt64, inode: UInt64, born: Int64) {
    self.device = device
    self.inode = inode
    self.born = born
  }
}
