"""Millions of lines of which no two have an address, agent, path or key in common."""

import os
import time

from .inject import demand_sound
from .program import Collector, Failure

MEMORY_KIB = 128 << 10
STATE_BYTES = 64 << 20
PART_BYTES = 1 << 30
BLOCK = 2_000
REJECTED = (
    '{"ts":"%s","event":"request","method":"POST","path":"/api/db/%d","status":401,'
    '"source":"%d.%d.%d.%d","user_agent":"agent-%d","request_id":"%09d","auth":{"result":'
    '"rejected","reason":"unknown","key":"unknown","key_fp":"%016x"}}\n'
)
ACCEPTED = (
    '{"ts":"%s","event":"request","method":"POST","path":"/api/tracking-ingest/%d","status":200,'
    '"source":"%d.%d.%d.%d","user_agent":"agent-%d","request_id":"%09d","auth":{"result":'
    '"accepted","reason":"ok","key":"dedicated","key_fp":"%016x"}}\n'
)


def block(first, count, seed):
    """`count` lines, of which one in ten was accepted."""
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    lines = []
    for number in range(first, first + count):
        # Odd multipliers: different numbers stay different.
        address = (number * 2_654_435_761 + seed) & 0xFFFFFFFF
        fingerprint = (number * 0x9E3779B97F4A7C15 + seed) & 0xFFFFFFFFFFFFFFFF
        lines.append((ACCEPTED if number % 10 == 0 else REJECTED) % (
            now, number, address >> 24, address >> 16 & 255, address >> 8 & 255, address & 255,
            number, number, fingerprint))
    return "".join(lines).encode()


def peak_memory(process):
    """VmHWM in KiB."""
    with open(f"/proc/{process.pid}/status") as status:
        return int(next(line.split()[1] for line in status if line.startswith("VmHWM")))


def size_of_state(program):
    paths = (program.state.with_name(program.state.name + end) for end in ("", "-wal"))
    return sum(path.stat().st_size for path in paths if path.exists())


def wait_for(program, collector, requests, limit=600):
    """Waits until so many are counted; the largest size of the state meanwhile."""
    end, largest = time.monotonic() + limit, 0
    while True:
        collector.check()
        largest = max(largest, size_of_state(program))
        found = program.report()["requests"]
        if found == requests:
            return largest
        if found > requests or time.monotonic() > end:
            raise Failure(f"{found} requests counted instead of {requests}")
        time.sleep(0.5)


def run(program, seed, lines):
    collector = Collector(program)
    log, old = program.source, program.source.with_name("app.log.1")
    written, largest, peak = 0, 0, 0
    file = open(log, "wb", buffering=0)
    file.write(block(0, BLOCK, seed))
    written = BLOCK
    program.collect_once()
    collector.start()
    try:
        while written < lines:
            count = min(BLOCK, lines - written)
            file.write(block(written, count, seed))
            written += count
            if file.tell() > PART_BYTES and written < lines:
                file.close()
                os.rename(log, old)
                file = open(log, "wb", buffering=0)
                largest = max(largest, wait_for(program, collector, written))
                old.unlink()
        largest = max(largest, wait_for(program, collector, written))
        peak = peak_memory(collector.process)
        collector.end()
    finally:
        collector.stop()
        file.close()
    return judge(program, written, max(largest, size_of_state(program)), peak)


def judge(program, written, largest, peak):
    demand_sound(program.state)
    accepted = (written + 9) // 10
    wanted = {("dedicated", "tracking-ingest", "accepted"): accepted,
              ("unknown", "db", "rejected"): written - accepted}
    counted = dict(program.counted())
    line = f"written={written} counted={sum(counted.values())} VmHWM={peak}KiB state={largest}B"
    if counted != wanted:
        raise Failure(f"{line}: {counted} instead of {wanted}")
    if peak > MEMORY_KIB:
        raise Failure(f"{line}: more memory than {MEMORY_KIB} KiB")
    if largest > STATE_BYTES:
        raise Failure(f"{line}: a state of more than {STATE_BYTES} bytes")
    return line
