"""What somebody writes in a plan stays in their browser: no address, request, console, message or cookie has a word of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import quote

import pytest
from browser.test_plan import FILL, add_action, go_to, keep
from browser.worksheet import saved
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect

WORD = "Xylophone"
AFTER = [
    "",
    "roles/care-worker/",
    "compare/?roles=care-worker,support-worker",
    "match/",
    "print/?of=plan",
    "routes/?from=care-worker",
    "cy/plan/",
]


class Ears:
    """All that leaves a page, or that somebody who looks at the computer would see in its logs."""

    def __init__(self, context: BrowserContext) -> None:
        self.heard: list[str] = []
        context.on("request", self._on_request)
        context.on("console", lambda said: self.heard.append(f"console: {said.text}"))
        context.on("weberror", lambda error: self.heard.append(f"error: {error.error}"))
        context.on("page", lambda page: page.on("framenavigated", lambda frame: self.heard.append(f"address: {frame.url}")))

    def _on_request(self, request: Request) -> None:
        headers = {name: value for name, value in request.headers.items() if name != "user-agent"}
        self.heard.append(f"request: {request.url} {headers} {request.post_data or ''}")

    def hear(self, *words: str) -> list[str]:
        """What has one of these words in it, also as an address writes it."""
        wanted = [re.escape(form.casefold()) for word in words for form in {word, quote(word)}]
        return [one for one in self.heard if re.search("|".join(wanted), one.casefold())]


@pytest.fixture
def context(browser: Browser) -> BrowserContext:
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    made.add_init_script("window.print = () => {}")
    return made


def told(page: Page) -> None:
    """A message is there, and none has the word in it."""
    expect(page.get_by_role("alert").first).to_be_visible()
    assert WORD not in " ".join(page.get_by_role("alert").all_inner_texts())


def test_no_word_of_a_plan_leaves_the_browser_whatever_is_done_with_it(context: BrowserContext, address: str) -> None:
    ears = Ears(context)
    page = context.new_page()
    page.goto(address + "plan/#now")
    page.get_by_label("Name of this plan").fill(f"{WORD} plan")
    page.get_by_label("My job now").fill(f"{WORD} player")
    page.get_by_label("What I do well").fill(f"I play the {WORD}.")
    add_action(page, f"Sell the {WORD}", "2027-07-15")
    saved(page)
    go_to(page, "keep")
    page.get_by_label("Note to put in").fill(f"Dear {WORD}")
    for name in ("Save to a file", "Calendar file", "Spreadsheet of actions"):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
    page.get_by_role("button", name="Make a link to the whole plan").click()
    link = page.get_by_label("The link", exact=True).input_value()
    page.reload()
    for where in (*AFTER, "about/"):
        page.goto(address + where)
        page.wait_for_load_state("networkidle")
    page.goto(link)
    expect(page.locator(".plan-offer")).to_contain_text(f"I play the {WORD}.")
    assert download.value.suggested_filename
    assert len(ears.heard) > 100
    assert ears.hear("plan/"), "there is something to hear"
    packed = link.partition("#plan=")[2]
    assert len(packed) > 50
    assert [one for one in ears.hear(WORD, packed) if not one.startswith(f"address: {address}plan/")] == []
    assert not [one for one in ears.heard if WORD in one], "not behind the # either, but packed"
    assert context.cookies() == []
    context.close()


def test_no_message_about_what_goes_wrong_says_a_word_of_the_plan(context: BrowserContext, address: str, tmp_path: Path) -> None:
    ears = Ears(context)
    page = context.new_page()
    page.goto(address + "plan/#now")
    wrong = {
        "half": f'{{"format": "pathway-plan", "version": 2, "name": "{WORD}", "answers": {{',
        "other": json.dumps({"name": WORD}),
        "damaged": json.dumps({"format": "pathway-plan", "version": 2, "id": WORD, "name": WORD, "lists": WORD}),
        "newer": json.dumps({"format": "pathway-plan", "version": 9, "id": "x", "name": WORD}),
        "long": json.dumps({"format": "pathway-plan", "version": 2, "id": "x", "name": WORD * 9000}),
    }
    for name, text in wrong.items():
        (tmp_path / f"{name}.json").write_text(text)
        page.locator("#plan-open").set_input_files(tmp_path / f"{name}.json")
        told(page)
        page.get_by_role("alert").get_by_role("button", name="Close").click()
    for name in ("half", "damaged", "newer"):
        page.goto(address + "about/")
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear() }")
        keep(page, "kept", wrong[name])
        page.goto(address + "plan/#now")
        told(page)
    page.evaluate("localStorage.clear()")
    page.reload()
    page.evaluate(FILL)
    page.get_by_label("What I do well").fill(f"{WORD} " * 50)
    expect(page.locator("[data-saved]")).to_have_text("Not saved")
    told(page)
    assert ears.hear(WORD) == []
    assert context.cookies() == []
    context.close()
