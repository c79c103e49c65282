#!/usr/bin/env python3
"""Times what the browser works out while people explore: routes, what is within reach, filters.

`.venv/bin/python bench/explore.py` makes a catalogue of 3,000 roles and 30,000 moves from a seed, runs the site's own modules over it in
Chromium slowed down four times, as a mid-range phone is, and prints medians and the slowest in milliseconds.
"""

from __future__ import annotations

import argparse
import random
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT))

from playwright.sync_api import sync_playwright  # noqa: E402

from explorer.testing import browser  # noqa: E402

STAGES = 7
SCRIPT = """async ({ raw, pairs }) => {
  const [{ makeNetwork }, { makeFinder, routes, PRIORITIES }, { reach }, { filtered, counts, parse, FACETS }] =
    await Promise.all(['network', 'routes', 'paths', 'filters'].map(name => import(`/static/js/${name}.js`)))
  const times = {}
  const time = (name, work) => {
    const start = performance.now()
    const result = work()
    ;(times[name] ??= []).push(performance.now() - start)
    return result
  }
  const network = time('making the network', () => makeNetwork(raw))
  for (const priority of PRIORITIES) {
    const finder = time('weighing all steps', () => makeFinder(network, priority, new Set()))
    for (const [start, end] of pairs) time(`routes: ${priority}`, () => routes(finder, start, end))
    for (const [start] of pairs) time('within three moves', () => reach(finder.graph, start, 3, 'ahead'))
  }
  for (const query of ['flag=no-degree', 'not=nights&sort=pay', 'stage=s1,s2&pay=30000&sort=near', '']) {
    const filter = parse(new URLSearchParams(query))
    time('filtering', () => filtered(network, filter, new Set()))
    time('counting every filter', () => Object.keys(FACETS).map(name => counts(network, filter, name)))
  }
  return times
}"""


def network(roles: int, moves: int, seed: int) -> dict[str, Any]:
    """A catalogue as the scripts read it: ladders of twelve, most moves to the next stage of the same ladder or one near it."""
    chance = random.Random(seed)
    stage = [STAGES * (at % 12) // 12 for at in range(roles)]
    steps: list[list[Any]] = []
    while len(steps) < moves:
        start = chance.randrange(roles)
        end = min(roles - 1, max(0, start + chance.choice([1, 1, 1, 2, 12, -12, chance.randint(-300, 300)])))
        if start != end:
            low = chance.randint(0, 36)
            need = [[chance.choice([0, 1, 1, 2]), [[chance.randrange(roles // 3)]]]] if chance.random() < 0.6 else []
            steps.append([start, end, chance.choice([0, 0, 1, 2]), low, low + chance.randint(0, 24), 1, need, []])
    steps += [[-1, at, 4, 0, 6, 1, [], [], "Apply"] for at in range(0, roles, 12)]
    return {
        "stages": [[f"s{at}", f"Stage {at}"] for at in range(STAGES)],
        "groups": [["g", "Group", "teal"]],
        "ladders": [[f"l{at}", f"Ladder {at}", "g"] for at in range(roles // 12 + 1)],
        "funding": [],
        "qualifications": [{"id": f"q{at}", "title": f"Qualification {at}", "study": chance.randint(0, 72)} for at in range(roles // 3)],
        "roles": [
            {
                "id": f"r{at}",
                "title": f"Role {at}",
                "ladders": [at // 12],
                "stage": stage[at],
                "level": chance.randint(1, 8),
                "pay": [20000 + 5000 * stage[at], 25000 + 6000 * stage[at]],
                "patterns": chance.sample(["nights", "weekends", "weekdays"], 2),
                "settings": ["hospital"],
                "interests": chance.sample(["caring", "science", "numbers"], 2),
                "open": stage[at] == 0,
            }
            for at in range(roles)
        ],
        "steps": steps,
    }


class Quiet(SimpleHTTPRequestHandler):
    """Serves the modules as they are written."""

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  the name in the base class
        """Says nothing."""


def main() -> int:
    """Runs the benchmark and prints a line for each thing that is timed."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n", maxsplit=1)[0])
    parser.add_argument("--roles", type=int, default=3000)
    parser.add_argument("--moves", type=int, default=30000)
    parser.add_argument("--slowdown", type=float, default=4, help="how many times slower than this processor (default: 4)")
    parser.add_argument("--pairs", type=int, default=20, help="how many pairs of roles to find routes for (default: 20)")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    pairs = [[chance.randrange(options.roles), chance.randrange(options.roles)] for _ in range(options.pairs)]
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=PROJECT))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        page = chromium.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/static/js/")
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": options.slowdown})
        times = page.evaluate(SCRIPT, {"raw": network(options.roles, options.moves, options.seed), "pairs": pairs})
        chromium.close()
    server.shutdown()
    print(f"{options.roles} roles, {options.moves} moves, {options.slowdown:g} times slower; milliseconds: median, slowest")
    for name, some in times.items():
        print(f"  {name:24} {sorted(some)[len(some) // 2]:8.1f} {max(some):8.1f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
