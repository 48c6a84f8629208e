"""Kills the collector at its Nth write to the state, and lets writes fail, by strace."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess

from .log import Log
from .outcome import settle
from .program import Collector, Failure, difference

WRITES = "pwrite64,fdatasync,fsync,write,ftruncate,unlink"
# What fails, with which error, and before which use at the latest.
ERRORS = [("pwrite64", "ENOSPC", 30), ("pwrite64", "EIO", 30), ("fdatasync,fsync", "EIO", 2)]


def strace(calls, what, output="/dev/null"):
    return ["strace", "-f", "-qq", "-o", output, "-e", f"trace={calls}", "-e",
            f"inject={calls}:{what}"]


def demand_sound(state):
    """Demands that SQLite finds nothing wrong with what is there of the state."""
    if not state.exists() or state.stat().st_size == 0:
        return
    with sqlite3.connect(state, timeout=20) as database:
        answer = database.execute("PRAGMA integrity_check").fetchone()[0]
    database.close()
    if answer != "ok":
        raise Failure(f"integrity_check: {answer}")


def kill_at_each(program, seed, fresh, last):
    """Kills `collect --once` at its Nth write, N from 1; on a fresh state each time, or on one."""
    log = Log(program.source, seed)
    log.burst(100)
    if not fresh:
        program.collect_once()
    killed = 0
    for number in range(1, last + 1):
        log.burst(300)
        if fresh:
            shutil.rmtree(program.state.parent)
            program.state.parent.mkdir(mode=0o700)
        elif log.random.random() < 0.3:
            log.rotate()
        status, _, errors = program.run(
            "collect", program.source, "--once",
            prefix=strace(WRITES, f"signal=KILL:when={number}"))
        if status not in (0, -signal.SIGKILL):
            raise Failure(f"N={number}: collect ended with {status}: {errors.strip()}")
        killed += status != 0
        demand_sound(program.state)
        program.collect_once()
        if program.counted() != log.expected():
            raise Failure(f"N={number}: {difference(log.expected(), program.counted())}")
        demand_sound(program.state)
    if killed < last // 4:
        raise Failure(f"only {killed} of {last} were killed: there is less to write than thought")
    log.close()
    return settle(program, log, kills=killed)


def fail(program, seed, calls, error, latest):
    """Lets some uses of a call fail while the collector runs: it goes on and makes it up.

    strace comes when the state is open: who cannot even open it may leave with status 2.
    """
    if os.geteuid() != 0:
        return "SKIPPED: looking into a program that hides its memory takes root"
    draw = random.Random(f"inject {seed} {calls} {error}")
    log, collector = Log(program.source, seed), Collector(program)
    trace, failed = program.folder / "trace", 0
    log.burst(100)
    program.collect_once()
    try:
        for _ in range(6):
            first = draw.randint(1, latest)
            window = f"{first}..{first + draw.randint(0, 6)}"
            collector.start()
            log.burst()
            collector.catch_up(log.expected())
            tracer = subprocess.Popen([
                *strace(calls, f"error={error}:when={window}", trace),
                "-p", str(collector.process.pid)])
            write_for_a_while(log, draw)
            collector.catch_up(log.expected(), limit=60)
            collector.end()
            tracer.wait(20)
            demand_sound(program.state)
            failed += trace.read_text().count("(INJECTED)")
        if failed == 0:
            raise Failure("nothing failed: the calls are not used as thought")
        return settle(program, log, failed=failed)
    finally:
        collector.stop()
        log.close()


def write_for_a_while(log, draw):
    for _ in range(30):
        log.burst()
        log.pause(0.05)
        if draw.random() < 0.1:
            log.rotate()
