#include <isa-l/igzip_lib.h>
#include <stdlib.h>

#include "internal.h"

struct kw_gzip {
  struct inflate_state state;
  /// True before a member and behind its checksum.
  bool is_between;
  /// True once a member was read: zeros may then fill up a block, as tape drives have it.
  bool has_member;
};

struct kw_gzip *kw_gzip_open(void) {
  struct kw_gzip *gzip = calloc(1, sizeof *gzip);
  if (!gzip) return NULL;
  isal_inflate_init(&gzip->state);
  gzip->is_between = true;
  return gzip;
}

bool kw_gzip_is_whole(const struct kw_gzip *gzip) { return gzip->is_between; }

void kw_gzip_close(struct kw_gzip *gzip) { free(gzip); }

/// Passes over zeros behind a member.
static void skip_padding(struct kw_gzip *gzip) {
  struct inflate_state *state = &gzip->state;
  while (gzip->has_member && state->avail_in > 0 && *state->next_in == 0) {
    state->next_in += 1;
    state->avail_in -= 1;
  }
}

static void begin_member(struct kw_gzip *gzip) {
  struct inflate_state *state = &gzip->state;
  isal_inflate_reset(state);
  state->crc_flag = ISAL_GZIP;
  gzip->is_between = false;
  gzip->has_member = true;
}

static enum kw_inflated inflate(struct kw_gzip *gzip) {
  struct inflate_state *state = &gzip->state;
  for (;;) {
    if (gzip->is_between) {
      skip_padding(gzip);
      if (state->avail_in == 0) return KW_INFLATED;
      // The library would wait for a whole header before it looks.
      if (*state->next_in != 0x1f) return KW_INFLATE_DAMAGED;
      begin_member(gzip);
    }
    uint32_t input = state->avail_in, output = state->avail_out;
    if (isal_inflate(state) != ISAL_DECOMP_OK) return KW_INFLATE_DAMAGED;
    gzip->is_between = state->block_state == ISAL_BLOCK_FINISH;
    if (gzip->is_between) continue;
    if (state->avail_out == 0) return KW_INFLATED;
    if (input == state->avail_in && output == state->avail_out) return KW_INFLATED;
  }
}

static uint32_t bounded(size_t count) { return count > INT32_MAX ? INT32_MAX : (uint32_t)count; }

enum kw_inflated kw_gzip_step(struct kw_gzip *gzip, struct kw_transfer *transfer) {
  struct inflate_state *state = &gzip->state;
  uint32_t input = bounded(transfer->input_count), output = bounded(transfer->output_count);
  // The library declares what it only reads as writable.
  state->next_in = (uint8_t *)transfer->input;
  state->avail_in = input;
  state->next_out = transfer->output;
  state->avail_out = output;
  enum kw_inflated result = inflate(gzip);
  transfer->input = state->next_in;
  transfer->input_count -= input - state->avail_in;
  transfer->output = state->next_out;
  transfer->output_count -= output - state->avail_out;
  return result;
}
