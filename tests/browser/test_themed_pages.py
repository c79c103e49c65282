"""A themed site in Chromium: its colours reach the pages, and axe finds nothing, light and dark."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from sites import Site

from explorer.contrast import passing
from explorer.theme import DARK

ACCENT = "#6b2d8f"
PAGES = ("index.html", "roles/index.html", "ladders/index.html", "guidance/index.html", "roles/cook/index.html", "map/index.html")
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


class Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing."""

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  the name in the base class
        pass


def rgb(colour: str) -> str:
    return f"rgb({', '.join(map(str, bytes.fromhex(colour[1:])))})"


@pytest.fixture
def themed(site: Site) -> Iterator[str]:
    """The small site with a colour of its own, on a local server."""
    site.change("content/site.yaml", "title:", f"theme: {{accent: '{ACCENT}'}}\ntitle:")
    assert not site.build().failed
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site.out))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(("scheme", "colour"), [("light", ACCENT), ("dark", passing(ACCENT, DARK))])
def test_the_theme_reaches_the_pages(browser: Browser, themed: str, scheme: Literal["light", "dark"], colour: str) -> None:
    page = browser.new_page(color_scheme=scheme)
    for name in PAGES:
        page.goto(themed + name)
        link = page.locator(".footer a").first
        assert link.evaluate("element => getComputedStyle(element).color") == rgb(colour)
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        assert not found.response["violations"], found.generate_report()
    page.close()
