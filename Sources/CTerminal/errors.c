#include "internal.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

// More than this is not kept of what is written to standard error while the screen is up.
enum { MOST = 1 << 20 };

void kw_errors_keep(struct kw_terminal *t) {
  if (t->errors >= 0 || !isatty(STDERR_FILENO)) return;
  t->errors_kept = memfd_create("keywatch-errors", MFD_CLOEXEC);
  t->errors = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
  if (t->errors_kept < 0 || t->errors < 0) return;
  fcntl(t->errors_kept, F_SETFL, O_APPEND);
  dup2(t->errors_kept, STDERR_FILENO);
}

void kw_errors_trim(struct kw_terminal *t) {
  struct stat about;
  if (t->errors_kept < 0 || fstat(t->errors_kept, &about) != 0 || about.st_size < MOST) return;
  if (ftruncate(t->errors_kept, 0) != 0) return;
}

// Control characters could drive the terminal; C1 also comes as two bytes of UTF-8.
static void make_harmless(unsigned char *bytes, ssize_t count) {
  for (ssize_t i = 0; i < count; i++) {
    int is_control = bytes[i] == 0x7f || (bytes[i] < 0x20 && bytes[i] != '\n' && bytes[i] != '\t');
    int is_c1 = i > 0 && bytes[i - 1] == 0xc2 && bytes[i] < 0xa0;
    if (is_control || is_c1) bytes[i] = '?';
  }
}

// Only calls that a signal handler may make.
void kw_errors_release(struct kw_terminal *t) {
  if (t->errors < 0) return;
  dup2(t->errors, STDERR_FILENO);
  unsigned char part[1024];
  ssize_t count;
  for (off_t at = 0; (count = pread(t->errors_kept, part, sizeof part, at)) > 0; at += count) {
    make_harmless(part, count);
    if (write(STDERR_FILENO, part, (size_t)count) < 0) break;
  }
  close(t->errors);
  close(t->errors_kept);
  t->errors = t->errors_kept = -1;
}
