#ifndef KEYWATCH_CTERMINAL_INTERNAL_H
#define KEYWATCH_CTERMINAL_INTERNAL_H

#include "cterminal.h"

#define NCURSES_NOMACROS 1
#include <ncursesw/curses.h>
#include <signal.h>
#include <stdio.h>
#include <termios.h>

struct kw_terminal {
  SCREEN *screen;
  WINDOW *keys;  // a pad: reading a key from a window would paint it
  FILE *out, *in;
  int tty;             // our own description of the terminal, non-blocking
  int sink;            // a memory file; ncurses writes there
  volatile int is_up;  // the terminal is ours at this moment
  int wants_mouse;
  int is_gone;  // hung up, or said to be
  struct termios before, during;
  attr_t attributes[KW_STYLES];
  int pairs[KW_STYLES];
  char *owed;
  size_t owed_count, owed_room;
  char leave[256];  // what gives the screen back without ncurses
  size_t leave_count;
  int errors, errors_kept;  // the real standard error; the memory file in its place
  int peeked_kind;          // a key read ahead, its kind ERR where there is none
  wint_t peeked;
  int64_t paste_time;  // of the last byte of an unfinished paste, else 0
};

// The one terminal: handlers have no other way to it.
extern struct kw_terminal *kw_current;

// paint.c: collects what ncurses wrote as owed bytes; adds bytes of our own; writes what the
// terminal takes and returns how many bytes are left.
void kw_collect(struct kw_terminal *t);
void kw_owe(struct kw_terminal *t, const char *bytes, size_t count);
size_t kw_send(struct kw_terminal *t);

// leave.c: gives the terminal back; with owed bytes, or in a handler with the prepared ones.
void kw_prepare_leave(struct kw_terminal *t);
void kw_leave(struct kw_terminal *t);
void kw_leave_in_handler(struct kw_terminal *t);

// signals.c and crash.c: own handlers, put in and taken back.
int kw_signals_install(void);
void kw_signals_remove(int is_gone);
int kw_signal_descriptor(void);
void kw_crash_install(void);
void kw_crash_remove(void);

// errors.c: standard error, which would paint over the screen, is kept and shown afterwards.
void kw_errors_keep(struct kw_terminal *t);
void kw_errors_trim(struct kw_terminal *t);
void kw_errors_release(struct kw_terminal *t);

// keys.c: names the brackets around a paste to ncurses.
void kw_define_keys(void);

#endif
