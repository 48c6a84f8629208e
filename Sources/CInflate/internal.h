#ifndef KEYWATCH_CINFLATE_INTERNAL_H
#define KEYWATCH_CINFLATE_INTERNAL_H

#include "cinflate.h"

/// A stream of gzip members (RFC 1952).
struct kw_gzip;

struct kw_gzip *kw_gzip_open(void);
enum kw_inflated kw_gzip_step(struct kw_gzip *gzip, struct kw_transfer *transfer);
bool kw_gzip_is_whole(const struct kw_gzip *gzip);
void kw_gzip_close(struct kw_gzip *gzip);

/// One gzip member, header and checksum included: by ISA-L, or with KEYWATCH_ZLIB by zlib.
struct kw_member;

struct kw_member *kw_member_open(void);
/// Gets ready for another one.
void kw_member_reset(struct kw_member *member);
/// As a stream's step; says when the member is over.
enum kw_inflated kw_member_step(
    struct kw_member *member, struct kw_transfer *transfer, bool *is_over);
void kw_member_close(struct kw_member *member);

/// A stream of zstd frames (RFC 8878), skippable ones included.
struct kw_zstd;

struct kw_zstd *kw_zstd_open(void);
enum kw_inflated kw_zstd_step(struct kw_zstd *zstd, struct kw_transfer *transfer);
bool kw_zstd_is_whole(const struct kw_zstd *zstd);
void kw_zstd_close(struct kw_zstd *zstd);

#endif
