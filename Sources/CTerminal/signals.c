#include "internal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

static const int taken[] = {SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH};
enum { COUNT = sizeof taken / sizeof *taken };

static struct sigaction before[COUNT];
static int is_installed;

// Made once and never closed: a handler may still run on another thread when ours are taken back.
static int ends[2] = {-1, -1};

static void pass_on(int signal) {
  int kept = errno;
  unsigned char byte = (unsigned char)signal;
  if (write(ends[1], &byte, 1) < 0) errno = kept;  // full: it holds signals enough to act on
  errno = kept;
}

// What was ignored when we started (nohup, a shell without job control) stays ignored.
static int stays_ignored(int index) {
  return before[index].sa_handler == SIG_IGN && taken[index] != SIGTERM &&
         taken[index] != SIGCONT && taken[index] != SIGWINCH;
}

int kw_signals_install(void) {
  if (ends[0] < 0 && pipe2(ends, O_NONBLOCK | O_CLOEXEC) != 0) return 0;
  unsigned char old[64];
  while (read(ends[0], old, sizeof old) > 0) continue;
  struct sigaction ours = {.sa_handler = pass_on};  // no SA_RESTART: a signal ends a wait
  sigemptyset(&ours.sa_mask);
  for (int i = 0; i < COUNT; i++) {
    sigaction(taken[i], NULL, &before[i]);
    if (!stays_ignored(i)) sigaction(taken[i], &ours, NULL);
  }
  is_installed = 1;
  return 1;
}

void kw_signals_remove(int is_gone) {
  if (!is_installed) return;
  is_installed = 0;
  for (int i = 0; i < COUNT; i++) {
    // A poll sees that the terminal is gone before its SIGHUP comes, and a shell sends another:
    // what is left to do must not be killed by them.
    if (is_gone && taken[i] == SIGHUP) {
      signal(SIGHUP, SIG_IGN);
    } else {
      sigaction(taken[i], &before[i], NULL);
    }
  }
}

int kw_signal_descriptor(void) { return ends[0]; }

int kw_next_signal(struct kw_terminal *t) {
  unsigned char signal;
  if (read(ends[0], &signal, 1) != 1) return 0;
  if (signal == SIGHUP) t->is_gone = 1;
  return signal;
}

void kw_suspend(struct kw_terminal *t) {
  struct sigaction ours, usual = {.sa_handler = SIG_DFL};
  sigaction(SIGTSTP, NULL, &ours);
  if (ours.sa_handler == SIG_IGN) return;
  kw_leave(t);
  // Sent to this very thread, which then stops before it goes on; on a pool's thread it is blocked.
  sigset_t stop, mask;
  sigemptyset(&stop);
  sigaddset(&stop, SIGTSTP);
  sigaction(SIGTSTP, &usual, NULL);
  pthread_sigmask(SIG_UNBLOCK, &stop, &mask);
  raise(SIGTSTP);
  pthread_sigmask(SIG_SETMASK, &mask, NULL);
  sigaction(SIGTSTP, &ours, NULL);
}
