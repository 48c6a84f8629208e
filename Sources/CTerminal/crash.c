#include "internal.h"

#include <stdlib.h>

static const int deadly[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT, SIGSYS};
enum { COUNT = sizeof deadly / sizeof *deadly };

static struct sigaction before[COUNT];
static stack_t stack_before;
static int is_installed;
static char stack[32768];  // a stack overflow leaves none to handle it on

// Gives the terminal back, puts the runtime's handler in our place and lets it happen again: so a
// backtrace and the status are those of the program without us.
static void on_crash(int signal, siginfo_t *about, void *context) {
  (void)context;
  for (int i = 0; i < COUNT; i++) sigaction(deadly[i], &before[i], NULL);
  if (kw_current != NULL) kw_leave_in_handler(kw_current);
  if (about->si_code <= 0) raise(signal);  // sent, not caused by the instruction we return to
}

void kw_crash_install(void) {
  stack_t ours = {.ss_sp = stack, .ss_size = sizeof stack};
  sigaltstack(NULL, &stack_before);
  if (stack_before.ss_flags & SS_DISABLE) sigaltstack(&ours, NULL);
  struct sigaction action = {.sa_sigaction = on_crash, .sa_flags = SA_SIGINFO | SA_ONSTACK};
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < COUNT; i++) sigaction(deadly[i], &action, &before[i]);
  is_installed = 1;
}

void kw_crash_remove(void) {
  if (!is_installed) return;
  is_installed = 0;
  for (int i = 0; i < COUNT; i++) sigaction(deadly[i], &before[i], NULL);
  if (stack_before.ss_flags & SS_DISABLE) sigaltstack(&stack_before, NULL);
}
