// Quote, backslash and newline masks of 64 bytes at a time. The idea of working from bit masks is
// Langdale and Lemire's ("Parsing Gigabytes of JSON per Second", 2019); string state is left out on
// purpose, so that a torn line cannot change how its neighbour is read.
#include "cdecode.h"

#if defined(__x86_64__)
#include <immintrin.h>
#include <string.h>

struct masks {
  uint64_t quote, backslash, newline;
};

// Bits of characters behind an odd run of backslashes. `carry` says that the first one is.
static inline uint64_t escaped_bits(uint64_t backslash, uint64_t *carry) {
  if (backslash == 0) {
    uint64_t first = *carry;
    *carry = 0;
    return first;
  }
  uint64_t escaped = 0;
  uint64_t escape_next = *carry;
  // A run seldom has more than two; one step a backslash is quick enough and plain.
  uint64_t rest = backslash;
  if (escape_next) {
    escaped |= 1;
    rest &= ~1ull;
    escape_next = 0;
  }
  while (rest) {
    int at = __builtin_ctzll(rest);
    rest &= rest - 1;
    if (at == 63) {
      escape_next = 1;
    } else {
      escaped |= 1ull << (at + 1);
      rest &= ~(1ull << (at + 1));
    }
  }
  *carry = escape_next;
  return escaped;
}

struct cursor {
  uint32_t *mark;
  uint32_t *line;
  uint32_t *marks;
  uint64_t carry;
  uint32_t flag;
};

static inline __attribute__((always_inline)) void emit_block(struct cursor *c, struct masks m,
                                                             uint32_t base) {
  uint64_t quote = m.quote;
  if (__builtin_expect((m.backslash | c->carry) != 0, 0))
    quote &= ~escaped_bits(m.backslash, &c->carry);
  uint64_t all = quote | m.newline;
  uint32_t *out = c->mark;
  int count = __builtin_popcountll(all);
  uint64_t bits = all;
  // Four at a time without a branch a mark; what is written too much is written over.
  for (int done = 0; done < count; done += 4) {
    for (int i = 0; i < 4; i++) {
      out[done + i] = base + (uint32_t)__builtin_ctzll(bits | (1ull << 63));
      bits &= bits - 1;
    }
  }
  c->mark = out + count;
  if (m.newline == 0) {
    if (m.backslash) c->flag = KW_LINE_BACKSLASH;
    return;
  }
  uint64_t newline = m.newline;
  uint64_t backslash = m.backslash;
  while (newline) {
    uint64_t below = (newline & -newline) - 1;
    if (backslash & below) c->flag = KW_LINE_BACKSLASH;
    backslash &= ~below;
    *c->line++ = ((uint32_t)(out - c->marks) + (uint32_t)__builtin_popcountll(all & below)) | c->flag;
    c->flag = 0;
    newline &= newline - 1;
  }
  if (backslash) c->flag = KW_LINE_BACKSLASH;
}

#define RUN_BLOCKS(load)                                                        \
  size_t at = 0;                                                                \
  for (; at + 64 <= length; at += 64)                                           \
    emit_block(&c, load(data + at), (uint32_t)at);                              \
  if (at < length) {                                                            \
    uint8_t last[64];                                                           \
    memset(last, ' ', sizeof last);                                             \
    memcpy(last, data + at, length - at);                                       \
    emit_block(&c, load(last), (uint32_t)at);                                   \
  }

__attribute__((target("avx2,bmi,popcnt"))) static inline struct masks load_avx2(const uint8_t *p) {
  __m256i a = _mm256_loadu_si256((const __m256i *)p);
  __m256i b = _mm256_loadu_si256((const __m256i *)(p + 32));
  __m256i q = _mm256_set1_epi8('"'), s = _mm256_set1_epi8('\\'), n = _mm256_set1_epi8('\n');
#define BITS(x)                                                     \
  ((uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(a, x)) | \
   (uint64_t)(uint32_t)_mm256_movemask_epi8(_mm256_cmpeq_epi8(b, x)) << 32)
  struct masks m = {BITS(q), BITS(s), BITS(n)};
#undef BITS
  return m;
}

__attribute__((target("avx2,bmi,popcnt"))) static void index_avx2(const uint8_t *data, size_t length,
                                                                  struct cursor *cursor) {
  struct cursor c = *cursor;
  RUN_BLOCKS(load_avx2)
  *cursor = c;
}

__attribute__((target("avx512bw,avx512f,bmi,popcnt"))) static inline struct masks load_avx512(
    const uint8_t *p) {
  __m512i a = _mm512_loadu_si512((const void *)p);
  struct masks m = {_mm512_cmpeq_epi8_mask(a, _mm512_set1_epi8('"')),
                    _mm512_cmpeq_epi8_mask(a, _mm512_set1_epi8('\\')),
                    _mm512_cmpeq_epi8_mask(a, _mm512_set1_epi8('\n'))};
  return m;
}

__attribute__((target("avx512bw,avx512f,bmi,popcnt"))) static void index_avx512(
    const uint8_t *data, size_t length, struct cursor *cursor) {
  struct cursor c = *cursor;
  RUN_BLOCKS(load_avx512)
  *cursor = c;
}

int kw_index_lines(const uint8_t *data, size_t length, struct kw_line_index *index) {
  struct cursor c = {index->marks + index->mark_count, index->lines + index->line_count,
                     index->marks, 0, 0};
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("bmi"))
    index_avx512(data, length, &c);
  else if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi"))
    index_avx2(data, length, &c);
  else
    return 0;
  index->mark_count = (size_t)(c.mark - index->marks);
  index->line_count = (size_t)(c.line - index->lines);
  return 1;
}

#else

int kw_index_lines(const uint8_t *data, size_t length, struct kw_line_index *index) {
  (void)data, (void)length, (void)index;
  return 0;
}

#endif
