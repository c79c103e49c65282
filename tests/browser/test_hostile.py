"""Addresses and storage that somebody prepared to do harm: nothing of them runs, nothing goes out, and the plan stays as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, expect

MARKUP = "\"'><img src=//evil.example/x onerror=alert(1)><script>alert(1)</script><a href=javascript:alert(1)>x</a>"
NASTY = [
    MARKUP,
    "care-worker,constructor,__proto__,toString,hasOwnProperty",
    "constructor",
    "__proto__",
    "javascript:alert(1)",
    "//evil.example/x",
    "../../../etc/passwd",
    "</script><!--\u2028\u2029\u202e\u0000\ufeff%s{{7*7}}${alert(1)}",
    "a" * 10_000,
    "care-worker," * 500,
    "-1e999,NaN,Infinity,0x10",
]
ADDRESSES = [
    "roles/?group={0}&ladder={0}&stage={0}&pattern={0}&setting={0}&body={0}&interest={0}&flag={0}&not={0}&pay={0}&level={0}&sort={0}#{0}",
    "map/?role={0}&kind={0}&far={0}&between={0}&view={0}&group={0}&ladder={0}&pay={0}&sort={0}#{0}",
    "map/?role=care-worker&view={0}&kind={0}",
    "routes/?from={0}&to={0}&best={0}#{0}",
    "routes/?from=care-worker&to={0}&best={0}",
    "compare/?roles={0}",
    "compare/?roles=care-worker,{0}",
    "match/?likes={0}&hours={0}&study={0}&rule-out={0}&__proto__={0}#{0}",
    "print/?form={0}&of={0}&title={0}&cover={0}",
    "print/?of=role:{0},ladder:{0},poster:{0},route:{0}:{0},way:{0}:{0},compare:{0}:{0},open,plan,__proto__:{0}",
    "print/?of=ladder:constructor,route:constructor:constructor,way:constructor:constructor,poster,role,compare&title={0}",
    "search/?q={0}",
    "for-advisers/?send={0}&role={0}&from={0}&to={0}&best={0}&roles={0}#note={0}",
    "for-advisers/?show=roles/{0}",
    "plan/?from={0}&to={0}&route={0}#note={0}",
    "plan/?from=care-worker&to=senior-care-worker&route={0}#note={0}",
    "plan/#plan={0}",
    "plan/#{0}",
    "have/?{0}={0}",
    "embed/roles/care-worker/?{0}={0}#{0}",
    "offline/?{0}#{0}",
    "?{0}={0}#{0}",
]
WATCH = "addEventListener('securitypolicyviolation', event => console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`))"
PLAN = {"format": "pathway-plan", "version": 2, "id": "mine", "name": "Mine", "made": "2026-11-25T09:00:00.000Z", "lists": {}, "gone": {}}
MINE = json.dumps({**PLAN, "answers": {"strengths": {"value": "I am calm.", "at": "2026-11-25T09:00:00.000Z"}}})


class Watched:
    """A page, and all that must not happen on it."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.page = context.new_page()
        self.faults: list[str] = []
        self.page.add_init_script(WATCH)
        self.page.on("pageerror", lambda error: self.faults.append(f"error: {error.message} {error.stack or ''}"))
        self.page.on("console", lambda said: self.faults.append(f"console: {said.text}") if "policy:" in said.text else None)
        self.page.on("dialog", self._dialog)
        self.page.on("request", lambda asked: None if asked.url.startswith((address, "data:", "blob:")) else self.faults.append(asked.url))

    def _dialog(self, dialog: Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context()
    yield Watched(context, address)
    context.close()


def quiet(page: Page) -> None:
    """The page has read its address and shown what it makes of it."""
    page.wait_for_load_state("networkidle")
    expect(page.locator("h1").first).to_be_visible()


@pytest.mark.parametrize("where", ADDRESSES)
def test_a_hostile_address_does_nothing(watched: Watched, address: str, where: str) -> None:
    page = watched.page
    page.goto(address + "about/")
    page.evaluate("mine => { localStorage.setItem('plan:mine', mine); localStorage.setItem('plan-current', 'mine') }", MINE)
    before = page.evaluate("JSON.stringify({...localStorage})")
    for nasty in NASTY:
        page.goto("about:blank")
        page.goto(address + where.replace("{0}", quote(nasty, safe=",:")))
        quiet(page)
        assert watched.faults == [], nasty[:80]
        assert page.locator("[onerror], [src*='evil'], [href^='javascript:'], [href*='evil']").count() == 0, nasty[:80]
        assert page.evaluate("Object.keys(Object.prototype).length + ('polluted' in {})") == 0
        assert page.evaluate("JSON.stringify({...localStorage})") == before, nasty[:80]
        assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), f"scrolls sideways with {nasty[:80]}"


GARBAGE = [
    "",
    "null",
    "7",
    "[]",
    "{",
    '[null, 7, {}, [], "x"]',
    '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}}',
    json.dumps({"roles": [MARKUP, {"id": MARKUP}, None], "qualifications": MARKUP, "skills": {"length": 3}}),
    json.dumps([{"id": "care-worker", "title": MARKUP}, {"id": MARKUP, "title": MARKUP}]),
    json.dumps({"mine": [{"on": MARKUP, "what": MARKUP}, {"on": "2026-13-99", "what": "x"}, None]}),
    json.dumps({**PLAN, "version": 99}),
    json.dumps({**PLAN, "name": MARKUP, "answers": {"strengths": 7}, "lists": {"actions": "x"}}),
    json.dumps({**PLAN, "name": MARKUP, "answers": {}, "note": MARKUP, "route": [MARKUP, "constructor"]}),
    "\x00" * 1000,
    MARKUP,
]
KEYS = ["plan:mine", "plan-current", "plans-due", "plan-shared", "have", "nation", "compare"]
PAGES = ["", "roles/", "roles/care-worker/", "map/", "routes/", "compare/", "match/", "print/", "plan/", "have/"]


@pytest.mark.parametrize("where", PAGES)
def test_storage_full_of_garbage_does_nothing(watched: Watched, address: str, where: str) -> None:
    page = watched.page
    page.goto(address + "about/")
    for text in GARBAGE:
        page.evaluate(
            """([keys, text, mine]) => {
                for (const store of [localStorage, sessionStorage]) { store.clear(); for (const key of keys) store.setItem(key, text) }
                sessionStorage.removeItem('plan-shared')
                localStorage.setItem('plan:other', mine)
            }""",
            [KEYS, text, MINE],
        )
        page.goto(address + where)
        quiet(page)
        assert watched.faults == [], text[:80]
        assert page.locator("[onerror], [src*='evil'], [href^='javascript:'], [href*='evil']").count() == 0, text[:80]
        assert page.evaluate("'polluted' in {}") is False
        assert page.evaluate("localStorage.getItem('plan:other')") == MINE
        assert page.evaluate("localStorage.getItem('plan:mine')") == text, "what cannot be read stays as it is"
