#ifndef KEYWATCH_CINFLATE_INTERNAL_H
#define KEYWATCH_CINFLATE_INTERNAL_H

#include "cinflate.h"

/// A stream of gzip members (RFC 1952).
struct kw_gzip;

struct kw_gzip *kw_gzip_open(void);
enum kw_inflated kw_gzip_step(struct kw_gzip *gzip, struct kw_transfer *transfer);
bool kw_gzip_is_whole(const struct kw_gzip *gzip);
void kw_gzip_close(struct kw_gzip *gzip);

/// A stream of zstd frames (RFC 8878), skippable ones included.
struct kw_zstd;

struct kw_zstd *kw_zstd_open(void);
enum kw_inflated kw_zstd_step(struct kw_zstd *zstd, struct kw_transfer *transfer);
bool kw_zstd_is_whole(const struct kw_zstd *zstd);
void kw_zstd_close(struct kw_zstd *zstd);

#endif
