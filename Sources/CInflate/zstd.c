#include <stdlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include "internal.h"

/// 128 MiB: what the zstd command allows by itself, too.
static const int window_log_limit = 27;

struct kw_zstd {
  ZSTD_DStream *stream;
  /// True before a frame and behind its end.
  bool is_between;
};

struct kw_zstd *kw_zstd_open(void) {
  struct kw_zstd *zstd = calloc(1, sizeof *zstd);
  if (!zstd) return NULL;
  zstd->is_between = true;
  zstd->stream = ZSTD_createDStream();
  if (zstd->stream &&
      !ZSTD_isError(ZSTD_DCtx_setParameter(
          zstd->stream, ZSTD_d_windowLogMax, window_log_limit)))
    return zstd;
  kw_zstd_close(zstd);
  return NULL;
}

bool kw_zstd_is_whole(const struct kw_zstd *zstd) { return zstd->is_between; }

void kw_zstd_close(struct kw_zstd *zstd) {
  ZSTD_freeDStream(zstd->stream);
  free(zstd);
}

static enum kw_inflated reason(size_t result) {
  switch (ZSTD_getErrorCode(result)) {
    case ZSTD_error_no_error: return KW_INFLATED;
    case ZSTD_error_frameParameter_windowTooLarge: return KW_INFLATE_WINDOW;
    case ZSTD_error_dictionary_wrong: return KW_INFLATE_DICTIONARY;
    case ZSTD_error_memory_allocation: return KW_INFLATE_NO_MEMORY;
    default: return KW_INFLATE_DAMAGED;
  }
}

enum kw_inflated kw_zstd_step(struct kw_zstd *zstd, struct kw_transfer *transfer) {
  ZSTD_inBuffer in = {transfer->input, transfer->input_count, 0};
  ZSTD_outBuffer out = {transfer->output, transfer->output_count, 0};
  enum kw_inflated result = KW_INFLATED;
  // A call without input behind a frame would count as the beginning of another one.
  while (out.pos < out.size && (in.pos < in.size || !zstd->is_between)) {
    size_t before = in.pos + out.pos;
    size_t left = ZSTD_decompressStream(zstd->stream, &out, &in);
    result = reason(left);
    if (result != KW_INFLATED) break;
    zstd->is_between = left == 0;
    if (in.pos + out.pos == before) break;
  }
  transfer->input = transfer->input ? transfer->input + in.pos : NULL;
  transfer->input_count -= in.pos;
  transfer->output += out.pos;
  transfer->output_count -= out.pos;
  return result;
}
