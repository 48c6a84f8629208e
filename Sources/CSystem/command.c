#include "command.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static int is_withheld(const char *variable, const char *const *withheld) {
  for (; *withheld; withheld++) {
    size_t length = strlen(*withheld);
    if (strncmp(variable, *withheld, length) == 0 && variable[length] == '=') return 1;
  }
  return 0;
}

/// The environment's own texts, without some; the list alone is to be freed.
static char **environment_without(const char *const *withheld) {
  size_t count = 0;
  while (environ && environ[count]) count++;
  char **kept = calloc(count + 1, sizeof *kept);
  if (!kept) return NULL;
  size_t next = 0;
  for (size_t i = 0; i < count; i++)
    if (!is_withheld(environ[i], withheld)) kept[next++] = environ[i];
  return kept;
}

static int prepare_streams(posix_spawn_file_actions_t *actions, int output, int errors) {
  int error = posix_spawn_file_actions_addopen(actions, 0, "/dev/null", O_RDONLY, 0);
  if (!error) error = posix_spawn_file_actions_adddup2(actions, output, 1);
  if (!error) error = posix_spawn_file_actions_adddup2(actions, errors, 2);
  // Whatever was opened without O_CLOEXEC, by whomever, is none of its business.
  if (!error) error = posix_spawn_file_actions_addclosefrom_np(actions, 3);
  return error;
}

static int prepare_signals(posix_spawnattr_t *attributes) {
  sigset_t signals;
  sigemptyset(&signals);
  int error = posix_spawnattr_setsigmask(attributes, &signals);
  sigfillset(&signals);
  if (!error) error = posix_spawnattr_setsigdefault(attributes, &signals);
  if (!error) error = posix_spawnattr_setpgroup(attributes, 0);
  if (!error)
    error = posix_spawnattr_setflags(
        attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  return error;
}

static int spawn(const char *text, char **environment, int output, int errors, pid_t *process) {
  char *arguments[] = {"sh", "-c", (char *)text, NULL};
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  int error = posix_spawn_file_actions_init(&actions);
  if (error) return error;
  error = posix_spawnattr_init(&attributes);
  if (!error) {
    error = prepare_streams(&actions, output, errors);
    if (!error) error = prepare_signals(&attributes);
    if (!error)
      error = posix_spawn(process, "/bin/sh", &actions, &attributes, arguments, environment);
    posix_spawnattr_destroy(&attributes);
  }
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

/// A pipe whose reading end never blocks; its ends lie above the standard streams.
static int open_pipe(int ends[2]) {
  int made[2];
  if (pipe2(made, O_CLOEXEC) != 0) return errno;
  int error = 0;
  for (int i = 0; i < 2; i++) {
    ends[i] = fcntl(made[i], F_DUPFD_CLOEXEC, 3);
    if (ends[i] < 0 && !error) error = errno;
    close(made[i]);
  }
  if (!error && fcntl(ends[0], F_SETFL, O_NONBLOCK) != 0) error = errno;
  return error;
}

static void close_ends(const int ends[2]) {
  for (int i = 0; i < 2; i++)
    if (ends[i] >= 0) close(ends[i]);
}

int kw_start_command(
    const char *text, const char *const *withheld, struct kw_command *started) {
  int output[2] = {-1, -1}, errors[2] = {-1, -1};
  char **environment = environment_without(withheld);
  if (!environment) return ENOMEM;
  int error = open_pipe(output);
  if (!error) error = open_pipe(errors);
  pid_t process = 0;
  if (!error) error = spawn(text, environment, output[1], errors[1], &process);
  free(environment);
  if (error) {
    close_ends(output);
    close_ends(errors);
    return error;
  }
  close(output[1]);
  close(errors[1]);
  started->process = process;
  started->output = output[0];
  started->errors = errors[0];
  return 0;
}

int kw_command_ending(int process, int *status) {
  siginfo_t ending = {0};
  while (waitid(P_PID, (id_t)process, &ending, WEXITED | WNOHANG | WNOWAIT) != 0)
    if (errno != EINTR) return -errno;
  if (ending.si_pid == 0) return 0;
  *status = ending.si_code == CLD_EXITED ? ending.si_status : -ending.si_status;
  return 1;
}

void kw_signal_command(int process, int signal) {
  // Until it is reaped, no other group can have this number.
  kill(-process, signal);
  // What is stopped does not see a SIGTERM before it goes on.
  if (signal == SIGTERM) kill(-process, SIGCONT);
}

void kw_end_command(int process) {
  kill(-process, SIGKILL);
  while (waitpid(process, NULL, 0) < 0 && errno == EINTR) continue;
}
