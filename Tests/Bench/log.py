"""The log to measure on: made by `keywatch demo --headless`, with its truth beside it."""

import dataclasses
import json
import pathlib
import shutil

from measure import run


@dataclasses.dataclass(frozen=True)
class Log:
    path: pathlib.Path
    truth: dict


def prepare(keywatch, lines, seed, folder, fresh):
    """The log of that size, from an earlier run unless `fresh`: equal seeds give equal bytes."""
    home = folder / f"seed{seed}-{lines}"
    if fresh and home.exists():
        shutil.rmtree(home)
    if not home.exists():
        generate(keywatch, lines, seed, home)
    return Log(home / "all.log", json.loads((home / "truth.json").read_text()))


def generate(keywatch, lines, seed, home):
    """Puts the rotated files, oldest first, into one; the folder gets its name when it is complete."""
    parts = home.with_suffix(".new")
    shutil.rmtree(parts, ignore_errors=True)
    parts.mkdir(parents=True)
    size = ["--seed", str(seed), "--lines", str(lines)]
    run([str(keywatch), "demo", "--headless", *size, "--out", str(parts)])
    rotated = sorted(parts.glob("app.log.*"), key=lambda part: int(part.suffix[1:]), reverse=True)
    with open(parts / "all.log", "wb") as whole:
        for part in [*rotated, parts / "app.log"]:
            with open(part, "rb") as source:
                shutil.copyfileobj(source, whole, 1 << 20)
            part.unlink()
    parts.rename(home)
