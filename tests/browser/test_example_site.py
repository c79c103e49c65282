"""The example of another sector: it builds as it is, and axe finds nothing on its pages, light and dark."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from sites import PROJECT

EXAMPLE = PROJECT / "examples" / "software"
PAGES = (
    "",
    "map/",
    "roles/junior-developer/",
    "ladders/testing/",
    "qualifications/",
    "guidance/code-or-people/",
    "match/?like=puzzles",
    "plan/",
)
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  the name in the base class
        pass


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example, built as a maintainer builds it."""
    out = tmp_path_factory.mktemp("example") / "site"
    command = [sys.executable, str(PROJECT / "build.py"), "build", "--root", str(EXAMPLE), "--no-cache", "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return out


@pytest.fixture(scope="module")
def served(built: Path) -> Iterator[str]:
    """Its address on a local server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=built))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_it_says_nothing_of_the_other_sector(built: Path) -> None:
    names = {folder.name for folder in (built / "roles").iterdir()}
    assert "principal-developer" in names
    assert "care-worker" not in names
    pages = [
        file
        for file in built.rglob("*.html")
        if "NHS" in file.read_text(encoding="utf-8") or "social care" in file.read_text(encoding="utf-8")
    ]
    assert pages == []


def test_no_role_has_pay_without_a_source() -> None:
    ladders = [file.read_text(encoding="utf-8") for file in (EXAMPLE / "pathways" / "ladders").iterdir()]
    assert ladders
    assert all("pay:" not in text for text in ladders)
    assert not (EXAMPLE / "pathways" / "pay.yaml").exists()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Browser, served: str, scheme: str) -> None:
    page = browser.new_page(color_scheme="dark" if scheme == "dark" else "light")
    for address in PAGES:
        page.goto(served + address)
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        assert not found.response["violations"], f"{address}: {found.generate_report()}"
    page.close()
