#!/usr/bin/env python3
"""Times the map as people use it: how soon it answers when a role is chosen, and what else they do there.

`.venv/bin/python bench/map.py` adds generated ladders to the project's own until there are 3,000 roles and 30,000 moves, builds the map
page, and prints how long the browser works at a click until it hands on the picture: scripts, styles and layout, painting. Milliseconds
of the processor, so that what else the machine does counts little. `--keep FOLDER` leaves the page there to look at.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import shutil
import sys
import tempfile
import threading
import time
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT))

import yaml  # noqa: E402
from playwright.sync_api import Browser, Locator, Page, sync_playwright  # noqa: E402

from explorer import scriptdata  # noqa: E402
from explorer.assets import static_files  # noqa: E402
from explorer.editions import Edition  # noqa: E402
from explorer.pages.map import map_pages  # noqa: E402
from explorer.render import Renderer  # noqa: E402
from explorer.routes import Steps  # noqa: E402
from explorer.site import Options, load  # noqa: E402
from explorer.testing import browser  # noqa: E402

STAGES = ("entry", "experienced", "associate", "practitioner", "senior", "advanced", "director")
BANDS = ("2", "3", "4", "5", "6", "7", "8a")
FIRST = ("Trainee", "Senior", "Lead", "Specialist", "Assistant", "Community", "Advanced", "Deputy", "Principal")
FIELD = ("pharmacy", "radiography", "dietetic", "theatre", "housing", "records", "payroll", "catering", "mental health", "emergency care")
JOB = ("assistant", "support worker", "technician", "practitioner", "officer", "manager", "co-ordinator", "consultant", "therapist")
# How likely a move is that leads so many stages up or down.
NEAR = (1, 0.8, 0.25, 0.05, 0, 0, 0)
# What the browser does for a picture, as its own record calls it.
WORK = {
    "EventDispatch": "scripts",
    "UpdateLayoutTree": "styles",
    "Layout": "layout",
    "PrePaint": "painting",
    "Paint": "painting",
    "Layerize": "painting",
}
IN_SIGHT = """() => [...document.querySelectorAll('.map-name')].flatMap((name, at) => {
  const [own, frame] = [name, name.closest('[data-frame]')].map(element => element.getBoundingClientRect())
  const upright = own.top > frame.top + 80 && own.bottom < Math.min(frame.bottom, innerHeight)
  return upright && own.left > frame.left + 130 && own.right < frame.right ? [at] : []
})"""


def write_sources(root: Path, ladders: int, roles: int, moves: int) -> None:
    """The project's sources, and `ladders` more ladders of `roles` roles each, with `moves` moves from each role, most to roles nearby."""
    chance = random.Random(1)
    for folder in ("content", "pathways"):
        shutil.copytree(PROJECT / folder, root / folder)
    groups = [group["id"] for group in yaml.safe_load((root / "pathways/groups.yaml").read_text(encoding="utf-8"))["groups"]]
    places = [
        (f"made-{ladder}-{role}", ladder, chance.choices(range(7), (4, 4, 3, 4, 3, 2, 1))[0])
        for ladder in range(ladders)
        for role in range(roles)
    ]
    for ladder in range(ladders):
        own = [place for place in places if place[1] == ladder]
        written = {
            "id": f"made-{ladder}",
            "title": f"{chance.choice(FIELD).capitalize()} {ladder + 1}",
            "group": groups[ladder * len(groups) // ladders],
            "summary": "A made ladder.",
            "intro": "Made for a test.",
            "stages": {stage: stage.capitalize() for stage in STAGES},
            "reviewed": "2026-11-01",
            "roles": [_role(chance, place, own, places, moves) for place in own],
        }
        (root / f"pathways/ladders/made-{ladder}.yaml").write_text(yaml.safe_dump(written, sort_keys=False), encoding="utf-8")


def _role(chance: random.Random, place: tuple[str, int, int], own: list[Any], others: list[Any], moves: int) -> dict[str, Any]:
    id_, _, stage = place
    ends: dict[str, int] = {}
    while len(ends) < min(moves, len(others) - 1):
        end, _, there = chance.choice(own if chance.random() < 0.65 else others)
        if end != id_ and chance.random() < max(NEAR[abs(there - stage)], 0.01):
            ends[end] = there
    return {
        "id": id_,
        "title": f"{chance.choice(FIRST)} {chance.choice(FIELD)} {chance.choice(JOB)}",
        "stage": STAGES[stage],
        "summary": "A made role.",
        "does": ["One thing", "Another", "A third", "A fourth"],
        "where": "Here.",
        "settings": ["hospital"],
        "hours": {"week": [37.5], "patterns": ["part-time"]},
        "pay": [{"scale": "agenda-for-change", "band": BANDS[stage]}],
        "needs": [{"qualification": "nursing-degree", "strength": "required"}] if stage > 2 and chance.random() < 0.5 else [],
        "entry": [{"kind": "straight-in", "title": "Apply", "how": "Apply.", "months": [0, 3], "cost": "Nothing."}] if stage < 2 else [],
        "sources": [{"id": "made", "title": "Made", "url": "https://example.org/", "as_of": "2026"}],
        "reviewed": "2026-11-01",
        "moves": [
            {
                "to": end,
                "kind": "return"
                if there < stage
                else "sideways"
                if there == stage
                else chance.choice(("step-up", "step-up", "specialise")),
                "months": [6, 18],
                "how": "By doing it.",
                "source": "made",
                "checked": "2026-11-01",
            }
            for end, there in ends.items()
        ],
    }


def write_page(root: Path, out: Path) -> None:
    """Builds the map page alone, with the files that it loads."""
    catalogue, problems = load(Options(root, out, jobs=2, cache=False))
    if catalogue is None:
        sys.exit("\n".join(map(str, problems)))
    steps = Steps(catalogue)
    static = dict(static_files(root))
    begun = time.perf_counter()
    page = next(iter(map_pages(catalogue)))
    edition = Edition("", catalogue, [page], steps)
    html = Renderer(edition, [edition], [PROJECT / "templates"], static).page(page)
    moves = sum(len(role.moves) for role in catalogue.roles.values())
    print(
        f"{len(catalogue.roles)} roles, {moves} moves: laid out and rendered in {time.perf_counter() - begun:.1f} s,",
        f"{len(html) // 1000} kB, {len(gzip.compress(html.encode())) // 1000} kB compressed",
    )
    texts = {page.address + "index.html": html, **dict(scriptdata.files(catalogue, steps))}
    for name, content in {
        **{f"static/{name}": data for name, data in static.items()},
        **{name: text.encode() for name, text in texts.items()},
    }.items():
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_bytes(content)


def measure(chromium: Browser, page: Page, address: str) -> None:
    """Prints what the browser does when roles are chosen, and at other things that people do."""
    page.goto(address + "map/", wait_until="networkidle")
    page.wait_for_timeout(1500)
    names = page.locator(".map-name")
    print(f"{names.count()} stops, {page.evaluate('document.querySelectorAll(`*`).length')} elements")
    names.nth(names.count() // 2).evaluate("name => name.scrollIntoView({ block: 'center' })")
    page.wait_for_timeout(1000)

    def stop(at: int) -> Locator:
        seen = page.evaluate(IN_SIGHT)
        return names.nth(seen[at * 5 % len(seen)])

    print(f"choosing the first role: {_words([_click(chromium, page, stop(3))])}")
    for far in "123":
        page.locator("#map-far").select_option(far)
        page.wait_for_timeout(1000)
        lit, times = [], []
        for at in range(12):
            times.append(_click(chromium, page, stop(at)))
            lit.append(page.evaluate("document.querySelectorAll('[data-ahead], [data-back]').length"))
        print(f"choosing a role, {far} lit ({median(lit):.0f} stops): {_words(times)}")
    for button in ("Zoom in", "Zoom out"):
        print(f"{button.lower()}: {_words([_click(chromium, page, page.get_by_role('button', name=button)) for _ in range(4)])}")


def _click(chromium: Browser, page: Page, on: Locator) -> dict[str, float]:
    """How many milliseconds each kind of work takes from a click to the picture that follows it."""
    on.hover(position={"x": 8, "y": 12})
    page.wait_for_timeout(300)
    chromium.start_tracing(page=page, categories=["devtools.timeline"])
    on.click(position={"x": 8, "y": 12})
    page.wait_for_timeout(700)
    events = sorted(json.loads(chromium.stop_tracing())["traceEvents"], key=lambda event: event["ts"])
    click = next(event for event in events if event["name"] == "EventDispatch" and event["args"]["data"]["type"] == "click")
    after = [event for event in events if event["ts"] >= click["ts"] and event["tid"] == click["tid"] and "tdur" in event]
    last = next(at for at, event in enumerate(after) if event["name"] == "Layerize")
    times = dict.fromkeys(WORK.values(), 0.0)
    for event in after[: last + 1]:
        if event["name"] in WORK:
            times[WORK[event["name"]]] += event["tdur"] / 1000
    return times


def _words(times: list[dict[str, float]]) -> str:
    whole = [sum(some.values()) for some in times]
    parts = ", ".join(f"{kind} {median(some[kind] for some in times):.1f}" for kind in times[0])
    return f"{median(whole):.1f} ms, at the most {max(whole):.1f} ({parts})"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  the name in the base class
        pass


def main() -> None:
    """Makes the map and times it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--ladders", type=int, default=140)
    options.add_argument("--roles", type=int, default=20)
    options.add_argument("--moves", type=int, default=10)
    options.add_argument("--slower", type=float, default=1, help="how many times the processor is slowed down")
    options.add_argument("--keep", type=Path)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        out = chosen.keep or Path(folder) / "site"
        write_sources(Path(folder), chosen.ladders, chosen.roles, chosen.moves)
        write_page(Path(folder), out)
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=out))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            started = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
            page = started.new_page(viewport={"width": 1280, "height": 900})
            page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": chosen.slower})
            measure(started, page, f"http://127.0.0.1:{server.server_port}/")
            started.close()
        server.shutdown()


if __name__ == "__main__":
    main()
