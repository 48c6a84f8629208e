#ifndef KEYWATCH_CTERMINAL_H
#define KEYWATCH_CTERMINAL_H

#include <stddef.h>
#include <stdint.h>

// The screen through ncursesw. The header stays free of curses.h, whose macros and mutable globals
// (`stdscr`, `clear`, `OK`) must not reach Swift.

/// The terminal while it is ours. There is at most one in a process.
struct kw_terminal;

/// A cell: base 0 is the right half of the wide character before it.
struct kw_cell {
  uint32_t base, mark1, mark2;
  uint32_t style;
};

/// A keystroke or a mouse action; `code` is a scalar, a key, a function key's number or a button.
struct kw_event {
  int32_t kind, code;
  int32_t x, y;
};

/// kw_open: what `*trouble` holds besides an errno.
enum { KW_NO_TERMINFO = -1 };

/// Attributes of a style.
enum { KW_BOLD = 1, KW_DIM = 2, KW_REVERSE = 4 };

/// What kw_wait saw.
enum { KW_INPUT = 1, KW_SIGNAL = 2, KW_WAKE = 4, KW_WRITABLE = 8, KW_HANGUP = 16 };

/// Kinds of events.
enum { KW_CHARACTER, KW_KEY, KW_FUNCTION, KW_MOUSE };

/// Keys, and buttons of the mouse.
enum {
  KW_UP, KW_DOWN, KW_LEFT, KW_RIGHT, KW_PAGE_UP, KW_PAGE_DOWN, KW_HOME, KW_END,
  KW_ENTER, KW_BACK_TAB, KW_BACKSPACE, KW_DELETE, KW_INSERT,
};
enum { KW_BUTTON_LEFT, KW_WHEEL_UP, KW_WHEEL_DOWN };

/// Largest screen drawn; a bigger window keeps the rest blank.
enum { KW_MOST_COLUMNS = 1000, KW_MOST_ROWS = 500, KW_STYLES = 256 };

/// Whether the locale of the environment writes UTF-8 (it is installed and says so).
int kw_locale_is_unicode(void);

/// Takes over the terminal behind `descriptor`; where `name` is unknown or has direct colours, as
/// an xterm or a vt100.
/// NULL on failure, with an errno or KW_NO_TERMINFO in `*trouble`.
struct kw_terminal *kw_open(int descriptor, const char *name, int wants_mouse, int *trouble);

/// Gives the terminal back as it was, within a third of a second even when nobody reads from it.
void kw_close(struct kw_terminal *t);

/// How many colours the terminal has, 0 without any.
int kw_colours(const struct kw_terminal *t);

/// Says how style `id` looks: indices of the 256 colours or -1 for the terminal's own.
void kw_define_style(struct kw_terminal *t, uint32_t id, int foreground, int background,
                     int attributes);

/// Reads the window's size and makes the screen that size; it is then repainted whole.
void kw_resize(struct kw_terminal *t, int *width, int *height);

/// Puts one row; what is no printable character of the width it takes becomes `?`.
void kw_put_row(struct kw_terminal *t, int y, const struct kw_cell *cells, int count);

/// Paints what changed since the last call, or everything, in one write that does not block.
void kw_flush(struct kw_terminal *t, int everything);

/// How many bytes the terminal has not taken yet; kw_wait writes them when there is room.
size_t kw_owed(const struct kw_terminal *t);

/// The next keystroke or mouse action that has arrived; 0 when there is none.
int kw_next_event(struct kw_terminal *t, struct kw_event *event);

/// The next signal that has arrived; 0 when there is none.
int kw_next_signal(struct kw_terminal *t);

/// Waits for input, a signal, `wake` (-1: not for that), room for owed bytes, or the time (-1: for
/// ever). A wake is consumed.
int kw_wait(struct kw_terminal *t, int wake, int milliseconds);

/// Gives the terminal back and stops the process, as ^Z does; returns when it runs again.
void kw_suspend(struct kw_terminal *t);

/// Takes the terminal again after a stop: KW_RESUMED, KW_INTERRUPTED by a signal that goes before,
/// or KW_LOST when it will never be ours again.
enum { KW_RESUMED, KW_INTERRUPTED, KW_LOST };
int kw_resume(struct kw_terminal *t);

/// A counter that wakes kw_wait from another thread; -1 with errno on failure.
int kw_wake_open(void);
void kw_wake(int wake);
void kw_wake_close(int wake);

/// Milliseconds of a clock that only goes forward, and how many are left of the wall clock's
/// second.
int64_t kw_milliseconds(void);
int32_t kw_milliseconds_to_second(void);

#endif
