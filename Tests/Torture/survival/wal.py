"""Damages the write-ahead log of a state: position and counts must rewind together."""

import random
import shutil

from .inject import demand_sound
from .log import Log
from .outcome import settle
from .program import Collector, Failure


def leave_behind(program, log, draw):
    """A killed collector's state that still has something in its write-ahead log."""
    collector = Collector(program)
    collector.start()
    try:
        for _ in range(draw.randint(20, 60)):
            log.burst()
            log.pause(0.04)
            if draw.random() < 0.1:
                log.rotate()
        collector.kill()
    finally:
        collector.stop()


def damage(path, draw):
    """Cuts it, or puts garbage or zeros somewhere; says which."""
    size = path.stat().st_size
    kind = draw.choice(("cut", "garbage", "zeros"))
    start = draw.randrange(size)
    if kind == "cut":
        with open(path, "r+b") as file:
            file.truncate(start)
    else:
        count = min(size - start, draw.choice((1, 40, 4096, 30_000)))
        with open(path, "r+b") as file:
            file.seek(start)
            file.write(draw.randbytes(count) if kind == "garbage" else bytes(count))
    return f"{kind} at {start} of {size}"


def run(program, seed, trials, per_state=5):
    draw = random.Random(f"wal {seed}")
    log = Log(program.source, seed)
    log.burst(100)
    program.collect_once()
    behind = program.state.parent
    for trial in range(trials):
        if trial % per_state == 0:
            leave_behind(program, log, draw)
        copied = program.folder / f"trial-{trial}"
        shutil.copytree(behind, copied)
        state = copied / program.state.name
        journal = state.with_name(state.name + "-wal")
        if not journal.exists() or journal.stat().st_size == 0:
            raise Failure("the killed collector left no write-ahead log")
        if draw.random() < 0.5:
            state.with_name(state.name + "-shm").unlink()
        what = damage(journal, draw)
        try:
            settle(program, log, state=state)
            demand_sound(state)
        except Failure as failure:
            raise Failure(f"trial {trial}, {what}: {failure}") from None
        shutil.rmtree(copied)
    log.close()
    return settle(program, log, trials=trials)
