"""Where the focus is can be seen at every step of Tab, on a phone with a keyboard: nothing that sticks to the window hides it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

MOST_STEPS = 600
"""No page here has so many places to stop at."""
ASK = (Path(__file__).parent / "access.js").read_text(encoding="utf-8")
FOCUSED = "() => new Promise(done => requestAnimationFrame(() => done(access.focused())))"
NO_ROOM = (
    "() => { const s = new CSSStyleSheet(); s.replaceSync('html { scroll-padding: 0 !important }'); document.adoptedStyleSheets = [s] }"
)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A small window, in which the page goes to the focus at once."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


def as_it_is(page: Page) -> None:
    """The page as it opens."""


def roles_chosen(page: Page) -> None:
    """As many roles chosen as can be compared, which stand in a bar at the foot of the window."""
    for _ in range(4):
        page.locator(".compare-button:visible:not([aria-pressed=true])").first.click()
    expect(page.locator(".compare-bar")).to_be_in_viewport()


def row_removed(page: Page) -> None:
    """A row removed, with a button at the foot of the window to bring it back."""
    page.locator("#add-goals").click()
    page.get_by_label("Goal", exact=True).fill("To become the registered manager of a small home in the town where my family lives")
    page.locator("[id^=remove-]").click()
    expect(page.locator(".plan-undo")).to_be_in_viewport()


def steps(page: Page, key: str) -> list[dict[str, Any]]:
    """What has the focus at each step, from one end of the page to the other."""
    page.evaluate(ASK)
    found = []
    while step := goes_on(page, key):
        found.append(step)
        assert len(found) < MOST_STEPS
    return found


def hidden(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [step for step in found if step["wrong"]]


def goes_on(page: Page, key: str) -> Any:
    page.keyboard.press(key)
    return page.evaluate(FOCUSED)


@pytest.mark.parametrize(
    ("where", "begin"),
    [
        ("", as_it_is),
        ("roles/care-worker/", as_it_is),
        ("roles/?flag=no-degree&not=nights&pay=40000&sort=pay", roles_chosen),
        ("match/", as_it_is),
        ("plan/", as_it_is),
        ("plan/#goals", row_removed),
    ],
)
def test_the_focus_is_seen_at_every_step_forth_and_back(page: Page, address: str, where: str, begin: Callable[[Page], None]) -> None:
    page.goto(address + where, wait_until="networkidle")
    begin(page)
    page.locator("h1").first.click()
    page.keyboard.press("Shift+Tab")
    forth, back = steps(page, "Tab"), steps(page, "Shift+Tab")
    assert len(forth) > 20
    assert len(back) > 20
    assert hidden(forth + back) == []


def test_a_focus_below_a_bar_is_noticed(page: Page, address: str) -> None:
    page.goto(address + "plan/#goals", wait_until="networkidle")
    row_removed(page)
    page.evaluate(NO_ROOM)
    page.locator("h1").first.click()
    assert hidden(steps(page, "Tab"))
