"""Every kind of page of the real site, in Chromium, over a local server below a path."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect
from sites import PROJECT, Site

KINDS = {
    "home": "",
    "ladders": "ladders/",
    "ladder": "ladders/nursing/",
    "ladder of six stages": "ladders/adult-social-care/",
    "roles": "roles/",
    "roles A to Z": "roles/a-to-z/",
    "routes": "routes/",
    "routes found": "routes/?from=care-worker&to=registered-manager",
    "a route": "routes/care-worker/operations-director/",
    "what I have": "have/",
    "plan": "plan/",
    "role": "roles/care-worker/",
    "role with registration": "roles/registered-nurse-adult/",
    "role at the top": "roles/chief-nurse/",
    "poster": "ladders/nursing/poster/",
    "poster of the map": "map/poster/",
    "role to print": "roles/care-worker/print/",
    "role in large print": "roles/care-worker/print/#large-print",
    "print": "print/",
    "a pack": "print/?of=role:care-worker,poster:nursing,compare:care-worker:support-worker,way:care-worker:team-leader,plan",
    "qualifications": "qualifications/",
    "qualification": "qualifications/care-certificate/",
    "closed qualification": "qualifications/nvq-level-2/",
    "map": "map/",
    "map around a role": "map/?role=nursing-associate&far=3",
    "map stage by stage": "map/?role=care-worker&view=stages&flag=no-degree",
    "map as a list": "map/?view=list&group=clinical",
    "skills": "skills/",
    "skill": "skills/listening/",
    "guidance": "guidance/",
    "article": "guidance/how-pathways-work/",
    "funding": "funding/",
    "bodies": "bodies/",
    "glossary": "glossary/",
    "about": "about/",
    "accessibility": "accessibility/",
    "privacy": "privacy/",
    "search": "search/?q=carer",
    "compare": "compare/?roles=care-worker,healthcare-assistant,support-worker",
    "comparison": "compare/nursing-associate/registered-nurse-adult/",
    "match": "match/?like=caring,science&no=nights",
    "report": "report/",
    "save for offline": "offline/",
    "Welsh home": "cy/",
    "Welsh ladder": "cy/ladders/childrens-residential-care/",
    "Welsh role": "cy/roles/childrens-residential-care-worker/",
    "Welsh plan": "cy/plan/",
    "Welsh routes found": "cy/routes/?from=care-worker&to=childrens-home-deputy-manager",
    "for advisers": "for-advisers/?send=route&from=care-worker&to=registered-manager",
    "no such page": "404.html",
}
TEXT_SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }
p { margin-bottom: 2em !important }
"""  # WCAG 2.2, 1.4.12
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Watch:
    """What a page did that it should not have: messages, errors, and requests to elsewhere."""

    def __init__(self, page: Page, address: str) -> None:
        self.faults: list[str] = []
        page.on("console", lambda message: self.faults.append(f"console: {message.text}"))
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("requestfailed", lambda request: self.faults.append(f"failed: {request.url}"))
        page.on("request", self._on_request)
        self._origin = urlsplit(address)[:2]

    def _on_request(self, request: Request) -> None:
        if urlsplit(request.url)[:2] != self._origin:
            self.faults.append(f"left the origin: {request.url}")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_loads_cleanly_and_asks_nobody_else(context: BrowserContext, address: str, kind: str) -> None:
    page = context.new_page()
    watch = Watch(page, address)
    page.goto(address + KINDS[kind], wait_until="networkidle")
    assert watch.faults == []
    expect(page.locator("h1")).to_have_count(1)
    assert context.cookies() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_page_has_no_accessibility_violation(browser: Browser, address: str, kind: str, scheme: str) -> None:
    for width in (360, 1280):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(address + KINDS[kind], wait_until="networkidle")
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        assert found.violations_count == 0, f"{width} px: {found.generate_report()}"
        context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_needs_no_sideways_scrolling_on_a_narrow_screen(browser: Browser, address: str, kind: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(address + KINDS[kind], wait_until="networkidle")
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    page.evaluate("text => { const s = new CSSStyleSheet(); s.replaceSync(text); document.adoptedStyleSheets = [s] }", TEXT_SPACING)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320, "with wider text spacing"
    context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_works_without_javascript(browser: Browser, address: str, kind: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + KINDS[kind])
    assert page.locator("main").inner_text().strip()
    assert page.locator("button:visible:not([role=search] *)").count() == 0, "no button that does nothing"
    assert page.locator(".header nav a:visible").count() == 8
    context.close()


def test_the_first_key_leads_to_the_content(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "roles/care-worker/")
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    expect(page.locator(".skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_a_reader_in_wales_sees_wales_first_on_every_page_and_loses_nothing(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "roles/care-worker/")
    rules = page.locator(".fact-registration li")
    before = sorted(rules.all_inner_texts())
    page.locator(".title-band [data-nation-chooser] select").select_option("wales")
    assert "Wales" in rules.first.inner_text()
    expect(page.locator(".title-band [data-nation-chooser] [role=status]")).to_have_text("Saved in this browser.")
    page.goto(address + "roles/home-care-worker/")
    assert "Wales" in page.locator(".fact-registration li").first.inner_text()
    page.goto(address + "roles/care-worker/")
    assert sorted(rules.all_inner_texts()) == before
    page.locator(".title-band [data-nation-chooser] select").select_option("")
    assert sorted(rules.all_inner_texts()) == before


def test_the_choice_of_nation_does_not_break_a_page_that_may_keep_nothing(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked') } })")
    watch = Watch(page, address)
    page.goto(address + "roles/care-worker/")
    page.locator(".title-band [data-nation-chooser] select").select_option("scotland")
    assert "Scotland" in page.locator(".fact-registration li").first.inner_text()
    expect(page.locator(".title-band [data-nation-chooser] [role=status]")).to_contain_text("does not keep it")
    assert watch.faults == []


def test_the_link_of_a_page_can_be_copied(context: BrowserContext, address: str) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(address + "roles/care-worker/#skills")
    page.get_by_role("button", name="Copy the link").click()
    expect(page.locator("[data-actions-status]")).to_have_text("Link copied.")
    assert page.evaluate("navigator.clipboard.readText()") == address + "roles/care-worker/"


def test_search_finds_a_job_by_another_name_and_in_spite_of_a_typing_mistake(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address)
    page.locator("#home-search").fill("carer")
    page.locator("#home-search").press("Enter")
    results = page.locator("[data-search-list]")
    expect(results.get_by_role("link", name="Care worker", exact=True)).to_be_visible()
    page.locator("#search").fill("regsitered manager")
    expect(results.get_by_role("link", name="Registered manager", exact=True)).to_be_visible()
    assert page.url.endswith("search/?q=regsitered%20manager")
    assert page.title().startswith("regsitered manager – Search – ")
    results.get_by_role("link", name="Registered manager", exact=True).click()
    expect(page.locator("h1")).to_have_text("Registered manager")


def test_search_says_so_when_nothing_is_found_and_when_it_cannot_be_loaded(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "search/?q=zzzzzzzz")
    expect(page.locator("[data-search-status]")).to_contain_text("Nothing found")
    page.route("**/search.json", lambda route: route.abort())
    page.goto(address + "search/?q=nurse")
    expect(page.locator("[data-search-status]")).to_contain_text("could not be loaded")


def test_an_address_that_leads_nowhere_offers_ways_on_at_any_depth(real: Site) -> None:
    """The page for it starts every link at the site's own path."""
    links = real.page("404.html").links("main")
    assert links["Home"] == "/careers/"
    assert links["Roles A to Z"] == "/careers/roles/"


def test_every_page_is_valid_html(real: Site, vnu: list[str]) -> None:
    pages = sorted(str(file) for file in real.out.rglob("*.html"))
    done = subprocess.run([*vnu, "--errors-only", "--stdout", *pages], capture_output=True, text=True, check=False, cwd=PROJECT)
    assert done.returncode == 0, done.stdout[:4000]


def test_pointing_at_a_role_in_a_diagram_lights_up_where_it_leads(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "ladders/nursing/")
    page.locator("[data-stop=nursing-associate]").focus()
    lit = page.locator("[data-stop].is-lit")
    expect(lit.filter(has_text="Registered nurse (adult)")).to_have_count(1)
    expect(lit.filter(has_text="Chief nurse")).to_have_count(0)
    assert page.locator(".line.is-lit").count() == page.locator("[data-start=nursing-associate], [data-end=nursing-associate]").count()
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert found.violations_count == 0, found.generate_report()
    page.locator("h1").click()
    page.keyboard.press("Tab")
    expect(page.locator(".line.is-lit")).to_have_count(0)


def test_the_pure_parts_of_the_scripts(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address)
    order = "async lists => { const { order } = await import('./static/js/nation.js'); return order(lists, 'wales') }"
    assert page.evaluate(order, [["england"], [], ["wales", "england"], ["scotland"], ["wales"]]) == [2, 4, 1, 0, 3]
    assert page.evaluate(order.replace("'wales'", "''"), [["wales"], [], ["england"]]) == [0, 1, 2]
    around = """async lines => {
        const { around } = await import('./static/js/board.js')
        const { lines: at, stops } = around(lines, 'b')
        return [Object.fromEntries(at), Object.fromEntries(stops)]
    }"""
    lines = [{"start": start, "end": end} for start, end in ("ab", "bc", "cd", "de", "ef", "xa", "xy", "db")]
    expected = {"a": 1, "b": 0, "c": 1, "d": 1, "e": 3, "x": 2}
    assert page.evaluate(around, lines) == [{"0": 1, "1": 1, "2": 2, "3": 3, "5": 2, "7": 1}, expected]
