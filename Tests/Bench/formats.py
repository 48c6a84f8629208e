"""Compares the ways of writing the same requests: JSON, logfmt, combined log format, doctl's JSON.

All four have to give the same tally; then the CPU time of each is set against that of JSON, in
interleaved runs. Requests whose user agent has quotes are left out: writers escape them in ways of
their own.
"""

import datetime
import itertools
import json
import statistics
import sys

from measure import run

# What the formats may cost at most, as a multiple of JSON.
GOALS = {"logfmt": 3.0, "combined": 3.0}
# What the same requests have to agree in.
TALLY = ("requests", "outcomes", "not_attempts", "keys", "callers", "rejections")


def quoted(value):
    text = str(value)
    return f'"{text}"' if " " in text else text


def as_json(line, fields):
    return line


def as_logfmt(line, fields):
    flat = {name: value for name, value in fields.items() if name != "auth"}
    flat |= {f"auth_{name}": value for name, value in fields["auth"].items()}
    return " ".join(f"{name}={quoted(value)}" for name, value in flat.items()) + "\n"


def as_combined(line, fields):
    time = datetime.datetime.fromisoformat(fields["ts"]).strftime("%d/%b/%Y:%H:%M:%S %z")
    request = f"{fields['method']} {fields['path']} HTTP/1.1"
    pairs = {"client": fields.get("client")}
    pairs |= {f"auth_{name}": value for name, value in fields["auth"].items()}
    added = " ".join(f"{name}={quoted(value)}" for name, value in pairs.items() if value)
    return (
        f'{fields["source"]} - - [{time}] "{request}" {fields["status"]} {len(line)} "-" '
        f'"{fields["user_agent"]}" {added}\n'
    )


def as_doctl(line, fields):
    return f"web {fields['ts'][:-1]}000000Z {line}"


FORMATS = {"JSON": as_json, "logfmt": as_logfmt, "combined": as_combined, "doctl": as_doctl}


def prepare(source, lines):
    """The files of all formats with the first requests of a log: from an earlier run, if it made
    them of the same log."""
    folder = source.parent / "formats"
    folder.mkdir(exist_ok=True)
    paths = {name: folder / f"{name.lower()}-{lines}.log" for name in FORMATS}
    if all(path.exists() for path in paths.values()):
        return paths
    files = {name: open(path.with_suffix(".new"), "w") for name, path in paths.items()}
    with open(source) as log:
        requests = (line for line in log if '"event":"request"' in line and "\\" not in line)
        for line in itertools.islice(requests, lines):
            fields = json.loads(line)
            for name, file in files.items():
                file.write(FORMATS[name](line, fields))
    for name, file in files.items():
        file.close()
        paths[name].with_suffix(".new").rename(paths[name])
    return paths


def command(keywatch, path):
    return [str(keywatch), "report", "--format", "json", "--jobs", "1", str(path)]


def tally(output):
    """What a report says of the requests."""
    report = json.loads(output)
    return {name: essence(report[name]) for name in TALLY}


def essence(value):
    """Times are cut to seconds: the combined log format knows no more."""
    if isinstance(value, dict):
        return {name: essence(part) for name, part in value.items()}
    if isinstance(value, list):
        return [essence(part) for part in value]
    if isinstance(value, str) and len(value) == 24 and value.endswith("Z"):
        return value[:19] + "Z"
    return value


def compare(keywatch, source, lines, rounds):
    """Prints what each format costs; ends the benchmark where two give different tallies."""
    paths = prepare(source, lines)
    wanted = None
    for name, path in paths.items():
        found = tally(run(command(keywatch, path)).output)
        wanted = wanted or found
        if found != wanted:
            parts = [part for part in wanted if found[part] != wanted[part]]
            sys.exit(f"bench: {name} gives another tally than JSON: {' '.join(parts)}")
    runs = {name: [] for name in paths}
    for _ in range(rounds):
        for name, path in paths.items():
            runs[name].append(run(command(keywatch, path)).cpu)
    lines = wanted["requests"]
    print(f"\n{lines:,} requests as {', '.join(paths)}: tallies equal")
    for name, times in runs.items():
        ratios = [mine / base for mine, base in zip(times, runs["JSON"])]
        each = min(times) / lines * 1e6
        ratio = statistics.median(ratios)
        print(f"  {name.ljust(8)}  {each:.3f} µs of CPU a line at best, {ratio:.2f} × JSON")
        if name in GOALS:
            met = "met " if ratio <= GOALS[name] else "open"
            print(f"{met} {name} at most {GOALS[name]:.0f} × JSON: {ratio:.2f}")
