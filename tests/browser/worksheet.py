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
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), "scrolls sideways"


def saved(page: Page) -> None:
    """What is written is said to be kept."""
    expect(page.locator("[data-saved]")).to_have_text("Saved")


def kept(page: Page) -> list[dict[str, Any]]:
    """The plans that the browser keeps."""
    return [json.loads(text) for key, text in page.evaluate(STORED).items() if key.startswith("plan:")]
