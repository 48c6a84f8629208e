"""Kills the collector at random instants while its log is rotated and spoilt in every way."""

import random
import signal
import threading
import time
import typing

from . import disk
from .lines import LONG_NOTICE, NOTICE, RECORD
from .log import Log
from .outcome import settle
from .program import Collector, Failure

ROUND = 50


def rename(log, collector):
    log.rotate()


def copytruncate(log, collector):
    log.copy_and_truncate()


def truncate_up(log, collector):
    """All was counted; the new content may be longer before the collector looks again."""
    with collector.lock:
        collector.catch_up(log.expected())
        if log.random.random() < 0.5:
            log.erase()
            return
    log.erase()


def truncate_down(log, collector):
    with collector.lock:
        collector.catch_up(log.expected())
        collector.kill()
        log.erase()
        collector.start()


def down(log, collector):
    """Three rotations that nobody sees."""
    with collector.lock:
        collector.kill()
        for _ in range(3):
            log.burst(200)
            log.rotate()
        collector.start()


def chain(log, collector):
    """Three rotations that nobody sees, of which one file is kept: inodes come again."""
    with collector.lock:
        collector.catch_up(log.expected())
        collector.kill()
        log.erased = log.expected()
        before = +log.written
        for _ in range(3):
            log.burst(200)
            log.rotate()
            for path in disk.files(log.path):
                if path.suffix not in (".1", ".log"):
                    path.unlink()
        log.gone += (log.written - before) - disk.count(log.path)
        collector.start()


def compress_down(log, collector):
    """What was not read of `.1` is in `.1.gz` at the next start."""
    with collector.lock:
        collector.kill()
        for _ in range(log.random.randint(1, 2)):
            log.burst(200)
            log.rotate()
            log.compress()
        collector.start()


def compress_up(log, collector):
    log.rotate()
    log.compress()


def save(log, collector):
    log.save()


class Scenario(typing.NamedTuple):
    """What happens to the log, once in so many bursts, and how its files begin and are named."""

    event: typing.Callable
    every: int
    banner: bytes = b""
    dated: bool = False


SCENARIOS = {
    "rename": Scenario(rename, 8),
    "notice": Scenario(rename, 8, NOTICE),
    "record": Scenario(rename, 8, RECORD),
    "dated": Scenario(rename, 8, NOTICE, dated=True),
    "copytruncate": Scenario(copytruncate, 8),
    "truncate-up": Scenario(truncate_up, 3),
    "truncate-down": Scenario(truncate_down, 3),
    "same-head": Scenario(truncate_down, 3, LONG_NOTICE),
    "down": Scenario(down, 6),
    "chain": Scenario(chain, 6),
    "compress-up": Scenario(compress_up, 12, NOTICE),
    "compress-down": Scenario(compress_down, 6),
    "compress-dated": Scenario(compress_down, 6, dated=True),
    "editor": Scenario(save, 4),
}


def write(log, collector, scenario, stop, failures):
    """The writer's thread: bursts and events until `stop`."""
    try:
        while not stop.is_set():
            log.burst()
            log.pause(0.01)
            if log.random.randrange(scenario.every) == 0:
                scenario.event(log, collector)
    except BaseException as failure:
        failures.append(failure)


def kill_at_random(collector, draw, kills, failures):
    """Kills and starts the collector until it was killed so often."""
    while collector.kills < kills and not failures:
        time.sleep(draw.uniform(0.05, 0.4))
        with collector.lock:
            if draw.random() < 0.1:
                collector.end(draw.choice((signal.SIGTERM, signal.SIGINT)))
            else:
                collector.kill()
            collector.start()


def run(program, name, seed, kills):
    """One round of one scenario; the line that says how it went."""
    scenario = SCENARIOS[name]
    log = Log(program.source, seed, scenario.banner, scenario.dated)
    collector = Collector(program)
    stop, failures = threading.Event(), []
    try:
        # What lay beside the log before the first start is none of the collector's.
        log.burst(100)
        program.collect_once()
        collector.start()
        writer = threading.Thread(
            target=write, args=(log, collector, scenario, stop, failures))
        writer.start()
        try:
            kill_at_random(collector, random.Random(f"kill {seed}"), kills, failures)
        finally:
            stop.set()
            writer.join()
        for failure in failures:
            raise failure
        if name == "chain" and log.gone:
            demand_holes(program)
        collector.end()
        return settle(program, log, kills=collector.kills, rotations=log.rotations)
    finally:
        collector.stop()
        log.close()


def demand_holes(program):
    """What was gone before it was read has to show as a hole."""
    if not any(row["holes"] for row in program.report()["coverage"]):
        raise Failure("lines are gone and the coverage has no hole")
