"""The ground truth: what the files of a log hold, read without the program under test."""

import collections
import gzip

from .lines import cell


def files(log):
    """The live file and everything that was rotated away from it."""
    return sorted(log.parent.glob(log.name + "*"))


def text(path):
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def count(log):
    """What the complete lines of a log count as, over all its files."""
    found = collections.Counter()
    for path in files(log):
        found.update(map(cell, text(path).split(b"\n")[:-1]))
    return found


def fragments(log):
    """How many files end within a line."""
    return sum(not text(path).endswith(b"\n") for path in files(log) if path.stat().st_size)
