"""One run of a program: wall time, CPU time and peak memory of the whole process."""

import dataclasses
import os
import sys
import tempfile
import time


@dataclasses.dataclass(frozen=True)
class Run:
    wall: float
    cpu: float
    # MiB. The kernel carries over what this process held when it started the other one, so nothing
    # below some 15 MiB can be seen; for the same reason this process keeps no large values.
    peak: float
    output: str


def run(command):
    """Runs `command` to its end; ends the benchmark when it fails."""
    with tempfile.TemporaryFile() as output:
        actions = [(os.POSIX_SPAWN_DUP2, output.fileno(), 1)]
        begin = time.perf_counter()
        process = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
        _, status, usage = os.wait4(process, 0)
        wall = time.perf_counter() - begin
        if status != 0:
            ending = os.waitstatus_to_exitcode(status)
            sys.exit(f"bench: {' '.join(command)} ended with {ending}")
        output.seek(0)
        cpu = usage.ru_utime + usage.ru_stime
        return Run(wall, cpu, usage.ru_maxrss / 1024, output.read().decode())
