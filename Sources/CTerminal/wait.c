#include "internal.h"

#include <poll.h>
#include <stdint.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

int64_t kw_milliseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int32_t kw_milliseconds_to_second(void) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  return 1000 - (int32_t)(now.tv_nsec / 1000000);
}

int kw_wait(struct kw_terminal *t, int wake, int milliseconds) {
  struct pollfd waits[] = {
      {.fd = t->tty, .events = (short)(POLLIN | (t->owed_count > 0 ? POLLOUT : 0))},
      {.fd = kw_signal_descriptor(), .events = POLLIN},
      {.fd = wake, .events = POLLIN},
  };
  if (poll(waits, 3, milliseconds) <= 0) return 0;
  int seen = 0;
  if (waits[0].revents & POLLIN) seen |= KW_INPUT;
  if (waits[0].revents & POLLOUT) {
    seen |= KW_WRITABLE;
    kw_send(t);
  }
  if (waits[0].revents & (POLLHUP | POLLERR | POLLNVAL)) {
    seen |= KW_HANGUP;
    t->is_gone = 1;
  }
  if (waits[1].revents & POLLIN) seen |= KW_SIGNAL;
  uint64_t count;
  if ((waits[2].revents & POLLIN) && read(wake, &count, sizeof count) == sizeof count)
    seen |= KW_WAKE;
  return seen;
}

int kw_wake_open(void) { return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC); }

void kw_wake(int wake) {
  const uint64_t one = 1;
  if (write(wake, &one, sizeof one) < 0) return;  // the counter is full: it is awake
}

void kw_wake_close(int wake) { close(wake); }
