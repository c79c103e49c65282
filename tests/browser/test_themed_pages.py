"""A themed site in Chromium: its colours reach the pages, and axe finds nothing, light and dark."""

import io
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from pypdf import PdfReader
from sites import PROJECT, Site

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
    """The small site with a colour and a typeface of its own, on a local server."""
    for name in ("regular", "bold"):
        site.write(f"static/{name}.woff2", "")
        shutil.copy(
            PROJECT / f"static/fonts/atkinson-hyperlegible-{400 if name == 'regular' else 700}.woff2", site.root / f"static/{name}.woff2"
        )
    type_ = "type: {regular: regular.woff2, bold: bold.woff2}"
    site.change("content/site.yaml", "title:", f"theme: {{accent: '{ACCENT}', {type_}}}\ntitle:")
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


def test_the_type_of_the_site_is_on_pages_and_that_of_the_project_on_sheets(browser: Browser, themed: str) -> None:
    page = browser.new_page()
    page.goto(themed + "roles/cook/")
    loaded = "[...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)"
    page.wait_for_function(f"{loaded}.length === 2")
    assert page.evaluate(f"[...new Set({loaded})].map(name => name.replaceAll('\"', ''))") == ["Own type"]
    fonts: set[str] = set()
    for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages:
        fonts |= {str(font.get_object()["/BaseFont"]) for font in sheet["/Resources"]["/Font"].values()}  # type: ignore[index]
    assert fonts
    assert all("Atkinson" in name for name in fonts), fonts
    page.close()
