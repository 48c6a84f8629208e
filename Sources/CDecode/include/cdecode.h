#ifndef KEYWATCH_CDECODE_H
#define KEYWATCH_CDECODE_H

#include <stddef.h>
#include <stdint.h>

/// Where an index of lines is written. Both arrays belong to the caller and are large enough:
/// `marks` for one entry a byte and 17 more, `lines` for one entry a newline.
struct kw_line_index {
  uint32_t *marks;
  uint32_t *lines;
  size_t mark_count;
  size_t line_count;
};

/// Set in an entry of `lines` whose line has a backslash.
#define KW_LINE_BACKSLASH 0x80000000u

/// Appends to `index` the positions of all unescaped quotes and all newlines of data[0..length), in order,
/// and per newline the number of its mark. data[length - 1] must be a newline. No state is carried over a
/// newline. Returns 0 when this machine has no kernel for it (nothing is written then).
int kw_index_lines(const uint8_t *data, size_t length, struct kw_line_index *index);

#endif
