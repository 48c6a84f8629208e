"""The program under test, by its command line alone."""

import collections
import json
import os
import shlex
import signal
import subprocess
import threading
import time

from .lines import OTHER, UNDECODED


class Failure(Exception):
    """What was demanded and did not happen."""


class Program:
    """Runs commands on one SOURCE with one state, both in one folder."""

    def __init__(self, command, folder):
        self.command = shlex.split(str(command))
        self.folder = folder
        self.source = folder / "app.log"
        self.state = folder / "state" / "keywatch.db"
        self.errors = folder / "errors"
        self.state.parent.mkdir(mode=0o700, exist_ok=True)
        self.environment = {"HOME": str(folder), "PATH": os.environ["PATH"], "TZ": "UTC"}

    def arguments(self, *words, state=None):
        return [*self.command, *map(str, words), "--state", str(state or self.state)]

    def run(self, *words, state=None, prefix=(), limit=120):
        """One command to its end: status, output, what it said."""
        done = subprocess.run(
            [*prefix, *self.arguments(*words, state=state)], cwd=self.folder, timeout=limit,
            env=self.environment, stdin=subprocess.DEVNULL, capture_output=True)
        return done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace")

    def start(self, *words, prefix=()):
        """One command, to be ended by the caller; what it says is added to `errors`."""
        with open(self.errors, "ab") as errors:
            return subprocess.Popen(
                [*prefix, *self.arguments(*words)], cwd=self.folder, env=self.environment,
                stdin=subprocess.DEVNULL, stdout=errors, stderr=errors)

    def said(self):
        return self.errors.read_text(errors="replace") if self.errors.exists() else ""

    def collect_once(self, state=None):
        status, _, errors = self.run("collect", self.source, "--once", state=state)
        if status != 0:
            raise Failure(f"collect --once ended with {status}: {errors.strip()}")

    def report(self, state=None):
        """The stored figures as JSON; nothing where there is no state yet."""
        status, output, errors = self.run(
            "report", "--from-state", "--format", "json", state=state)
        if status not in (0, 65):
            raise Failure(f"report --from-state ended with {status}: {errors.strip()}")
        return json.loads(output)

    def counted(self, state=None):
        """The stored figures, in the words of `lines.cell`."""
        report = self.report(state)
        lines, found = report["lines"], collections.Counter()
        for row in report["keys"]:
            for api, outcomes in row["apis"].items():
                for outcome in ("accepted", "rejected"):
                    found[row["key"], api, outcome] = outcomes[outcome]
            within = sum(sum(outcomes.values()) for outcomes in row["apis"].values())
            found[OTHER] += row["requests"] - within
        found[UNDECODED] = lines["undecoded"]
        found[OTHER] += sum(lines[word] for word in ("merged", "suspect", "outside", "blank"))
        read = sum(lines[word] for word in ("decoded", "merged", "suspect", "outside", "blank",
                                            "undecoded"))
        if lines["read"] != read or lines["decoded"] != report["requests"]:
            raise Failure(f"the line counts do not add up: {lines}")
        if report["requests"] != sum(report["outcomes"].values()):
            raise Failure(f"outcomes do not add up: {report['outcomes']}")
        return +found

    def verify(self, state=None):
        """Demands that the program itself finds its counts right."""
        status, output, errors = self.run("verify", "--format", "json", state=state)
        if status != 0 or json.loads(output)["equal"] is not True:
            raise Failure(f"verify ended with {status}: {output.strip()} {errors.strip()}")


class Collector:
    """A running `collect` that is killed and started again; whoever holds it decides when."""

    def __init__(self, program):
        self.program = program
        self.kills = 0
        self.lock = threading.RLock()
        self.process = None

    def start(self, prefix=()):
        self.process = self.program.start("collect", self.program.source, prefix=prefix)

    def check(self):
        """Demands that it has not ended by itself."""
        status = self.process.poll()
        if status is not None:
            raise Failure(f"collect ended by itself with {status}: {self.program.said()[-500:]}")

    def kill(self):
        with self.lock:
            self.check()
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()
            self.kills += 1

    def end(self, how=signal.SIGTERM):
        """Ends it as a service does, and demands status 0."""
        with self.lock:
            self.wait_for_handler(how)
            self.process.send_signal(how)
            try:
                status = self.process.wait(60)
            except subprocess.TimeoutExpired:
                raise Failure(f"collect did not end within 60 s of {how.name}") from None
            if status != 0:
                said = self.program.said()[-500:]
                raise Failure(f"collect ended with {status} on {how.name}: {said}")

    def wait_for_handler(self, how, limit=30):
        """Waits until it catches a signal that it dies of before that."""
        end = time.monotonic() + limit
        while time.monotonic() < end:
            self.check()
            with open(f"/proc/{self.process.pid}/status") as status:
                caught = next(line for line in status if line.startswith("SigCgt:"))
            if int(caught.split()[1], 16) >> (how - 1) & 1:
                return
            time.sleep(0.01)
        raise Failure(f"collect does not catch {how.name}")

    def stop(self):
        """Ends it however it is."""
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def catch_up(self, wanted, limit=30):
        """Waits until the state holds `wanted`; nobody may kill meanwhile."""
        end = time.monotonic() + limit
        while True:
            self.check()
            found = self.program.counted()
            if found == wanted:
                return
            if time.monotonic() > end:
                raise Failure(f"not caught up in {limit} s: {difference(wanted, found)}")
            time.sleep(0.02)


def difference(wanted, found):
    """How many lines are missing and how many too many."""
    return f"lost={sum((wanted - found).values())} twice={sum((found - wanted).values())}"
