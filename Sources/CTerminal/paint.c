#include "internal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

void kw_define_style(struct kw_terminal *t, uint32_t id, int foreground, int background,
                     int attributes) {
  if (id >= KW_STYLES) return;
  t->attributes[id] = (attributes & KW_BOLD ? A_BOLD : 0) | (attributes & KW_DIM ? A_DIM : 0) |
                      (attributes & KW_REVERSE ? A_REVERSE : 0);
  t->pairs[id] = 0;
  if (!has_colors() || (foreground < 0 && background < 0)) return;
  int pair = alloc_pair(foreground, background);
  if (pair > 0) t->pairs[id] = pair;
}

static int clamped(int value, int most, int otherwise) {
  if (value <= 0) return otherwise;
  return value < most ? value : most;
}

void kw_resize(struct kw_terminal *t, int *width, int *height) {
  struct winsize size = {0};
  ioctl(t->tty, TIOCGWINSZ, &size);
  *width = clamped(size.ws_col, KW_MOST_COLUMNS, 80);
  *height = clamped(size.ws_row, KW_MOST_ROWS, 24);
  if (is_term_resized(*height, *width)) resizeterm(*height, *width);
}

// What shows nothing, turns the text around or joins cells, though some of it counts as one column.
static int is_invisible(uint32_t c) {
  static const uint32_t ranges[][2] = {
      {0xad, 0xad},     {0x61c, 0x61c},   {0x180b, 0x180f}, {0x200b, 0x200f},   {0x2028, 0x202e},
      {0x2060, 0x206f}, {0xfe00, 0xfe0f}, {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xe0000, 0xe0fff},
  };
  for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
    if (c >= ranges[i][0] && c <= ranges[i][1]) return 1;
  return 0;
}

static int takes(uint32_t c, int columns) {
  return c >= 0x20 && c <= 0x10ffff && wcwidth((wchar_t)c) == columns && !is_invisible(c);
}

static cchar_t character(const struct kw_terminal *t, const struct kw_cell *cell, int columns) {
  wchar_t text[4] = {L'?'};
  int count = 1;
  if (takes(cell->base, columns)) {
    text[0] = (wchar_t)cell->base;
    if (takes(cell->mark1, 0)) text[count++] = (wchar_t)cell->mark1;
    if (takes(cell->mark2, 0)) text[count++] = (wchar_t)cell->mark2;
  }
  uint32_t style = cell->style < KW_STYLES ? cell->style : 0;
  cchar_t result;
  setcchar(&result, text, t->attributes[style], 0, &t->pairs[style]);
  return result;
}

void kw_put_row(struct kw_terminal *t, int y, const struct kw_cell *cells, int count) {
  cchar_t row[KW_MOST_COLUMNS];
  int columns = count < getmaxx(stdscr) ? count : getmaxx(stdscr);
  int filled = 0;
  for (int x = 0; x < columns; x++) {
    int is_wide = x + 1 < columns && cells[x + 1].base == 0 && takes(cells[x].base, 2);
    struct kw_cell cell = cells[x];
    if (cell.base == 0) cell.base = ' ';  // a right half whose left half is missing
    row[filled++] = character(t, &cell, is_wide ? 2 : 1);
    x += is_wide;
  }
  if (y < 0 || y >= getmaxy(stdscr)) return;
  mvadd_wchnstr(y, 0, row, filled);
  if (columns < getmaxx(stdscr)) {
    move(y, columns);
    clrtoeol();
  }
}

void kw_owe(struct kw_terminal *t, const char *bytes, size_t count) {
  if (t->owed_room - t->owed_count < count) {
    size_t room = (t->owed_count + count) * 2;
    char *larger = realloc(t->owed, room);
    if (larger == NULL) {
      clearok(curscr, TRUE);  // these bytes are lost: the next frame paints everything
      return;
    }
    t->owed = larger;
    t->owed_room = room;
  }
  memcpy(t->owed + t->owed_count, bytes, count);
  t->owed_count += count;
}

void kw_collect(struct kw_terminal *t) {
  char part[8192];
  off_t size = lseek(t->sink, 0, SEEK_CUR), read = 0;
  while (read < size) {
    ssize_t count = pread(t->sink, part, sizeof part, read);
    if (count <= 0) break;
    kw_owe(t, part, (size_t)count);
    read += count;
  }
  if (ftruncate(t->sink, 0) == 0) lseek(t->sink, 0, SEEK_SET);
}

size_t kw_send(struct kw_terminal *t) {
  if (t->owed_count == 0) return 0;
  ssize_t count = write(t->tty, t->owed, t->owed_count);
  if (count > 0) {
    t->owed_count -= (size_t)count;
    memmove(t->owed, t->owed + count, t->owed_count);
  }
  return t->owed_count;
}

size_t kw_owed(const struct kw_terminal *t) { return t->owed_count; }

void kw_flush(struct kw_terminal *t, int everything) {
  if (everything) clearok(curscr, TRUE);
  wnoutrefresh(stdscr);
  doupdate();
  kw_collect(t);
  kw_send(t);
  kw_errors_trim(t);
}
