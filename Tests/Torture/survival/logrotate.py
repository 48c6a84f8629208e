"""The real logrotate, with a writer that never pauses for it."""

import pathlib
import shutil
import subprocess
import threading
import time

from . import disk
from .lines import UNDECODED
from .log import Log
from .outcome import detail
from .program import Collector, Failure

UNPACKED = pathlib.Path(__file__).resolve().parents[3] / ".build/logrotate/usr/sbin/logrotate"


def rotator(program, mode):
    """What to run for one rotation."""
    settings = program.folder / "logrotate.conf"
    settings.write_text(
        f"{program.source} {{\n  rotate 30\n  {mode}\n  nocompress\n  missingok\n}}\n")
    settings.chmod(0o644)
    found = shutil.which("logrotate", path="/usr/sbin:/usr/bin:/sbin") or UNPACKED
    return [found, "-f", "-s", program.folder / "logrotate.status", settings]


class FullSpeed:
    """Writes as fast as it can, and opens the log anew when it is told to."""

    def __init__(self, log):
        self.log = log
        self.reopen, self.stop = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self.write)
        self.thread.start()

    def write(self):
        while not self.stop.is_set():
            self.log.put(b"".join(self.log.lines.draw() for _ in range(20)))
            if self.reopen.is_set():
                self.log.close()
                self.log.open()
                self.reopen.clear()

    def end(self):
        self.stop.set()
        self.thread.join()


def run(program, seed, mode, rotations=10):
    log, collector = Log(program.source, seed), Collector(program)
    log.burst(100)
    program.collect_once()
    collector.start()
    writer = FullSpeed(log)
    try:
        command = rotator(program, mode)
        for _ in range(rotations):
            time.sleep(log.random.uniform(0.2, 0.8))
            subprocess.run(command, check=True, capture_output=True)
            if mode == "create":
                writer.reopen.set()
        time.sleep(0.5)
    finally:
        writer.end()
    try:
        collector.end()
    finally:
        collector.stop()
        log.close()
    return judge(program, log, mode, rotations)


def judge(program, log, mode, rotations):
    """`create` loses nothing. `copytruncate` does, and what it lost may have been counted before:
    the counts lie between what is on disk and what was written, and there are holes to see."""
    program.collect_once()
    found, counted = disk.count(log.path), program.counted()
    # A copy may end within a line, and what follows the cut is no line of ours either.
    for counts in (found, counted):
        torn = counts.pop(UNDECODED, 0)
    line = (f"rotations={rotations} written={log.written.total()} disk={found.total()} "
            f"counted={counted.total()} torn={torn} lost={(found - counted).total()} "
            f"twice={(counted - (found if mode == 'create' else log.written)).total()}")
    if found - counted or counted - log.written:
        raise Failure(f"{line}\n{detail(found, counted)}")
    if mode == "create" and counted != found:
        raise Failure(f"{line}\n{detail(found, counted)}")
    if mode == "copytruncate":
        holes = sum(len(row["holes"]) for row in program.report()["coverage"])
        line += f" holes={holes}"
        if holes == 0:
            raise Failure(f"{line}: truncations and no hole in the coverage")
    program.collect_once()
    again = program.counted()
    again.pop(UNDECODED, 0)
    if again != counted:
        raise Failure(f"{line}; a second run changes it")
    program.verify()
    return line
