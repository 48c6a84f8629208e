"""One writer, many readers."""

import sqlite3
import threading
import time

from .log import Log
from .outcome import settle
from .program import Collector, Failure

JOURNAL_BYTES = 16 << 20


def demand_refused(program, collector):
    """A second writer is told who the first one is."""
    for words in (("collect", program.source), ("collect", program.source, "--once")):
        status, _, errors = program.run(*words, limit=20)
        if status != 2 or str(collector.process.pid) not in errors:
            raise Failure(f"a second writer ended with {status}: {errors.strip()}")


def read(program, stop, failures, reads):
    """Reports one after the other; each may only grow."""
    last = 0
    try:
        while not stop.is_set():
            requests = program.report()["requests"]
            if requests < last:
                raise Failure(f"a reader saw {requests} requests after {last}")
            last, reads[0] = requests, reads[0] + 1
    except Exception as failure:
        failures.append(failure)


def linger(program, stop, failures):
    """A stranger's long look, a few seconds at a time."""
    try:
        while not stop.is_set():
            database = sqlite3.connect(f"file:{program.state}?mode=ro", uri=True, timeout=20)
            database.execute("BEGIN")
            database.execute("SELECT count(*) FROM sqlite_master").fetchone()
            stop.wait(3)
            database.close()
            stop.wait(3)
    except Exception as failure:
        failures.append(failure)


def run(program, seed, seconds=60):
    log, collector = Log(program.source, seed), Collector(program)
    stop, failures, reads, largest = threading.Event(), [], [0], 0
    journal = program.state.with_name(program.state.name + "-wal")
    log.burst(100)
    program.collect_once()
    collector.start()
    readers = [threading.Thread(target=read, args=(program, stop, failures, reads))
               for _ in range(3)]
    readers.append(threading.Thread(target=linger, args=(program, stop, failures)))
    try:
        collector.catch_up(log.expected())
        demand_refused(program, collector)
        for reader in readers:
            reader.start()
        end = time.monotonic() + seconds
        while time.monotonic() < end and not failures:
            log.burst()
            log.pause(0.02)
            if log.random.random() < 0.01:
                log.rotate()
            largest = max(largest, journal.stat().st_size if journal.exists() else 0)
        stop.set()
        for reader in readers:
            reader.join()
        for failure in failures:
            raise failure
        collector.catch_up(log.expected())
        demand_refused(program, collector)
        collector.end()
        if largest > JOURNAL_BYTES:
            raise Failure(f"the write-ahead log grew to {largest} bytes")
        return settle(program, log, reads=reads[0], wal=largest)
    finally:
        stop.set()
        collector.stop()
        log.close()
