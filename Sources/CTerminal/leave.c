#include "internal.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

static const char paste_on[] = "\033[?2004h", paste_off[] = "\033[?2004l";

// How long a terminal that takes no bytes may hold up the leaving.
enum { PATIENCE = 300 };

// Adds a string of the terminal's description, without the delays in it that only tputs minds.
static void add_leave(struct kw_terminal *t, const char *text) {
  if (text == NULL || text == (char *)-1) return;
  while (*text != 0 && t->leave_count < sizeof t->leave) {
    const char *end = text[0] == '$' && text[1] == '<' ? strchr(text, '>') : NULL;
    if (end != NULL) {
      text = end + 1;
    } else {
      t->leave[t->leave_count++] = *text++;
    }
  }
}

void kw_prepare_leave(struct kw_terminal *t) {
  t->leave_count = 0;
  if (t->wants_mouse) add_leave(t, "\033[?1000l\033[?1006l");
  add_leave(t, paste_off);
  static const char *const capabilities[] = {"sgr0", "op", "rmkx", "cnorm", "rmcup"};
  for (size_t i = 0; i < sizeof capabilities / sizeof *capabilities; i++)
    add_leave(t, tigetstr(capabilities[i]));
  kw_owe(t, paste_on, sizeof paste_on - 1);
}

// In the background the terminal's modes are the shell's, and setting them would stop us.
static int is_foreground(const struct kw_terminal *t) {
  pid_t group = tcgetpgrp(t->tty);
  return group < 0 || group == getpgrp();
}

static void restore_modes(struct kw_terminal *t) {
  if (is_foreground(t)) tcsetattr(t->tty, TCSANOW, &t->before);
}

static void send_prepared(struct kw_terminal *t) {
  if (write(t->tty, t->leave, t->leave_count) == (ssize_t)t->leave_count) return;
  tcflush(t->tty, TCOFLUSH);
  if (write(t->tty, t->leave, t->leave_count) < 0) return;  // the terminal is gone
}

void kw_leave(struct kw_terminal *t) {
  if (!t->is_up) return;
  t->is_up = 0;
  kw_owe(t, paste_off, sizeof paste_off - 1);
  endwin();
  kw_collect(t);
  int64_t end = kw_milliseconds() + PATIENCE;
  while (kw_send(t) > 0) {
    struct pollfd tty = {.fd = t->tty, .events = POLLOUT};
    int64_t left = end - kw_milliseconds();
    if (left <= 0 || poll(&tty, 1, (int)left) == 0 || (tty.revents & (POLLERR | POLLHUP))) break;
  }
  if (t->owed_count > 0) send_prepared(t);
  t->owed_count = 0;
  restore_modes(t);
  kw_errors_release(t);
}

void kw_leave_in_handler(struct kw_terminal *t) {
  if (!t->is_up) return;
  t->is_up = 0;
  send_prepared(t);
  restore_modes(t);
  kw_errors_release(t);
}

int kw_resume(struct kw_terminal *t) {
  // First of all: in the background this stops the process until it is in front again, so that
  // nothing is painted over the shell.
  while (tcsetattr(t->tty, TCSANOW, &t->during) != 0) {
    if (errno != EINTR) return KW_LOST;
    if (!is_foreground(t)) return KW_INTERRUPTED;
  }
  t->is_up = 1;
  kw_errors_keep(t);
  kw_owe(t, paste_on, sizeof paste_on - 1);
  keypad(t->keys, TRUE);
  curs_set(0);
  clearok(curscr, TRUE);
  return KW_RESUMED;
}
