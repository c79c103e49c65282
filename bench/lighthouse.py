#!/usr/bin/env python3
"""Lighthouse on the main kinds of page of a built site, with its settings for phones.

`.venv/bin/python bench/lighthouse.py site --lighthouse node_modules/.bin/lighthouse` prints the four scores of each page, and below them
what is not as it should be. Lighthouse is no dependency: `npm install --no-save lighthouse@13` brings it. Nothing here is a test.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT))

from bench.browser import heaviest  # noqa: E402
from bench.server import serving  # noqa: E402
from explorer.testing import browser  # noqa: E402

KINDS = ("roles", "qualifications", "ladders", "guidance", "skills")
PAGES = ("", "roles/", "map/", "routes/", "plan/", "compare/", "match/", "print/", "search/", "have/")
PARTS = ("performance", "accessibility", "best-practices", "seo")


def addresses(site: Path) -> list[str]:
    """The pages that are looked at: the lists and tools, and the heaviest entry of each kind."""
    entries = [where for kind in KINDS for where in heaviest(site, kind)[:1]]
    return [where for where in PAGES if (site / where / "index.html").is_file()] + entries


def measured(lighthouse: str, address: str) -> dict[str, Any]:
    """What Lighthouse says of one page."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "report.json")
        flags = "--headless=new --no-sandbox --disable-gpu"
        command = [lighthouse, address, "--quiet", "--output=json", f"--output-path={out}", f"--chrome-flags={flags}"]
        command.append(f"--only-categories={','.join(PARTS)}")
        subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": str(browser())}, stdout=subprocess.DEVNULL)  # noqa: S603  a program that the user names
        found: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return found


def main() -> int:
    """Measures each page in turn."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n", maxsplit=1)[0])
    parser.add_argument("site", type=Path, nargs="?", default=PROJECT / "site")
    parser.add_argument("--lighthouse", default=str(PROJECT / "node_modules/.bin/lighthouse"), metavar="PROGRAM")
    parser.add_argument("--only", nargs="*", metavar="ADDRESS", help="these pages only, such as roles/ map/")
    given = parser.parse_args()
    faults: dict[str, list[str]] = {}
    print(f"| page | {' | '.join(PARTS)} | first paint | largest paint | shift | blocked |\n| --- |{' --- |' * (len(PARTS) + 4)}")
    with serving(given.site) as top:
        for where in given.only or addresses(given.site):
            found = measured(given.lighthouse, top + where)
            audits = found["audits"]
            scores = [f"{found['categories'][part]['score'] * 100:.0f}" for part in PARTS]
            times = [
                audits[name]["displayValue"]
                for name in ("first-contentful-paint", "largest-contentful-paint", "cumulative-layout-shift", "total-blocking-time")
            ]
            print(f"| /{where} | {' | '.join(scores + times)} |", flush=True)
            for part in PARTS:
                for one in found["categories"][part]["auditRefs"]:
                    audit = audits[one["id"]]
                    if one["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                        faults.setdefault(f"{part}: {audit['title']}", []).append(f"/{where} {audit.get('displayValue', '')}".strip())
    for what, pages in faults.items():
        print(f"\n{what}: {'; '.join(pages)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
