#ifndef KEYWATCH_COMMAND_H
#define KEYWATCH_COMMAND_H

/// A command that runs, and our ends of what it writes: non-blocking, closed on exec.
struct kw_command {
  int process;
  int output;
  int errors;
};

/// Starts `/bin/sh -c text` in a process group of its own: standard input empty, signals as usual,
/// no other descriptor of ours, and the environment without the variables in `withheld` (a list
/// that ends with NULL). Returns 0 or an errno.
int kw_start_command(
    const char *text, const char *const *withheld, struct kw_command *started);

/// 1 if it has ended, 0 while it runs, or an errno as a negative number. `status` is then its exit
/// status, or a signal's number as a negative one. Its process id stays taken.
int kw_command_ending(int process, int *status);

/// Sends a signal to everything in its group.
void kw_signal_command(int process, int signal);

/// Kills what is left in its group and frees its process id.
void kw_end_command(int process);

#endif
