#include <stdlib.h>

#include "internal.h"

struct kw_inflater {
  struct kw_gzip *gzip;
  struct kw_zstd *zstd;
};

struct kw_inflater *kw_inflater_open(enum kw_compression compression) {
  struct kw_inflater *inflater = calloc(1, sizeof *inflater);
  if (!inflater) return NULL;
  if (compression == KW_GZIP) inflater->gzip = kw_gzip_open();
  if (compression == KW_ZSTD) inflater->zstd = kw_zstd_open();
  if (inflater->gzip || inflater->zstd) return inflater;
  free(inflater);
  return NULL;
}

enum kw_inflated kw_inflater_step(struct kw_inflater *inflater, struct kw_transfer *transfer) {
  if (!inflater) return KW_INFLATE_NO_MEMORY;
  return inflater->gzip ? kw_gzip_step(inflater->gzip, transfer)
                        : kw_zstd_step(inflater->zstd, transfer);
}

bool kw_inflater_is_whole(const struct kw_inflater *inflater) {
  if (!inflater) return false;
  return inflater->gzip ? kw_gzip_is_whole(inflater->gzip) : kw_zstd_is_whole(inflater->zstd);
}

void kw_inflater_close(struct kw_inflater *inflater) {
  if (!inflater) return;
  if (inflater->gzip) kw_gzip_close(inflater->gzip);
  if (inflater->zstd) kw_zstd_close(inflater->zstd);
  free(inflater);
}
