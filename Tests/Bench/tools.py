"""The tools that are compared, each a row: how it is called, what its output says, what the goals are.

An answer is a dictionary in the words of keywatch's report. Two answers are compared in what both
of them hold.
"""

import dataclasses
import json
import pathlib
import sys
import typing

HERE = pathlib.Path(__file__).resolve().parent
PEAK_MIB = 64


@dataclasses.dataclass(frozen=True)
class Goal:
    """A least ratio of the tool's measure to keywatch's."""

    text: str
    measure: str
    least: float
    shown: typing.Callable[[float], float] = lambda ratio: ratio


@dataclasses.dataclass(frozen=True)
class Tool:
    name: str
    command: typing.Callable[[pathlib.Path], list]
    answer: typing.Callable[[str], dict]
    goals: tuple = ()


def keywatch(binary):
    """The one all others are compared with."""
    flags = ["report", "--format", "json", "--jobs", "2"]
    return Tool("keywatch report", lambda path: [str(binary), *flags, str(path)], of_report)


def of_report(output):
    """The answer in a report."""
    report = json.loads(output)
    rejections = report["rejections"]
    return {
        "lines": report["lines"]["read"],
        **counts(report),
        "rejected sources": len(rejections["sources"]) + rejections["others"],
        "most rejected source": max((row["rejected"] for row in rejections["sources"]), default=0),
        "callers": {
            f"{row['caller']} {key}": use["accepted"]
            for row in report["callers"]
            for key, use in row["keys"].items()
            if use["accepted"] > 0
        },
    }


def truth(data):
    """The answer of the one who made the log."""
    return counts(data.truth)


def counts(report):
    """What report and truth.json have in common, rows without a count left out."""
    return {
        "requests": report["requests"],
        "outcomes": report["outcomes"],
        "keys": {
            f"{row['key']} {api} {outcome}": count
            for row in report["keys"]
            for api, outcomes in row.get("apis", {}).items()
            for outcome, count in outcomes.items()
            if count > 0
        },
        "requests by key": {
            row["key"]: row["requests"] for row in report["keys"] if row["requests"] > 0
        },
        "rejections": report["rejections"]["total"],
        "reasons": report["rejections"]["reasons"],
    }


def differences(ours, theirs, name):
    """One line for each thing both count and count differently."""
    found = []
    for what in ours.keys() & theirs.keys():
        mine, other = ours[what], theirs[what]
        if mine == other:
            continue
        if isinstance(mine, dict):
            parts = sorted(mine.keys() | other.keys())
            pairs = [(part, mine.get(part, 0), other.get(part, 0)) for part in parts]
            unequal = [f"{part}: {a} / {b}" for part, a, b in pairs if a != b]
            found.append(f"{what}, keywatch / {name}: {', '.join(unequal[:5])}")
        else:
            found.append(f"{what}, keywatch / {name}: {mine} / {other}")
    return sorted(found)


TOOLS = [
    Tool(
        "duckdb",
        lambda path: [sys.executable, "-B", str(HERE / "duckdb_tally.py"), str(path)],
        json.loads,
        (
            Goal("P1 at least 4 times faster than DuckDB", "wall", 4),
            Goal("P1 at least 5 times less CPU than DuckDB", "cpu", 5),
        ),
    ),
    Tool(
        "wc -l",
        lambda path: ["wc", "-l", str(path)],
        lambda output: {"lines": int(output.split()[0])},
        (Goal("P3 at most 2.3 times the time of wc -l", "wall", 1 / 2.3, lambda ratio: 1 / ratio),),
    ),
]
