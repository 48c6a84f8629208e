"""Compares `keywatch report` with other tools on one large log: same counts, then time and memory;
and the formats in which a log may be written with each other (formats.py).

A tool is a row of TOOLS in tools.py. Nothing here fails for being slow: a difference in the counts
does. Times on a shared machine wander, so every tool runs in interleaved pairs with keywatch and
the ratios are those of the pairs.
"""

import argparse
import os
import pathlib
import platform
import statistics
import sys

import formats
import log
import tools
from measure import run

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Requests that are written in every format.
FORMAT_LINES = 1_000_000


def main():
    options = arguments()
    if options.pairs < 1:
        sys.exit("bench: at least one pair")
    use_the_built_in_configuration(options.folder)
    data = log.prepare(options.keywatch, options.lines, options.seed, options.folder, options.fresh)
    keywatch = tools.keywatch(options.keywatch)
    peers = [tool for tool in tools.TOOLS if tool.name in options.tools]

    load_before = os.getloadavg()
    ours = answer(keywatch, data)
    differences = tools.differences(ours, tools.truth(data), "truth.json")
    for peer in peers:
        differences += tools.differences(ours, answer(peer, data), peer.name)
    if differences:
        sys.exit("bench: the counts differ\n  " + "\n  ".join(differences))

    pairs = {peer.name: interleave(keywatch, peer, data.path, options.pairs) for peer in peers}
    print_head(options, data, ours, load_before)
    print_table(keywatch.name, pairs)
    print_goals(peers, pairs)
    lines = min(options.lines, FORMAT_LINES)
    formats.compare(options.keywatch, data.path, lines, options.pairs)


def arguments():
    parser = argparse.ArgumentParser(description="compare keywatch report with other tools")
    parser.add_argument("--lines", type=int, default=2_500_000, help="about 400 bytes each")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--pairs", type=int, default=7, help="interleaved runs of each pair")
    parser.add_argument("--tools", nargs="*", default=[tool.name for tool in tools.TOOLS])
    parser.add_argument("--fresh", action="store_true", help="generate the log anew")
    parser.add_argument("--keywatch", type=absolute, default=ROOT / ".build/release/keywatch")
    parser.add_argument("--folder", type=absolute, default=ROOT / ".build/bench")
    return parser.parse_args()


def absolute(text):
    return pathlib.Path(text).resolve()


def use_the_built_in_configuration(folder):
    """Keeps a configuration of this machine's user out of the figures."""
    folder.mkdir(parents=True, exist_ok=True)
    os.chdir(folder)
    os.environ.pop("KEYWATCH_CONFIG", None)
    os.environ["XDG_CONFIG_HOME"] = str(folder)


def answer(tool, data):
    """What the tool counts; this run also warms the cache and is not measured."""
    return tool.answer(run(tool.command(data.path)).output)


def interleave(keywatch, peer, path, count):
    """`count` pairs of runs, who begins taking turns."""
    pairs = []
    for turn in range(count):
        order = [keywatch, peer] if turn % 2 == 0 else [peer, keywatch]
        runs = {tool.name: run(tool.command(path)) for tool in order}
        pairs.append((runs[keywatch.name], runs[peer.name]))
    return pairs


def spread(values, digits):
    """Median (least–greatest)."""
    median, least, greatest = (
        f"{value:.{digits}f}" for value in (statistics.median(values), min(values), max(values))
    )
    return f"{median} ({least}–{greatest})"


def ratios(pairs, measure):
    """The other tool's measure over keywatch's, pair by pair."""
    return [getattr(theirs, measure) / max(getattr(ours, measure), 1e-6) for ours, theirs in pairs]


def print_head(options, data, ours, load_before):
    size = data.path.stat().st_size
    before, after = (f"{load[0]:.2f}" for load in (load_before, os.getloadavg()))
    print(f"{data.path.name}: {ours['lines']:,} lines, {size / 1e9:.2f} GB, seed {options.seed}")
    print(f"counts equal: truth.json {' '.join(options.tools)}")
    print(f"{options.pairs} interleaved pairs each, warm cache, 2 threads; median (least–greatest)")
    print(f"{os.cpu_count()} cores, {platform.release()}, load average {before} then {after}")
    print()


def print_table(name, pairs):
    rows = [["tool", "wall s", "cpu s", "peak MiB", "wall ÷ keywatch", "cpu ÷ keywatch"]]
    ours = [mine for runs in pairs.values() for mine, _ in runs]
    if ours:
        rows.append([name, *measures(ours), "1", "1"])
    for peer, runs in pairs.items():
        paired = [spread(ratios(runs, measure), 2) for measure in ("wall", "cpu")]
        rows.append([peer, *measures([theirs for _, theirs in runs]), *paired])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths)).rstrip())
    print()


def measures(runs):
    return [
        spread([one.wall for one in runs], 3),
        spread([one.cpu for one in runs], 3),
        spread([one.peak for one in runs], 0),
    ]


def print_goals(peers, pairs):
    for peer in peers:
        for goal in peer.goals:
            value = statistics.median(ratios(pairs[peer.name], goal.measure))
            print_goal(value >= goal.least, f"{goal.text}: {goal.shown(value):.2f}")
    peaks = [ours.peak for runs in pairs.values() for ours, _ in runs]
    if peaks:
        text = f"P6 at most {tools.PEAK_MIB} MiB: {max(peaks):.0f}"
        print_goal(max(peaks) <= tools.PEAK_MIB, text)


def print_goal(is_met, text):
    print("met " if is_met else "open", text)


if __name__ == "__main__":
    main()
