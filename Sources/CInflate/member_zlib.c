#ifdef KEYWATCH_ZLIB

// For a binary that needs no library: Debian has no static ISA-L.
#include <stdlib.h>
#include <zlib.h>

#include "internal.h"

struct kw_member {
  z_stream stream;
};

/// The largest window, and a gzip header, nothing else.
static const int gzip_window = 15 + 16;

struct kw_member *kw_member_open(void) {
  struct kw_member *member = calloc(1, sizeof *member);
  if (!member || inflateInit2(&member->stream, gzip_window) == Z_OK) return member;
  free(member);
  return NULL;
}

void kw_member_reset(struct kw_member *member) { inflateReset(&member->stream); }

void kw_member_close(struct kw_member *member) {
  inflateEnd(&member->stream);
  free(member);
}

static uInt bounded(size_t count) { return count > INT32_MAX ? INT32_MAX : (uInt)count; }

enum kw_inflated kw_member_step(
    struct kw_member *member, struct kw_transfer *transfer, bool *is_over) {
  z_stream *stream = &member->stream;
  uInt input = bounded(transfer->input_count), output = bounded(transfer->output_count);
  // The library declares what it only reads as writable.
  stream->next_in = (Bytef *)transfer->input;
  stream->avail_in = input;
  stream->next_out = transfer->output;
  stream->avail_out = output;
  int result = inflate(stream, Z_NO_FLUSH);
  *is_over = result == Z_STREAM_END;
  transfer->input = stream->next_in;
  transfer->input_count -= input - stream->avail_in;
  transfer->output = stream->next_out;
  transfer->output_count -= output - stream->avail_out;
  switch (result) {
    // The second one says that nothing moved.
    case Z_OK: case Z_BUF_ERROR: case Z_STREAM_END: return KW_INFLATED;
    case Z_MEM_ERROR: return KW_INFLATE_NO_MEMORY;
    default: return KW_INFLATE_DAMAGED;
  }
}

#endif
