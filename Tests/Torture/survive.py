"""Kills, fills, damages and rotates what keywatch collects from, and recounts it from the disk.

Usage: survive.py [PART...] [--seed N] [--kills N] [--program COMMAND]
Each run is one line with its seed, which brings the same stimuli again. Ends with 1 at a
difference, and leaves that run's folder where it is.
"""

import argparse
import concurrent.futures
import pathlib
import shutil
import sys
import tempfile
import traceback

from survival import cardinality, inject, kill, logrotate, tmpfs, wal, writers
from survival.program import Failure, Program

TOP = pathlib.Path(__file__).resolve().parents[2]


def kill_runs(options):
    """Every scenario in rounds of 50 kills at most, each with a folder of its own."""
    for name in options.only or kill.SCENARIOS:
        left, seed = options.kills, options.seed
        while left > 0:
            kills = min(left, kill.ROUND)
            yield f"kill {name} seed={seed}", kill.run, (name, seed, kills)
            left, seed = left - kills, seed + 1


def inject_runs(options):
    """Killed at the Nth write of the state; writes that fail."""
    seed, last = options.seed, options.writes
    yield f"inject kill-fresh seed={seed}", inject.kill_at_each, (seed, True, last)
    yield f"inject kill-again seed={seed}", inject.kill_at_each, (seed, False, last)
    for calls, error, latest in inject.ERRORS:
        yield f"inject {calls}-{error} seed={seed}", inject.fail, (seed, calls, error, latest)


def tmpfs_runs(options):
    yield f"tmpfs full seed={options.seed}", tmpfs.run, (options.seed,)


def wal_runs(options):
    yield f"wal damage seed={options.seed}", wal.run, (options.seed, options.trials)


def logrotate_runs(options):
    for mode in ("create", "copytruncate"):
        yield f"logrotate {mode} seed={options.seed}", logrotate.run, (options.seed, mode)


def cardinality_runs(options):
    yield (f"cardinality distinct seed={options.seed}", cardinality.run,
           (options.seed, options.lines))


def writers_runs(options):
    yield f"writers readers seed={options.seed}", writers.run, (options.seed,)


PARTS = {
    "kill": kill_runs, "inject": inject_runs, "tmpfs": tmpfs_runs, "wal": wal_runs,
    "logrotate": logrotate_runs, "writers": writers_runs, "cardinality": cardinality_runs,
}


def attempt(title, body, arguments, options):
    """One run in a folder of its own: its line, and whether it went well."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="keywatch-survive-", dir=options.folder))
    try:
        line = body(Program(options.program, folder), *arguments)
    except Failure as failure:
        return f"{title} FAILED: {failure}\n    left in {folder}", False
    except Exception:
        return f"{title} BROKE: {traceback.format_exc()}    left in {folder}", False
    shutil.rmtree(folder)
    return f"{title} {line}", True


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    parser.add_argument("--only", action="append", help="a scenario of the part")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=500, help="of each scenario")
    parser.add_argument("--writes", type=int, default=60, help="to be killed at")
    parser.add_argument("--trials", type=int, default=40, help="of a damaged write-ahead log")
    parser.add_argument("--lines", type=int, default=10_000_000, help="of different callers")
    parser.add_argument("--jobs", type=int, default=2, help="runs at the same time")
    parser.add_argument("--folder", help="where the runs have theirs")
    parser.add_argument("--program", default=TOP / ".build/release/keywatch")
    options = parser.parse_args()
    well = True
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for part in options.parts or PARTS:
            runs = [pool.submit(attempt, *run, options) for run in PARTS[part](options)]
            for run in concurrent.futures.as_completed(runs):
                line, went_well = run.result()
                print(line, flush=True)
                well = well and went_well
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    main()
