"""A document to PDF, by WeasyPrint: tagged for screen readers (PDF/UA), with its fonts and bookmarks. Only `build.py pdf` needs this."""

from __future__ import annotations

import gc
import logging
from collections.abc import Mapping
from mimetypes import guess_type
from multiprocessing.util import Finalize
from urllib.parse import urlsplit

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

BASE = "site:/"
FONT = "font/woff2"
TIDY = 16  # documents after which what they left is thrown away: a build collects nothing by itself
logging.getLogger("weasyprint").setLevel(logging.CRITICAL)  # it names each rule of the style sheet that is for screens only
logging.getLogger("fontTools").setLevel(logging.CRITICAL)

_styles: dict[int, tuple[CSS, FontConfiguration]] = {}
_untidy = 0


class _Assets(URLFetcher):  # type: ignore[misc]
    """Gives the site's own static files, and nothing from anywhere else."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        super().__init__()
        self._assets = assets

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002  the name in the base class
        name = urlsplit(url).path.removeprefix("/").removeprefix("static/")
        if name not in self._assets:
            raise ValueError(f"{name} is not among the static files")
        kind = FONT if name.endswith(".woff2") else guess_type(name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, self._assets[name], {"Content-Type": kind})


def pdf(document: str, assets: Mapping[str, bytes]) -> bytes:
    """The PDF of an HTML document whose style is the site's. assets: the static files by name."""
    fetcher = _Assets(assets)
    if id(assets) not in _styles:
        Finalize(None, _forget, exitpriority=0)
        gc.freeze()  # what was there before the first document stays, so looking through it finds nothing
        fonts = FontConfiguration()
        rules = assets["site.css"] + assets["css/paper.css"]
        sheet = CSS(string=rules.decode(), base_url=f"{BASE}static/", url_fetcher=fetcher, font_config=fonts)
        _styles[id(assets)] = sheet, fonts
    style, fonts = _styles[id(assets)]
    html = HTML(string=document, base_url=BASE, url_fetcher=fetcher)
    made: bytes = html.write_pdf(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
    _tidy()
    return made


def _forget() -> None:
    """Lets go of the typefaces. WeasyPrint keeps them in a folder among the temporary files, and deletes it when nothing needs them."""
    _styles.clear()
    gc.collect()


def _tidy() -> None:
    global _untidy  # noqa: PLW0603  counts the documents of this process
    _untidy = (_untidy + 1) % TIDY
    if not _untidy:
        gc.collect()
