#ifndef KEYWATCH_ZLIB

#include <isa-l/igzip_lib.h>
#include <stdlib.h>

#include "internal.h"

struct kw_member {
  struct inflate_state state;
};

struct kw_member *kw_member_open(void) {
  struct kw_member *member = calloc(1, sizeof *member);
  if (member) isal_inflate_init(&member->state);
  return member;
}

void kw_member_reset(struct kw_member *member) {
  isal_inflate_reset(&member->state);
  member->state.crc_flag = ISAL_GZIP;
}

void kw_member_close(struct kw_member *member) { free(member); }

/// Inflates until nothing moves: the library holds text back that did not fit.
static enum kw_inflated inflate(struct inflate_state *state) {
  uint32_t input, output;
  do {
    input = state->avail_in;
    output = state->avail_out;
    if (isal_inflate(state) != ISAL_DECOMP_OK) return KW_INFLATE_DAMAGED;
  } while (state->block_state != ISAL_BLOCK_FINISH && state->avail_out > 0 &&
           (input > state->avail_in || output > state->avail_out));
  return KW_INFLATED;
}

static uint32_t bounded(size_t count) { return count > INT32_MAX ? INT32_MAX : (uint32_t)count; }

enum kw_inflated kw_member_step(
    struct kw_member *member, struct kw_transfer *transfer, bool *is_over) {
  struct inflate_state *state = &member->state;
  uint32_t input = bounded(transfer->input_count), output = bounded(transfer->output_count);
  // The library declares what it only reads as writable.
  state->next_in = (uint8_t *)transfer->input;
  state->avail_in = input;
  state->next_out = transfer->output;
  state->avail_out = output;
  enum kw_inflated result = inflate(state);
  *is_over = state->block_state == ISAL_BLOCK_FINISH;
  transfer->input = state->next_in;
  transfer->input_count -= input - state->avail_in;
  transfer->output = state->next_out;
  transfer->output_count -= output - state->avail_out;
  return result;
}

#endif
