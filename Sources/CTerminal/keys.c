#include "internal.h"

// Codes beyond curses' own, for the brackets that a terminal puts around a paste.
enum { PASTE_BEGIN = KEY_MAX + 1, PASTE_END };

// A paste whose end never came is over after this long a silence.
enum { PASTE_SILENCE = 5000 };

enum { ESCAPE = 27 };

static const struct { wint_t theirs; int ours; } keys[] = {
    {KEY_UP, KW_UP},           {KEY_DOWN, KW_DOWN},   {KEY_LEFT, KW_LEFT},
    {KEY_RIGHT, KW_RIGHT},     {KEY_HOME, KW_HOME},   {KEY_END, KW_END},
    {KEY_PPAGE, KW_PAGE_UP},   {KEY_ENTER, KW_ENTER}, {KEY_NPAGE, KW_PAGE_DOWN},
    {KEY_BTAB, KW_BACK_TAB},   {KEY_DC, KW_DELETE},   {KEY_BACKSPACE, KW_BACKSPACE},
    {KEY_IC, KW_INSERT},       {KEY_A1, KW_HOME},     {KEY_C1, KW_END},
    {KEY_A3, KW_PAGE_UP},      {KEY_FIND, KW_HOME},   {KEY_C3, KW_PAGE_DOWN},
    {KEY_SELECT, KW_END},
};

void kw_define_keys(void) {
  define_key("\033[200~", PASTE_BEGIN);
  define_key("\033[201~", PASTE_END);
}

static int read_key(struct kw_terminal *t, wint_t *c) {
  int kind = t->peeked_kind;
  *c = t->peeked;
  t->peeked_kind = ERR;
  return kind != ERR ? kind : wget_wch(t->keys, c);
}

// Swallows the rest of a sequence that no key of this terminal sends, so that its letters are not
// taken for keystrokes; Alt with a key likewise. 0 when it was the Escape key alone.
static int swallow_sequence(struct kw_terminal *t) {
  wint_t c;
  int kind = read_key(t, &c);
  if (kind == ERR) return 0;
  if (kind == KEY_CODE_YES || c == ESCAPE) {
    t->peeked_kind = kind;
    t->peeked = c;
    return 0;
  }
  if (c == 'O') read_key(t, &c);
  if (c != '[') return 1;
  while (read_key(t, &c) == OK && (c < 0x40 || c > 0x7e)) continue;
  return 1;
}

static int is_pasted(struct kw_terminal *t, int kind, wint_t c) {
  int64_t now = kw_milliseconds();
  int is_bracket = kind == KEY_CODE_YES && (c == PASTE_BEGIN || c == PASTE_END);
  if (is_bracket) {
    t->paste_time = c == PASTE_BEGIN ? now : 0;
    return 1;
  }
  if (t->paste_time == 0 || now - t->paste_time > PASTE_SILENCE) {
    t->paste_time = 0;
    return 0;
  }
  t->paste_time = now;
  return 1;
}

static int decode_mouse(struct kw_event *event) {
  MEVENT mouse;
  if (getmouse(&mouse) != OK) return 0;
  int button = KW_BUTTON_LEFT;
  if (mouse.bstate & BUTTON4_PRESSED) {
    button = KW_WHEEL_UP;
  } else if (mouse.bstate & BUTTON5_PRESSED) {
    button = KW_WHEEL_DOWN;
  } else if (!(mouse.bstate & BUTTON1_PRESSED)) {
    return 0;
  }
  *event = (struct kw_event){KW_MOUSE, button, mouse.x, mouse.y};
  return 1;
}

static int decode_key(wint_t c, struct kw_event *event) {
  if (c == KEY_MOUSE) return decode_mouse(event);
  if (c > KEY_F0 && c < KEY_F(64)) {
    *event = (struct kw_event){KW_FUNCTION, (int32_t)(c - KEY_F0), 0, 0};
    return 1;
  }
  for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
    if (keys[i].theirs != c) continue;
    *event = (struct kw_event){KW_KEY, keys[i].ours, 0, 0};
    return 1;
  }
  return 0;
}

int kw_next_event(struct kw_terminal *t, struct kw_event *event) {
  wint_t c;
  for (int kind = read_key(t, &c); kind != ERR; kind = read_key(t, &c)) {
    if (is_pasted(t, kind, c)) continue;
    if (kind == KEY_CODE_YES) {
      if (decode_key(c, event)) return 1;
    } else if (c != ESCAPE || !swallow_sequence(t)) {
      *event = (struct kw_event){KW_CHARACTER, (int32_t)c, 0, 0};
      return 1;
    }
  }
  return 0;
}
