#!/usr/bin/env python3
"""What a built site costs the people who read it: bytes over the wire, and how soon pages are there and answer.

`.venv/bin/python bench/browser.py site` looks at a built site (or several) in Chromium with the processor slowed down four times, texts
compressed, and prints a table. Pages are loaded over a slow 3G network (400 kbit/s, 400 ms from question to answer), what people do on a
page is timed without one. `python -m bench.catalogue 3000 FOLDER` and `build.py --root FOLDER` make a large site. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT))

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright  # noqa: E402

from bench.server import compressed, serving  # noqa: E402
from explorer.testing import browser  # noqa: E402

SLOWER = 4
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
PHONE: dict[str, Any] = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 3, "has_touch": True, "is_mobile": True}
Row = tuple[str, str, str]
# What the browser itself notes about a page: how much things moved, tasks that hold it up, and how long it takes to answer.
WATCH = """() => {
  window.seen = { shift: 0, tasks: [], answers: [] }
  new PerformanceObserver(list => { for (const one of list.getEntries()) window.seen.shift += one.value })
    .observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver(list => { for (const one of list.getEntries()) window.seen.tasks.push(one.duration) })
    .observe({ type: 'longtask', buffered: true })
  new PerformanceObserver(list => {
    for (const one of list.getEntries()) {
      if (one.name === 'keydown' || one.name === 'input') window.seen.answers.push(one.processingEnd - one.startTime)
    }
  }).observe({ type: 'event', durationThreshold: 16 })
}"""
PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime"
ROUTES = """async top => {
  const [{ makeNetwork }, { makeFinder, routes }] =
    await Promise.all(['network', 'routes'].map(name => import(`${top}static/js/${name}.js`)))
  const network = makeNetwork(await (await fetch(`${top}data/network.json`)).json())
  const finder = makeFinder(network, 'soonest', new Set())
  const roles = network.roles.length
  return Array.from({ length: 40 }, (_, at) => {
    const start = performance.now()
    routes(finder, at * 7919 % roles, (at * 104729 + 17) % roles)
    return performance.now() - start
  })
}"""
PAN = """() => new Promise(done => {
  const frame = document.querySelector('[data-frame]')
  const gaps = []
  let before = 0
  const next = now => {
    if (before) gaps.push(now - before)
    before = now
    frame.scrollBy({ left: gaps.length < 60 ? 12 : -12, top: gaps.length % 40 < 20 ? 12 : -12, behavior: 'instant' })
    if (gaps.length < 120) requestAnimationFrame(next)
    else done(gaps.slice(10))
  }
  requestAnimationFrame(next)
})"""


class Wire:
    """Counts what comes over the wire to one page, headers too, and can make it slow."""

    def __init__(self, page: Page, *, slow: bool) -> None:
        self.files: list[tuple[str, int]] = []
        self._names: dict[str, str] = {}
        self._session: CDPSession = page.context.new_cdp_session(page)
        self._session.on("Network.responseReceived", lambda event: self._names.update({event["requestId"]: event["response"]["url"]}))
        self._session.on("Network.loadingFinished", self._finished)
        self._session.send("Network.enable")
        self._session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        if slow:
            self._session.send("Network.emulateNetworkConditions", SLOW_3G)

    def _finished(self, event: dict[str, Any]) -> None:
        self.files.append((self._names.get(event["requestId"], ""), int(event["encodedDataLength"])))

    def taken(self) -> int:
        """The bytes since it was asked the last time."""
        size = sum(size for _, size in self.files)
        self.files.clear()
        return size


def heaviest(site: Path, kind: str) -> list[str]:
    """The pages of a kind, those that are largest on the wire first."""
    entries = (file for file in (site / kind).glob("*/index.html") if file.parent.name != "a-to-z")
    pages = sorted(entries, key=lambda file: len(compressed(file)), reverse=True)
    return [f"{kind}/{file.parent.name}/" for file in pages]


def opened(context: BrowserContext, address: str, *, slow: bool = False) -> tuple[Page, Wire]:
    """A page that is there and quiet, watched."""
    page = context.new_page()
    wire = Wire(page, slow=slow)
    page.add_init_script(f"({WATCH})()")
    page.goto(address, wait_until="networkidle", timeout=180_000)
    return page, wire


def visits(context: BrowserContext, address: str, site: Path, parts: dict[str, int]) -> Iterator[Row]:
    """A first visit to the heaviest page of a role, and the next to another."""
    largest, second = heaviest(site, "roles")[:2]
    page, wire = opened(context, address + largest, slow=True)
    for name, size in wire.files:
        parts[kind_of(name)] = parts.get(kind_of(name), 0) + size
    yield "first visit to a role page, all in", f"{wire.taken() / 1000:.1f} kB", "≤ 60 kB"
    yield "the same: first contentful paint", f"{page.evaluate(PAINTED) / 1000:.2f} s", "< 1.8 s"
    yield "the same: layout shift", f"{page.evaluate('window.seen.shift'):.4f}", "0"
    page.goto(address + second, wait_until="networkidle")
    yield "the next role page", f"{wire.taken() / 1000:.1f} kB", "≤ 15 kB"
    yield "the same: first contentful paint", f"{page.evaluate(PAINTED) / 1000:.2f} s", ""
    yield "the same: layout shift", f"{page.evaluate('window.seen.shift'):.4f}", "0"


def shifts(context: BrowserContext, address: str, site: Path) -> Iterator[Row]:
    """How much other kinds of page move while they load, and how heavy they are to one who has been here."""
    warm, _ = opened(context, address)
    warm.close()
    some = [*heaviest(site, "qualifications")[:1], *heaviest(site, "ladders")[:1]]
    for where in ("", "roles/", "map/", "routes/", "plan/", "compare/", "match/", "print/", *some):
        page, wire = opened(context, address + where, slow=True)
        painted = page.evaluate(PAINTED) / 1000
        yield f"/{where}", f"{wire.taken() / 1000:.1f} kB, paint {painted:.2f} s, shift {page.evaluate('window.seen.shift'):.4f}", "shift 0"
        page.close()


def searching(context: BrowserContext, address: str, site: Path) -> Iterator[Row]:
    """The search field at the top of a page: when its index comes, and how soon a letter is answered."""
    page, wire = opened(context, address + heaviest(site, "roles")[0])
    early = any("search.json" in name for name, _ in wire.files)
    field = page.locator("[data-suggest] input").first
    if not field.is_visible():
        page.locator("header summary, header button").first.click()
    wire.taken()
    field.click()
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)
    yield "search index", f"{wire.taken() / 1000:.1f} kB, {'with the page' if early else 'on first use'}", "on first use"
    page.evaluate("window.seen.answers.length = window.seen.tasks.length = 0")
    for letter in "nurse in care":
        field.press(letter)
        page.wait_for_timeout(250)
    yield "a letter in the search field", times(page.evaluate("window.seen.answers")), "< 50 ms"
    yield "the same: long tasks", tasks(page), "none"


def mapping(context: BrowserContext, address: str, _site: Path) -> Iterator[Row]:
    """The map: how soon it answers, and whether it moves with the finger."""
    page = context.new_page()
    Wire(page, slow=False)
    page.add_init_script(f"({WATCH})()")
    page.goto(address + "map/?view=map", wait_until="commit")
    page.wait_for_function("() => document.querySelector('[data-map-controls]')?.hidden === false", timeout=180_000)
    yield "map usable after", f"{page.evaluate('performance.now()') / 1000:.2f} s", "< 1 s"
    page.wait_for_timeout(1500)
    page.locator("[data-frame]").scroll_into_view_if_needed()
    gaps = page.evaluate(PAN)
    late = sum(gap > 25 for gap in gaps)
    yield "panning the map", f"{1000 / (sum(gaps) / len(gaps)):.0f} frames a second, {late} of {len(gaps)} late", "60"


def routing(context: BrowserContext, address: str, _site: Path) -> Iterator[Row]:
    """Routes between far pairs of roles, by the site's own scripts and data."""
    page, wire = opened(context, address + "routes/")
    wire.taken()
    found = page.evaluate(ROUTES, address)
    yield "data for routes and map", f"{sum(size for name, size in wire.files if 'network' in name) / 1000:.1f} kB", ""
    yield "routes between two roles", times(found), "< 50 ms"


def planning(context: BrowserContext, address: str, _site: Path) -> Iterator[Row]:
    """Typing in the plan."""
    page, _ = opened(context, address + "plan/#now")
    page.locator("[data-plan] textarea:visible").first.click()
    page.wait_for_timeout(1000)
    page.evaluate("window.seen.answers.length = window.seen.tasks.length = 0")
    page.keyboard.type("I look after people at home and want to be a nurse. " * 3, delay=60)
    page.wait_for_timeout(1500)
    yield "a letter in the plan", times(page.evaluate("window.seen.answers")), "< 50 ms"
    yield "the same: long tasks", tasks(page), "none"


def times(some: list[float]) -> str:
    """Times in milliseconds, in words. The browser tells of none that takes less than a frame."""
    return f"median {median(some):.0f} ms, at the most {max(some):.0f}" if some else "within a frame"


def tasks(page: Page) -> str:
    """The long tasks of a page since they were last set to none."""
    some = page.evaluate("window.seen.tasks")
    return f"{len(some)}, at the most {max(some):.0f} ms" if some else "none"


def kind_of(name: str) -> str:
    """What kind of file an address leads to."""
    ending = name.split("?", maxsplit=1)[0].rpartition(".")[2]
    return ending if ending in ("css", "js", "woff2", "svg", "png", "json") else "html"


def look(chromium: Browser, site: Path) -> None:
    """Prints the table of one site."""
    parts: dict[str, int] = {}
    roles = len(heaviest(site, "roles"))
    print(f"\n{roles} roles\n\n| what | measured | goal |\n| --- | --- | --- |")
    steps: tuple[tuple[dict[str, Any], Callable[[BrowserContext, str, Path], Iterator[Row]]], ...] = (
        (PHONE, lambda context, address, site: visits(context, address, site, parts)),
        (PHONE, shifts),
        ({}, searching),
        (PHONE, mapping),
        (PHONE, routing),
        (PHONE, planning),
    )
    with serving(site) as address:
        for device, step in steps:
            context = chromium.new_context(**device)
            for row in step(context, address, site):
                print(f"| {' | '.join(row)} |", flush=True)
            context.close()
    print(f"\nThe first visit in kB: {', '.join(f'{kind} {size / 1000:.1f}' for kind, size in sorted(parts.items()))}")


def main() -> int:
    """Looks at each site in turn."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n", maxsplit=1)[0])
    parser.add_argument("sites", type=Path, nargs="*", default=[PROJECT / "site"], help="folders of built sites (default: site)")
    given = parser.parse_args()
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        for site in given.sites:
            look(chromium, site)
        chromium.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
