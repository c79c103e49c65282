"""How people use a page: by mouse, by touch on a phone, or by keyboard alone. What cannot be reached fails."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Browser, Locator, expect

MOST_TABS = 300
"""No page has so many places to stop at."""
MOST_OPTIONS = 20
"""No list of suggestions or choices is so long."""


def at(address: str) -> re.Pattern[str]:
    """An address as the browser shows it: a folder, or its page where there is no server to choose it."""
    path, mark, query = address.partition("?")
    return re.compile(f"^{re.escape(path)}(index[.]html)?{re.escape(mark + query)}$")


class Mouse:
    """A mouse at a wide screen."""

    def __init__(self, browser: Browser, **more: Any) -> None:
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, **more)
        self.page = self.context.new_page()

    def press(self, target: Locator) -> None:
        target.click()

    def write(self, field: Locator, words: str) -> None:
        self.press(field)
        field.fill(words)

    def pick(self, field: Locator, words: str, option: Locator) -> None:
        """One of the suggestions that a field makes to some words."""
        self.write(field, words)
        self.press(option)

    def mark(self, radio: Locator) -> None:
        """One of several choices."""
        self.press(radio)

    def date(self, field: Locator, twice: int, year: int) -> None:
        """A day whose number is that of its month, as the order of the two differs between countries."""
        field.fill(f"{year}-{twice:02}-{twice:02}")

    def time(self, field: Locator, morning: str) -> None:
        field.fill(morning)

    def choose(self, field: Locator, words: str) -> None:
        field.select_option(label=words)


class Touch(Mouse):
    """A finger on a phone 360 px wide."""

    def __init__(self, browser: Browser, **more: Any) -> None:
        self.context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, **more)
        self.page = self.context.new_page()

    def press(self, target: Locator) -> None:
        target.tap()


class Keys:
    """A keyboard and nothing else: each thing is reached with the tabulator."""

    def __init__(self, browser: Browser, **more: Any) -> None:
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, **more)
        self.page = self.context.new_page()

    def reach(self, target: Locator) -> None:
        """Goes on to the target, and round from the end of the page to its start."""
        expect(target).to_be_visible()
        for _ in range(MOST_TABS):
            if target.evaluate("element => element === document.activeElement"):
                seen = "element => { const { top, bottom } = element.getBoundingClientRect(); return bottom > 0 && top < innerHeight }"
                self.page.wait_for_function(seen, arg=target.element_handle())
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} is not reached by keyboard")

    def press(self, target: Locator) -> None:
        self.reach(target)
        ticks = target.evaluate("element => element.type === 'checkbox'")
        self.page.keyboard.press("Space" if ticks else "Enter")

    def write(self, field: Locator, words: str) -> None:
        self.reach(field)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(words)

    def pick(self, field: Locator, words: str, option: Locator) -> None:
        """One of the suggestions that a field makes to some words."""
        self.write(field, words)
        expect(option).to_be_visible()
        for _ in range(MOST_OPTIONS):
            if option.get_attribute("aria-selected") == "true":
                self.page.keyboard.press("Enter")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{option} is not reached by arrows")

    def mark(self, radio: Locator) -> None:
        """One of several choices, of which the tabulator reaches the one that is marked."""
        self.reach(self.page.locator(f"input[name={radio.get_attribute('name')}]:checked"))
        for _ in range(MOST_OPTIONS):
            if radio.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{radio} is not reached by arrows")

    def date(self, field: Locator, twice: int, year: int) -> None:
        """A day whose number is that of its month, as the order of the two differs between countries."""
        self.reach(field)
        self.page.keyboard.type(f"{twice:02}{twice:02}{year}")
        expect(field).to_have_value(f"{year}-{twice:02}-{twice:02}")

    def time(self, field: Locator, morning: str) -> None:
        """A time before noon. Fields that count to 24 pass over the letters."""
        self.reach(field)
        self.page.keyboard.type(f"{morning.replace(':', '')}AM")
        expect(field).to_have_value(morning)

    def choose(self, field: Locator, words: str) -> None:
        """By the first letter, as lists answer to letters."""
        self.reach(field)
        self.page.keyboard.press(words[0])


Hand = Mouse | Keys
HANDS: dict[str, type[Hand]] = {"touch": Touch, "keys": Keys}
ALL_HANDS: dict[str, type[Hand]] = {"mouse": Mouse, **HANDS}
