#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <ncursesw/term.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct kw_terminal *kw_current;

int kw_locale_is_unicode(void) {
  setlocale(LC_CTYPE, "");
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

// A description of our own, so that O_NONBLOCK does not reach the shell that shares the given one.
// After `su` the device belongs to somebody else; /dev/tty opens it all the same.
static int open_own(int descriptor) {
  const int flags = O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;
  char path[32];
  snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
  int own = open(path, flags);
  if (own < 0) own = open("/dev/tty", flags);
  return own;
}

static FILE *stream(int descriptor, const char *mode) {
  int copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3);
  return copy < 0 ? NULL : fdopen(copy, mode);
}

// Whether the terminal `name` is described here and is one for us: a description with direct
// colours makes ncurses fill a table of all of them (470 MB), and such terminals know the 256 too.
static int is_usable(const char *name, int tty) {
  int trouble;
  if (setupterm(name, tty, &trouble) != OK) return 0;
  int colours = tigetnum("colors");
  del_curterm(cur_term);
  return colours <= 256;
}

// newterm, never initscr: that one calls exit() when it does not know the terminal.
static SCREEN *new_screen(struct kw_terminal *t, const char *name) {
  const char *const names[] = {name, "xterm-256color", "xterm", "vt100"};
  use_env(FALSE);  // LINES=100000 must not size the screen
  use_tioctl(TRUE);
  for (size_t i = 0; i < sizeof names / sizeof *names; i++)
    if (is_usable(names[i], t->tty)) return newterm(names[i], t->out, t->in);
  return NULL;
}

static void set_up_input(struct kw_terminal *t) {
  set_escdelay(25);  // the default holds a lone Escape back for a second
  cbreak();
  noecho();
  nonl();
  typeahead(-1);  // else painting polls the keyboard and stops half-way when a key waits
  t->keys = newpad(1, 1);
  keypad(t->keys, TRUE);
  nodelay(t->keys, TRUE);
  meta(t->keys, TRUE);
  kw_define_keys();
  tcgetattr(t->tty, &t->during);
  t->during.c_iflag &= ~(tcflag_t)IXON;  // ^S must not freeze the picture
  tcsetattr(t->tty, TCSANOW, &t->during);
}

static int start_screen(struct kw_terminal *t, const char *name) {
  t->screen = new_screen(t, name);
  if (t->screen == NULL) return 0;
  t->is_up = 1;
  set_up_input(t);
  // From here on ncurses writes to memory only: it can neither block nor fail, and asks the
  // terminal nothing.
  dup2(t->sink, fileno(t->out));
  if (has_colors()) {
    start_color();
    use_default_colors();
  }
  leaveok(stdscr, TRUE);
  curs_set(0);
  mouseinterval(0);
  if (t->wants_mouse) mousemask(BUTTON1_PRESSED | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
  kw_prepare_leave(t);
  return 1;
}

static int set_up(struct kw_terminal *t, int descriptor, const char *name) {
  if (!isatty(descriptor)) return ENOTTY;
  t->tty = open_own(descriptor);
  if (t->tty < 0 || tcgetattr(t->tty, &t->before) != 0) return errno;
  t->sink = memfd_create("keywatch-screen", MFD_CLOEXEC);
  t->out = stream(t->tty, "w");
  t->in = stream(t->tty, "r");
  if (t->sink < 0 || t->out == NULL || t->in == NULL) return errno;
  // Before newterm: it takes the signals that still have their default action.
  if (!kw_signals_install()) return errno;
  if (!start_screen(t, name)) return KW_NO_TERMINFO;
  kw_errors_keep(t);
  kw_crash_install();
  return 0;
}

struct kw_terminal *kw_open(int descriptor, const char *name, int wants_mouse, int *trouble) {
  *trouble = EBUSY;
  if (kw_current != NULL) return NULL;
  struct kw_terminal *t = calloc(1, sizeof *t);
  *trouble = ENOMEM;
  if (t == NULL) return NULL;
  t->tty = t->sink = t->errors = t->errors_kept = -1;
  t->peeked_kind = ERR;
  t->wants_mouse = wants_mouse;
  setlocale(LC_CTYPE, "");
  kw_current = t;
  *trouble = set_up(t, descriptor, name);
  if (*trouble == 0) return t;
  kw_close(t);
  return NULL;
}

void kw_close(struct kw_terminal *t) {
  kw_leave(t);
  kw_crash_remove();
  kw_signals_remove(t->is_gone);
  if (t->keys) delwin(t->keys);
  if (t->screen) delscreen(t->screen);
  if (t->out) fclose(t->out);
  if (t->in) fclose(t->in);
  if (t->sink >= 0) close(t->sink);
  if (t->tty >= 0) close(t->tty);
  kw_current = NULL;
  free(t->owed);
  free(t);
}

int kw_colours(const struct kw_terminal *t) {
  (void)t;
  return has_colors() ? COLORS : 0;
}
