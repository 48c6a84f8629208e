"""Counts logs of known truth, clean and dirty, and compares every figure with the truth.

Usage: exact.py [--lines N] [--seed N]
The log is the demo's; its variants (CRLF, spaced, shuffled fields, torn lines) come from
Tests/KeywatchSimulationTests/LogVariant.swift. Ends with 1 at the first figure that differs.
"""

import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
KEYWATCH = TOP / ".build/release/keywatch"
VARIANTS = TOP / ".build/torture/variants"
SOURCES = [
    "Tests/Bench/Variants/main.swift",
    "Tests/KeywatchSimulationTests/LogVariant.swift",
    "Tests/KeywatchSimulationTests/VariantTruth.swift",
]


def build_variants():
    VARIANTS.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["swiftc", "-O", *SOURCES, "-o", str(VARIANTS)], cwd=TOP, check=True)


def make_log(folder, seed, lines):
    """The demo's log as one file, oldest lines first, and its truth."""
    command = [KEYWATCH, "demo", "--headless", "--seed", str(seed), "--lines", str(lines)]
    subprocess.run([*command, "--out", folder], check=True)
    parts = sorted(folder.glob("app.log.*"), key=lambda path: -int(path.suffix[1:]))
    log = folder / "whole.log"
    with log.open("wb") as out:
        for part in [*parts, folder / "app.log"]:
            out.write(part.read_bytes())
            part.unlink()
    return log, folder / "truth.json"


def make_variant(folder, name, log, truth):
    variant, its_truth = folder / f"{name}.log", folder / f"{name}.json"
    with log.open("rb") as source, variant.open("wb") as out:
        command = [VARIANTS, name, "5", truth, its_truth]
        subprocess.run(command, stdin=source, stdout=out, check=True)
    return variant, its_truth


def differences(wanted, found, place=""):
    """The figures of the truth that the report does not have, as lines of text."""
    if isinstance(wanted, dict):
        for name, value in wanted.items():
            # A line that is lost is not decoded; how it is counted then is another test's.
            if name in ("schema", "lines"):
                continue
            yield from differences(value, (found or {}).get(name), f"{place}.{name}")
    elif isinstance(wanted, list):
        by_key = {row["key"]: row for row in found or []}
        for row in wanted:
            yield from differences(row, by_key.get(row["key"]), f"{place}[{row['key']}]")
    elif wanted != found and not (wanted == 0 and found is None):
        yield f"{place[1:]}: {found} instead of {wanted}"


def check(name, log, truth):
    wanted = json.loads(truth.read_text())
    failed = False
    for jobs in (1, 2):
        command = [KEYWATCH, "report", "--format", "json", "--jobs", str(jobs), log]
        found = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
        wrong = list(differences(wanted, found))
        verdict = f"{len(wrong)} WRONG" if wrong else "equal to the truth in every figure"
        requests, undecoded = found["requests"], found["lines"]["undecoded"]
        print(f"{name:9} {jobs} job{'s' if jobs > 1 else ' '} {requests:>9} requests "
              f"{undecoded:>6} undecoded  {verdict}", flush=True)
        for line in wrong[:10]:
            print("   ", line)
        failed = failed or bool(wrong)
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lines", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    build_variants()
    failed = False
    with tempfile.TemporaryDirectory(prefix="keywatch-exact-") as name:
        folder = pathlib.Path(name)
        log, truth = make_log(folder, options.seed, options.lines)
        failed = check("fixed", log, truth)
        for variant in ("crlf", "spaced", "shuffled", "torn"):
            its_log, its_truth = make_variant(folder, variant, log, truth)
            failed = check(variant, its_log, its_truth) or failed
            its_log.unlink()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
