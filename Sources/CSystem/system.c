#include "csystem.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/magic.h>
#include <stddef.h>
#include <sys/eventfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

static int64_t nanoseconds(struct statx_timestamp time) {
  int64_t value;
  if (__builtin_mul_overflow(time.tv_sec, (int64_t)1000000000, &value)) return 0;
  if (__builtin_add_overflow(value, (int64_t)time.tv_nsec, &value)) return 0;
  return value;
}

static int describe(int directory, const char *path, int flags, struct kw_file *file) {
  struct statx found;
  unsigned wanted = STATX_TYPE | STATX_MODE | STATX_INO | STATX_SIZE | STATX_BTIME |
                    STATX_MTIME | STATX_NLINK;
  while (statx(directory, path, flags, wanted, &found) != 0)
    if (errno != EINTR) return errno;
  file->device = (uint64_t)found.stx_dev_major << 32 | found.stx_dev_minor;
  file->inode = found.stx_ino;
  file->born = found.stx_mask & STATX_BTIME ? nanoseconds(found.stx_btime) : 0;
  file->size = found.stx_size > INT64_MAX ? INT64_MAX : (int64_t)found.stx_size;
  file->modified = nanoseconds(found.stx_mtime);
  file->links = found.stx_nlink;
  file->mode = found.stx_mode;
  return 0;
}

int kw_describe_path(const char *path, struct kw_file *file) {
  return describe(AT_FDCWD, path, 0, file);
}

int kw_describe_descriptor(int descriptor, struct kw_file *file) {
  return describe(descriptor, "", AT_EMPTY_PATH, file);
}

int64_t kw_next_data(int descriptor, int64_t offset) {
  off_t found = lseek(descriptor, (off_t)offset, SEEK_DATA);
  return found < 0 ? -(int64_t)errno : (int64_t)found;
}

int kw_is_made_up(int descriptor) {
  struct statfs found;
  if (fstatfs(descriptor, &found) != 0) return 0;
  switch ((unsigned long)found.f_type) {
    case PROC_SUPER_MAGIC:
    case SYSFS_MAGIC:
    case CGROUP2_SUPER_MAGIC:
    case DEBUGFS_MAGIC:
    case TRACEFS_MAGIC:
      return 1;
    default:
      return 0;
  }
}

int kw_is_remote(const char *path) {
  static const unsigned long remote[] = {0x6969,     0x517b,     0xff534d42, 0xfe534d42,
                                         0x01021997, 0x5346414f, 0x65735546};
  struct statfs system;
  if (statfs(path, &system) != 0) return 0;
  for (unsigned i = 0; i < sizeof remote / sizeof *remote; i++)
    if (((unsigned long)system.f_type & 0xffffffff) == remote[i]) return 1;
  return 0;
}

int kw_open_event(void) {
  int descriptor = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  return descriptor < 0 ? -errno : descriptor;
}

void kw_grow_pipe(int descriptor, int size) {
  (void)fcntl(descriptor, F_SETPIPE_SZ, size);
}

int kw_forbid_dumps(void) {
  struct rlimit nothing = {0, 0};
  if (setrlimit(RLIMIT_CORE, &nothing) != 0) return errno;
  return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 ? 0 : errno;
}

int kw_raise_open_files(void) {
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return errno;
  limit.rlim_cur = limit.rlim_max;
  return setrlimit(RLIMIT_NOFILE, &limit) == 0 ? 0 : errno;
}
