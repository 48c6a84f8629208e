"""A log and its writer: lines, some in two pieces, and everything that rotates or spoils it."""

import collections
import gzip
import os
import random
import time

from .lines import Lines, cell


class Log:
    """The live file, what was written to it, and what is no longer on disk.

    `erased` was counted before it went, `gone` never was: what the state has to hold is
    everything written, less `gone`.
    """

    def __init__(self, path, seed, banner=b"", dated=False):
        self.path = path
        self.banner = banner
        self.dated = dated
        self.lines = Lines(seed)
        self.random = random.Random(f"log {seed}")
        self.written, self.erased, self.gone = (collections.Counter() for _ in range(3))
        self.rotations = 0
        self.file = None
        self.open()

    def open(self):
        """Opens the live file as a logger does, and begins a new one with the banner."""
        self.file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        if os.fstat(self.file).st_size == 0:
            self.begin()

    def begin(self):
        if self.banner:
            self.put(self.banner)

    def rotated(self, number, ending=""):
        """The name after so many rotations; a dated one is kept."""
        place = f"-20261122-{self.rotations + 1 - number:06}" if self.dated else f".{number}"
        return self.path.with_name(f"{self.path.name}{place}{ending}")

    def expected(self):
        return +(self.written - self.gone)

    def note(self, text):
        self.written.update(map(cell, text.split(b"\n")[:-1]))

    def put(self, text, file=None):
        os.write(self.file if file is None else file, text)
        self.note(text)

    def put_in_two(self, text, file, between):
        """Writes the first piece of a line, does `between`, writes the rest to the same file."""
        cut = self.random.randrange(1, len(text))
        os.write(file, text[:cut])
        between()
        os.write(file, text[cut:])
        self.note(text)

    def pause(self, longest=0.003):
        time.sleep(self.random.uniform(0, longest))

    def burst(self, most=40):
        """Some lines, 5 % of them in two pieces."""
        for _ in range(self.random.randint(1, most)):
            if self.random.random() < 0.05:
                self.put_in_two(self.lines.draw(), self.file, self.pause)
            else:
                self.put(self.lines.draw())

    def shift(self):
        """Makes room for a new `.1`, as logrotate does."""
        self.rotations += 1
        if self.dated:
            return
        numbers = {}
        for path in self.path.parent.glob(self.path.name + ".*"):
            number, _, ending = path.name[len(self.path.name) + 1:].partition(".")
            numbers[int(number)] = ending and "." + ending
        for number in sorted(numbers, reverse=True):
            os.rename(self.rotated(number, numbers[number]),
                      self.rotated(number + 1, numbers[number]))

    def rotate(self):
        """By renaming: the writer may finish a line in the old file, or write more there."""
        old = self.file
        if self.random.random() < 0.3:
            self.put_in_two(self.lines.draw(), old, self.rename)
        else:
            self.rename()
        for _ in range(self.random.choice((0, 0, 3))):
            self.pause()
            self.put(self.lines.draw(), old)
            self.put(self.lines.draw())
        os.close(old)

    def rename(self):
        self.shift()
        os.rename(self.path, self.rotated(1))
        self.pause()
        self.open()

    def copy_and_truncate(self):
        self.shift()
        with open(self.path, "rb") as source, open(self.rotated(1), "wb", buffering=0) as copy:
            while piece := source.read(self.random.choice((4096, 65536, 1 << 20))):
                copy.write(piece)
                self.pause(0.002)
        self.pause(0.03)
        os.ftruncate(self.file, 0)

    def compress(self, number=1):
        """As gzip does: the compressed file grows beside the other, which is removed then."""
        path, packed = self.rotated(number), self.rotated(number, ".gz")
        data = path.read_bytes()
        # Two members are one file to gzip.
        cut = self.random.randrange(len(data) + 1) if self.random.random() < 0.3 else len(data)
        data = gzip.compress(data[:cut]) + (gzip.compress(data[cut:]) if cut < len(data) else b"")
        half = self.random.randrange(len(data))
        with open(packed, "wb", buffering=0) as out:
            out.write(data[:half])
            self.pause(0.01)
            out.write(data[half:])
        self.pause()
        path.unlink()

    def save(self):
        """As an editor does: the text and a line or two in a new file that takes the name."""
        added = b"".join(self.lines.draw() for _ in range(self.random.randint(1, 2)))
        new = self.path.with_name(".app.log.new")
        new.write_bytes(self.path.read_bytes() + added)
        self.note(added)
        self.pause()
        os.rename(new, self.path)
        os.close(self.file)
        self.open()

    def erase(self):
        """Truncates the live file, all of which was counted, and fills it anew at once."""
        old = self.path.read_bytes()
        self.erased.update(map(cell, old.split(b"\n")[:-1]))
        # Not more than can be read between two kills.
        size = min(self.random.choice((len(old) // 3, len(old), len(old), len(old) * 2)), 1 << 20)
        text = bytearray(self.banner)
        while len(text) < size - 1000:
            text += self.lines.draw()
        # Often it ends where the old content did: no size tells the two apart.
        text += self.lines.draw(size - len(text))
        os.ftruncate(self.file, 0)
        self.put(bytes(text))

    def close(self):
        os.close(self.file)
