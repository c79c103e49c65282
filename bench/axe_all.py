#!/usr/bin/env python3
"""Axe on every page of a built site, as a phone shows it.

`.venv/bin/python bench/axe_all.py site` opens each HTML file of the site in Chromium, some at a time, and asks axe for violations of WCAG
2.2 A and AA and of its best practices. `--below roles/ cy/` looks at these parts only. Pages that lead on at once to another are left out
and counted. Exit codes: 0 no violation, 1 violations, each printed with its pages, 2 there is no site.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT))

from axe_playwright_python.async_playwright import Axe  # noqa: E402
from playwright.async_api import Error, Page, async_playwright  # noqa: E402

from bench.server import serving  # noqa: E402
from explorer.testing import browser  # noqa: E402

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
Found = dict[str, list[str]]


def pages(site: Path, below: list[str]) -> tuple[list[str], int]:
    """The addresses of the pages, and how many lead on to another at once."""
    files = sorted(file for file in site.rglob("*.html") if not below or file.relative_to(site).as_posix().startswith(tuple(below)))
    stay = [file for file in files if 'http-equiv="refresh"' not in file.read_text(encoding="utf-8")]
    return [file.relative_to(site).as_posix().removesuffix("index.html") for file in stay], len(files) - len(stay)


async def asked(site: Path, todo: list[str], tabs: int, options: dict[str, Any]) -> Found:
    """What is wrong, with its pages. So many tabs of one browser share the pages."""
    found: Found = defaultdict(list)
    waiting = list(reversed(todo))

    async def tab(page: Page, top: str) -> None:
        while waiting:
            where = waiting.pop()
            try:
                await page.set_viewport_size(options["viewport"])
                await page.goto(top + where, wait_until="networkidle")
                # As tall as the page, so that no target lies in part below a bar that stays at the foot of the window.
                height = await page.evaluate("document.scrollingElement.scrollHeight")
                await page.set_viewport_size({"width": options["viewport"]["width"], "height": height})
                answer = await Axe().run(page, options=RULES)
                for one in answer.response["violations"]:
                    for node in one["nodes"]:
                        found[f"{one['id']}: {one['help']}: {node['html'][:160]}"].append(where)
            except Error as error:
                found[f"The page could not be looked at: {error.message.splitlines()[0]}"].append(where)
            done = len(todo) - len(waiting)
            if done % 100 == 0:
                print(f"{done} of {len(todo)} pages, {len(found)} violations", flush=True)

    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        context = await chromium.new_context(**options)
        with serving(site) as top:
            await asyncio.gather(*[tab(await context.new_page(), top) for _ in range(tabs)])
        await chromium.close()
    return found


def main() -> int:
    """Looks at every page, and says what axe found."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n", maxsplit=1)[0])
    parser.add_argument("site", type=Path, nargs="?", default=PROJECT / "site")
    parser.add_argument("--below", nargs="*", default=[], metavar="ADDRESS", help="only pages below it, such as roles/")
    parser.add_argument("--tabs", type=int, default=4, help="how many pages at a time")
    parser.add_argument("--width", type=int, default=360, help="of the window, in pixels")
    parser.add_argument("--dark", action="store_true", help="in dark colours")
    given = parser.parse_args()
    todo, skipped = pages(given.site, given.below)
    if not todo:
        print(f"No page in {given.site}: build the site first.", file=sys.stderr)
        return 2
    options = {"viewport": {"width": given.width, "height": 740}, "color_scheme": "dark" if given.dark else "light"}
    found = asyncio.run(asked(given.site, todo, given.tabs, options))
    for what, where in sorted(found.items()):
        print(f"\n{what}\n  {len(where)} times: {', '.join(sorted(set(where))[:10])}")
    print(f"{len(todo)} pages looked at, {skipped} that lead on at once left out: {len(found) or 'no'} violations")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
