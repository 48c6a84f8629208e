"""The end of a run: everything is counted, once, and stays so."""

from . import disk
from .program import Failure, difference


def settle(program, log, state=None, **figures):
    """Reads the rest and demands equality with the disk; the figures as a line of text."""
    program.collect_once(state)
    found = disk.count(log.path)
    if found + log.erased + log.gone != +log.written:
        raise AssertionError("the harness lost count of its own lines")
    wanted = found + log.erased
    counted = program.counted(state)
    figures |= {
        "written": log.written.total(), "disk": found.total(), "erased": log.erased.total(),
        "gone": log.gone.total(), "counted": counted.total(),
        "lost": (wanted - counted).total(), "twice": (counted - wanted).total(),
    }
    line = " ".join(f"{name}={value}" for name, value in figures.items())
    if counted != wanted:
        raise Failure(f"{line}\n{detail(wanted, counted)}")
    program.collect_once(state)
    if program.counted(state) != wanted:
        raise Failure(f"{line}; a second run: {difference(wanted, program.counted(state))}")
    program.verify(state)
    return line


def detail(wanted, counted):
    """The first cells that differ."""
    cells = sorted(cell for cell in wanted | counted if wanted[cell] != counted[cell])
    return "\n".join(f"    {'/'.join(cell)}: {counted[cell]} instead of {wanted[cell]}"
                     for cell in cells[:8])
