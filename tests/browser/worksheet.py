"""What the tests of the plan worksheet share."""

from __future__ import annotations

import json
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
STORED = (
    "() => Object.fromEntries(Object.keys(localStorage).filter(key => key.startsWith('plan')).map(key => [key, localStorage.getItem(key)]))"
)


def sound(page: Page) -> None:
    """Nothing on the page as it stands is an accessibility violation."""
    size = page.viewport_size
    assert size, "a window has a size"
    # As tall as the page, so that no target lies in part below the bar for undoing, which stays at the foot of the window.
    page.set_viewport_size({"width": size["width"], "height": page.evaluate("document.scrollingElement.scrollHeight")})
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    page.set_viewport_size(size)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), "scrolls sideways"


def saved(page: Page) -> None:
    """What is written is said to be kept."""
    expect(page.locator("[data-saved]")).to_have_text("Saved")


def kept(page: Page) -> list[dict[str, Any]]:
    """The plans that the browser keeps."""
    return [json.loads(text) for key, text in page.evaluate(STORED).items() if key.startswith("plan:")]
