"""The copy for a stick: the tests of `tests/browser/` that need no server are run again here, on the copy."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

HERE = Path(__file__).parent
PUBLISHED = "https://example.org/careers/"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what asks something of a server."""
    out = [item for item in items if item.path.parent == HERE and item.get_closest_marker("server")]
    config.hook.pytest_deselected(items=out)
    items[:] = [item for item in items if item not in out]


@pytest.fixture(scope="session")
def address(stick: str) -> str:
    """The copy, in place of the site on a server."""
    return stick


@pytest.fixture(autouse=True)
def _opens_the_page_of_a_folder(monkeypatch: pytest.MonkeyPatch, stick: str) -> None:
    """Links in the copy name the file; addresses in the tests name the folder. Links made to be sent lead to the published site."""
    goto = Page.goto

    def goto_file(page: Page, url: str, **options: Any) -> Any:
        return goto(page, re.sub(r"/(?=$|[?#])", "/index.html", url.replace(PUBLISHED, stick), count=1), **options)

    monkeypatch.setattr(Page, "goto", goto_file)
