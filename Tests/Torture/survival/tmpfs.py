"""A state on a file system that is full for a while."""

import os
import subprocess
import time

from .log import Log
from .outcome import settle
from .program import Collector, Failure

SIZE = 8 << 20


def mount(path):
    """Whether a small file system is there now; only root can have one."""
    command = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=0700", "tmpfs", path]
    return os.geteuid() == 0 and subprocess.run(command, capture_output=True).returncode == 0


def fill(path):
    """Takes every byte that is left."""
    with open(path, "wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)):
                pass
        except OSError:
            pass


def run(program, seed, rounds=3):
    place = program.state.parent
    if not mount(place):
        return "SKIPPED: mounting a tmpfs takes root"
    log, collector = Log(program.source, seed), Collector(program)
    try:
        log.burst(100)
        program.collect_once()
        collector.start()
        # Who finds the disk full at the start may leave with status 2.
        log.burst()
        collector.catch_up(log.expected())
        unsaved = sum(stay_full(program, log, collector) for _ in range(rounds))
        collector.end()
        return settle(program, log, rounds=rounds, unsaved=unsaved)
    finally:
        collector.stop()
        log.close()
        subprocess.run(["umount", place], check=True)


def stay_full(program, log, collector):
    """Full for three seconds of lines: the collector goes on and says that nothing is saved."""
    filler, said = program.state.parent / "filler", len(program.said())
    fill(filler)
    end = time.monotonic() + 3
    while time.monotonic() < end:
        log.burst()
        log.pause(0.04)
        if log.random.random() < 0.03:
            log.rotate()
        collector.check()
    is_said = is_told(program, log, collector, said)
    filler.unlink()
    collector.catch_up(log.expected(), limit=60)
    # It says so with its next picture; full again before that, it has nothing new to say.
    end = time.monotonic() + 30
    while is_said and "saved again" not in program.said()[said:]:
        if time.monotonic() > end:
            raise Failure("saved again, and it does not say so")
        time.sleep(0.1)
    return is_said


def is_told(program, log, collector, said, limit=30):
    """Whether it says that it cannot save. It need not while all is saved: the log of changes is written over again in the
    room that it has once taken."""
    end = time.monotonic() + limit
    while "not saved" not in (new := program.said()[said:]):
        if program.counted() == log.expected():
            return False
        if time.monotonic() > end:
            raise Failure(f"full, and it does not say \"not saved\" but: {new.strip()[:300]}")
        time.sleep(0.1)
    return True
