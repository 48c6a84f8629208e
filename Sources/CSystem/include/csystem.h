#ifndef KEYWATCH_CSYSTEM_H
#define KEYWATCH_CSYSTEM_H

#include <stdint.h>

#include "command.h"
#include "database.h"

/// What a file is, by its number and its birth: an inode number alone is used again at once by
/// ext4.
struct kw_file {
  uint64_t device;
  uint64_t inode;
  /// Nanoseconds since 1970; 0 where the file system does not tell.
  int64_t born;
  int64_t size;
  /// Nanoseconds since 1970.
  int64_t modified;
  /// Type and permission bits, as in `st_mode`.
  uint32_t mode;
  /// Names it has; 0 once it was removed.
  uint32_t links;
};

/// Describes what a path points to, links followed. Returns 0 or an errno.
int kw_describe_path(const char *path, struct kw_file *file);

/// Describes an open descriptor. Returns 0 or an errno.
int kw_describe_descriptor(int descriptor, struct kw_file *file);

/// Where data begins at or behind an offset of a file with holes. Returns an errno as a negative number:
/// ENXIO where none follows.
int64_t kw_next_data(int descriptor, int64_t offset);

/// 1 for a file the kernel makes up while it is read (/proc, /sys), else 0.
int kw_is_made_up(int descriptor);

/// 1 for a path on a file system that several hosts may write to (NFS, SMB, CIFS, 9P, AFS, FUSE), else 0.
int kw_is_remote(const char *path);

/// A non-blocking event descriptor for waking a poll. Returns it, or an errno as a negative number.
int kw_open_event(void);

/// Lets a pipe hold up to `size` bytes; for anything else nothing happens.
void kw_grow_pipe(int descriptor, int size);

/// Forbids core dumps of this process and reading its memory by others of its user. Returns 0 or an
/// errno.
int kw_forbid_dumps(void);

/// Raises the number of files this process may open to what the system allows. Returns 0 or an
/// errno.
int kw_raise_open_files(void);

#endif
