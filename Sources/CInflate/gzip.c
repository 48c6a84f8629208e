#include <stdlib.h>

#include "internal.h"

struct kw_gzip {
  struct kw_member *member;
  /// True before a member and behind its checksum.
  bool is_between;
  /// True once a member was read: zeros may then fill up a block, as tape drives have it.
  bool has_member;
};

struct kw_gzip *kw_gzip_open(void) {
  struct kw_gzip *gzip = calloc(1, sizeof *gzip);
  if (!gzip) return NULL;
  gzip->is_between = true;
  gzip->member = kw_member_open();
  if (gzip->member) return gzip;
  free(gzip);
  return NULL;
}

bool kw_gzip_is_whole(const struct kw_gzip *gzip) { return gzip->is_between; }

void kw_gzip_close(struct kw_gzip *gzip) {
  kw_member_close(gzip->member);
  free(gzip);
}

static void skip_padding(struct kw_gzip *gzip, struct kw_transfer *transfer) {
  while (gzip->has_member && transfer->input_count > 0 && *transfer->input == 0) {
    transfer->input += 1;
    transfer->input_count -= 1;
  }
}

enum kw_inflated kw_gzip_step(struct kw_gzip *gzip, struct kw_transfer *transfer) {
  for (;;) {
    if (gzip->is_between) {
      skip_padding(gzip, transfer);
      if (transfer->input_count == 0) return KW_INFLATED;
      // A library would wait for a whole header before it looks.
      if (*transfer->input != 0x1f) return KW_INFLATE_DAMAGED;
      kw_member_reset(gzip->member);
      gzip->has_member = true;
    }
    enum kw_inflated result = kw_member_step(gzip->member, transfer, &gzip->is_between);
    if (result != KW_INFLATED || !gzip->is_between) return result;
  }
}
