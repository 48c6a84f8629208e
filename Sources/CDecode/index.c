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

// The positions of all set bits are written to `out`, and up to 16 entries behind them may be written over.
static inline __attribute__((always_inline)) void emit_bits_plain(uint32_t *out, uint64_t bits,
                                                                  int count, uint32_t base) {
  // Four at a time without a branch a mark.
  for (int done = 0; done < count; done += 4) {
    for (int i = 0; i < 4; i++) {
      out[done + i] = base + (uint32_t)__builtin_ctzll(bits | (1ull << 63));
      bits &= bits - 1;
    }
  }
}

// Notes the lines that end in a block whose marks begin at `out`.
static inline __attribute__((always_inline)) void emit_lines(struct cursor *c, struct masks m,
                                                             uint64_t all, uint32_t *out) {
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

#define EMIT_BLOCK(block, base, emit_bits)                                      \
  {                                                                             \
    struct masks m = block;                                                     \
    uint64_t quote = m.quote;                                                   \
    if (__builtin_expect((m.backslash | c.carry) != 0, 0))                      \
      quote &= ~escaped_bits(m.backslash, &c.carry);                            \
    uint64_t all = quote | m.newline;                                           \
    uint32_t *out = c.mark;                                                     \
    int count = __builtin_popcountll(all);                                      \
    emit_bits(out, all, count, base);                                           \
    c.mark = out + count;                                                       \
    emit_lines(&c, m, all, out);                                                \
  }

#define RUN_BLOCKS(load, emit_bits)                                             \
  size_t at = 0;                                                                \
  for (; at + 64 <= length; at += 64)                                           \
    EMIT_BLOCK(load(data + at), (uint32_t)at, emit_bits)                        \
  if (at < length) {                                                            \
    uint8_t last[64];                                                           \
    memset(last, ' ', sizeof last);                                             \
    memcpy(last, data + at, length - at);                                       \
    EMIT_BLOCK(load(last), (uint32_t)at, emit_bits)                             \
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
  RUN_BLOCKS(load_avx2, emit_bits_plain)
  *cursor = c;
}

__attribute__((target("avx512bw,avx512f,avx512vbmi2,bmi,popcnt"))) static inline struct masks load_avx512(
    const uint8_t *p) {
  __m512i a = _mm512_loadu_si512((const void *)p);
  struct masks m = {_mm512_cmpeq_epi8_mask(a, _mm512_set1_epi8('"')),
                    _mm512_cmpeq_epi8_mask(a, _mm512_set1_epi8('\\')),
                    _mm512_cmpeq_epi8_mask(a, _mm512_set1_epi8('\n'))};
  return m;
}

// The numbers of the set bits are packed at once; more than 16 in a block are rare.
__attribute__((target("avx512bw,avx512f,avx512vbmi2,bmi,popcnt"))) static inline void
emit_bits_avx512(uint32_t *out, uint64_t bits, int count, uint32_t base) {
  const __m512i numbers = _mm512_set_epi8(
      63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41,
      40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18,
      17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
  __m512i packed = _mm512_maskz_compress_epi8(bits, numbers);
  __m512i first = _mm512_cvtepu8_epi32(_mm512_castsi512_si128(packed));
  _mm512_storeu_si512(out, _mm512_add_epi32(_mm512_set1_epi32((int)base), first));
  if (__builtin_expect(count > 16, 0)) {
    uint8_t all[64];
    _mm512_storeu_si512(all, packed);
    for (int i = 16; i < count; i++) out[i] = base + all[i];
  }
}

__attribute__((target("avx512bw,avx512f,avx512vbmi2,bmi,popcnt"))) static void index_avx512(
    const uint8_t *data, size_t length, struct cursor *cursor) {
  struct cursor c = *cursor;
  RUN_BLOCKS(load_avx512, emit_bits_avx512)
  *cursor = c;
}

int kw_index_lines(const uint8_t *data, size_t length, struct kw_line_index *index) {
  struct cursor c = {index->marks + index->mark_count, index->lines + index->line_count,
                     index->marks, 0, 0};
  __builtin_cpu_init();
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2"))
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
