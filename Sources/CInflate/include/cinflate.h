#ifndef KEYWATCH_CINFLATE_H
#define KEYWATCH_CINFLATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// How a stream is compressed.
enum kw_compression { KW_GZIP, KW_ZSTD };

/// What a step came to.
enum kw_inflated {
  KW_INFLATED,
  /// The bytes are not what a compressor wrote; nothing follows.
  KW_INFLATE_DAMAGED,
  /// It takes a window of more than 128 MiB.
  KW_INFLATE_WINDOW,
  /// It takes a dictionary, which nobody has.
  KW_INFLATE_DICTIONARY,
  KW_INFLATE_NO_MEMORY,
};

/// What is left to take in and to fill; a step moves both.
struct kw_transfer {
  const uint8_t *_Nullable input;
  size_t input_count;
  uint8_t *_Nullable output;
  size_t output_count;
};

/// A compressed stream: one gzip member or zstd frame after another. Of a null one nothing comes.
struct kw_inflater;

/// Begins a stream. Returns null where memory is short.
struct kw_inflater *_Nullable kw_inflater_open(enum kw_compression compression);

/// Takes input and fills output until one of them is used up. Text that was made out before a
/// failure is in the output.
enum kw_inflated kw_inflater_step(
    struct kw_inflater *_Nullable inflater, struct kw_transfer *_Nonnull transfer);

/// Whether the stream may end here: its last member or frame is complete.
bool kw_inflater_is_whole(const struct kw_inflater *_Nullable inflater);

/// Frees everything.
void kw_inflater_close(struct kw_inflater *_Nullable inflater);

#endif
