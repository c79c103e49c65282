"""Our build and Hugo's of the same catalogue, in turn: `python -m bench.build --hugo /path/to/hugo 1000`.

Prints medians of wall time, processor time and peak memory, and the ratios. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench import catalogue, hugo

PROJECT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Run:
    """What one run took: seconds by the clock, seconds of processors, and megabytes at the most in one process."""

    wall: float
    cpu: float
    memory: float


def run(command: Sequence[str | Path]) -> Run:
    """Runs a command to its end. Stops the benchmark when it fails."""
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, stdout=said, stderr=said, cwd=PROJECT)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise SystemExit(said.read().decode()[-3000:])
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / (1024**2 if sys.platform == "darwin" else 1024))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("counts", type=int, nargs="+", metavar="ROLES")
    parser.add_argument("--hugo", required=True, metavar="PROGRAM")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "pathways-bench")
    given = parser.parse_args()
    print("| roles | what | wall, Hugo | wall, ours | ratio | CPU, Hugo | CPU, ours | ratio | MB, Hugo | MB, ours |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for count in given.counts:
        ours, theirs = given.folder / f"ours-{count}", given.folder / f"hugo-{count}"
        catalogue.write(ours, count)
        hugo.write(ours, theirs)
        build = [sys.executable, PROJECT / "build.py", "build", "--root", ours]
        other = [given.hugo, "--quiet", "--source", theirs]
        ladder = ours / "pathways/ladders/ladder-0.yaml"

        def nothing() -> None:
            pass

        def cold(ours: Path = ours, theirs: Path = theirs) -> None:
            for folder in (ours / ".cache", ours / "site", theirs / "public", theirs / "resources"):
                shutil.rmtree(folder, ignore_errors=True)

        def edit(ladder: Path = ladder) -> None:
            ladder.write_text(ladder.read_text(encoding="utf-8").replace("summary: ", "summary: So ", 1), encoding="utf-8")

        cases: tuple[tuple[str, Callable[[], None]], ...] = (("cold", cold), ("nothing changed", nothing), ("one text edited", edit))
        for what, before in cases:
            pairs = []
            for _ in range(given.runs):
                before()
                pairs.append((run(other), run(build)))
            shown = [str(count), what]
            for unit in ("wall", "cpu"):
                their, our = (statistics.median(getattr(pair[at], unit) for pair in pairs) for at in (0, 1))
                shown += [f"{their:.2f} s", f"{our:.2f} s", f"{our / their:.2f}"]
            shown += [f"{statistics.median(pair[at].memory for pair in pairs):.0f}" for at in (0, 1)]
            print(f"| {' | '.join(shown)} |", flush=True)


if __name__ == "__main__":
    main()
