"""Exploring the real site as people do: search, what I have, the list of roles, and routes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given, settings
from hypothesis import strategies as some
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sites import Site

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def sound(page: Page) -> None:
    """Nothing on the page as it stands is an accessibility violation."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), "scrolls sideways"


@pytest.fixture(params=["mouse at 1280 px", "touch at 360 px"])
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    touch = request.param.startswith("touch")
    made = browser.new_context(viewport={"width": 360 if touch else 1280, "height": 800}, has_touch=touch, is_mobile=touch)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    opened = context.new_page()
    opened.goto(address)
    return opened


def test_a_field_suggests_as_a_combobox_does(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(address + "routes/")
    page.locator("#from").focus()
    expect(page.locator("#from")).to_have_attribute("aria-expanded", "false")
    page.keyboard.type("carer")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    active = page.locator("#from").get_attribute("aria-activedescendant")
    expect(page.locator(f"#{active}")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.locator("#from")).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#from")).to_have_value("Care worker")
    page.keyboard.press("Tab")
    page.keyboard.type("registered manager")
    expect(page.get_by_role("option", name="Registered manager", exact=False).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-found-title]")).to_be_focused()
    assert page.url.endswith("?from=care-worker&to=registered-manager&best=least-study")
    page.close()


def test_going_back_shows_what_was_asked_before(page: Page, address: str) -> None:
    page.goto(address + "routes/?from=care-worker&to=registered-manager")
    expect(page.locator(".route").first).to_be_visible()
    page.get_by_label("Least study").check()
    page.get_by_role("button", name="Show routes").click()
    expect(page).to_have_url(re.compile("best=least-study"))
    page.go_back()
    expect(page.get_by_label("Soonest")).to_be_checked()


def test_what_i_have_is_left_out_of_what_a_route_still_asks(page: Page, address: str) -> None:
    page.goto(address + "routes/?from=care-worker&to=senior-care-worker")
    before = page.locator(".route").first.locator(".route-needs").inner_text()
    assert "Level 2 Diploma in Care" in before
    page.goto(address + "qualifications/nvq-level-2/")
    page.get_by_role("button", name="I have this").click()
    page.goto(address + "routes/?from=care-worker&to=senior-care-worker")
    route = page.locator(".route").first
    expect(route.locator(".route-have").first).to_contain_text("You have 1")
    expect(route).not_to_contain_text("Level 2 Diploma in Care")


def test_what_is_asked_can_be_ticked_off_and_every_page_knows(page: Page, address: str, context: BrowserContext) -> None:
    page.goto(address + "roles/senior-care-worker/")
    count = page.locator("[data-needs-count]")
    expect(count).to_contain_text("You have 0 of the")
    other = context.new_page()
    other.goto(address + "roles/senior-care-worker/")
    page.get_by_role("button", name="I have Level 3 Diploma in Adult Care").first.click()
    expect(count).to_contain_text("You have 1 of the")
    expect(other.locator("[data-needs-count]")).to_contain_text("You have 1 of the")
    sound(page)
    page.goto(address + "roles/?sort=near")
    expect(page.locator("[data-row=senior-care-worker] [data-near]")).to_contain_text("You have 1 of")


def test_what_stands_for_something_that_is_asked_counts_on_every_page(page: Page, address: str) -> None:
    page.goto(address + "qualifications/nvq-level-3/")
    page.get_by_role("button", name="I have this").click()
    page.goto(address + "roles/?sort=near")
    near = page.locator("[data-row=senior-care-worker] [data-near]")
    expect(near).to_contain_text("You have 1 of")
    page.goto(address + "roles/senior-care-worker/")
    expect(page.locator("[data-needs-count]")).to_contain_text("You have 1 of the")


def test_skills_are_marked_where_they_appear_and_held_jobs_are_marked_in_diagrams(page: Page, address: str) -> None:
    page.goto(address + "roles/care-worker/")
    expect(page.locator("[data-skills-count]")).to_be_hidden()
    page.get_by_role("button", name="I have Patience").click()
    page.get_by_role("button", name="I have Listening").click()
    expect(page.locator("[data-skills-count]")).to_have_text(re.compile("You have 2 of the [0-9]+ skills."))
    page.get_by_role("button", name="I do this job, or have done it").click()
    sound(page)
    page.goto(address + "roles/senior-care-worker/")
    expect(page.locator("a.stop.is-mine")).to_have_text([re.compile("^Care worker")])
    page.goto(address + "ladders/adult-social-care/")
    expect(page.locator(".stop.is-mine")).to_have_count(1)
    sound(page)
    page.goto(address + "have/")
    expect(page.locator("[data-have-kind=skill]")).to_contain_text("Patience")


def test_one_place_shows_edits_and_clears_what_i_have(page: Page, address: str) -> None:
    page.goto(address + "have/")
    page.locator("#have-add").fill("care certificate")
    page.get_by_role("option", name="Care Certificate", exact=False).first.click()
    page.locator("#have-add").fill("care worker")
    page.get_by_role("option", name="Care worker", exact=False).first.click()
    expect(page.locator("[data-have-kind=qualification]")).to_contain_text("Care Certificate")
    expect(page.locator("[data-have-kind=role]")).to_contain_text("Care worker")
    sound(page)
    page.reload()
    page.get_by_role("button", name="Take away Care Certificate").click()
    expect(page.locator("[data-have-kind=qualification]")).to_contain_text("No qualification marked yet")
    page.get_by_role("button", name="Clear what I have marked").click()
    expect(page.get_by_role("button", name="Yes, clear it")).to_be_focused()
    sound(page)
    page.get_by_role("button", name="Yes, clear it").click()
    expect(page.locator("[data-have-kind=role]")).to_contain_text("No job marked yet")
    assert json.loads(page.evaluate("localStorage.getItem('have')")) == {"roles": [], "qualifications": [], "skills": []}


@pytest.mark.parametrize("kept", ["not JSON", '{"roles": 7}', '{"roles": ["<img src=x>", "care-worker", "gone-away"]}', "[]"])
def test_what_was_kept_badly_does_no_harm(page: Page, address: str, kept: str) -> None:
    page.evaluate("text => localStorage.setItem('have', text)", kept)
    page.goto(address + "have/")
    expect(page.locator("[data-have-page]")).to_be_visible()
    if "gone-away" in kept:
        expect(page.locator("[data-have-kind=role] li")).to_have_count(2)
        expect(page.locator("[data-have-kind=role]")).to_contain_text("gone away (no longer on this site)")


def test_a_browser_that_keeps_nothing_still_marks_for_the_page(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('blocked') } })")
    page.goto(address + "qualifications/care-certificate/")
    page.get_by_role("button", name="I have this").click()
    expect(page.get_by_role("button", name="I have this")).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("This browser does not keep it for the next page.")).to_have_count(1)


def test_what_is_within_reach_and_how_people_get_there(page: Page, address: str) -> None:
    page.goto(address + "routes/?from=care-worker")
    expect(page.locator("[data-found-title]")).to_have_text("Within reach: care worker")
    expect(page.get_by_role("heading", name=re.compile("In one move"))).to_be_visible()
    expect(page.get_by_role("heading", name=re.compile("In three moves"))).to_be_visible()
    sound(page)
    page.goto(address + "routes/?to=registered-manager")
    expect(page.locator("[data-found-title]")).to_have_text("How people get to registered manager")
    expect(page.locator("[data-found-routes]")).to_contain_text("Deputy manager")


@pytest.mark.parametrize("query", ["from=nobody&to=care-worker", "from=care-worker&to=<script>", "to=../../x"])
def test_a_link_that_names_no_role_says_so(page: Page, address: str, query: str) -> None:
    page.goto(f"{address}routes/?{query}")
    expect(page.locator("[data-found-title]")).to_have_text("This link names a role that is not here")


@pytest.mark.server
def test_where_there_is_no_route_the_nearest_roles_are_offered(page: Page, address: str) -> None:
    def without_arrivals(route: Any) -> None:
        network = route.fetch().json()
        end = next(at for at, role in enumerate(network["roles"]) if role["id"] == "registered-manager")
        network["steps"] = [step for step in network["steps"] if step[1] != end]
        route.fulfill(json=network)

    page.route("**/network.json", without_arrivals)
    page.goto(address + "routes/?from=care-worker&to=registered-manager")
    expect(page.locator("[data-found-status]")).to_contain_text("There is no route between these two")
    expect(page.locator("[data-found-routes] a").first).to_be_visible()


@pytest.mark.server
def test_routes_that_cannot_be_loaded_say_so_and_popular_ones_are_there(page: Page, address: str) -> None:
    page.route("**/network.json", lambda route: route.abort())
    page.goto(address + "routes/?from=care-worker&to=registered-manager")
    expect(page.locator("[data-found-title]")).to_have_text("The routes could not be loaded")
    assert page.locator(".popular a").count() > 5


def test_a_popular_route_is_a_whole_page_without_javascript(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "routes/")
    page.locator(".popular a").first.click()
    route = page.locator(".route").first
    expect(route.locator(".route-step").first).to_be_visible()
    expect(route.locator(".verdict").first).to_contain_text(re.compile("qualification"))
    context.close()


def test_filters_count_and_can_be_cleared(page: Page, address: str) -> None:
    page.goto(address + "roles/")
    total = page.locator(".row:visible").count()
    page.locator("[data-filter-panel] summary").click()
    box = page.locator("label", has=page.locator("input[value=open]"))
    promised = int(re.sub(r"\D", "", box.locator(".count").inner_text()))
    box.locator("input").check()
    expect(page.locator(".row:visible")).to_have_count(promised)
    expect(page).to_have_url(re.compile(r"\?flag=open$"))
    sound(page)
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator(".row:visible")).to_have_count(total)


def test_the_list_of_roles_is_whole_without_javascript_and_on_paper(browser: Browser, address: str, real: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "roles/")
    assert page.locator(".row:visible").count() == len(list((real.out / "roles").glob("*/index.html"))) - 1
    page.emulate_media(media="print")
    expect(page.locator(".row").first).to_be_visible()
    expect(page.locator(".filters")).to_be_hidden()
    context.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("carer", "Care worker"),
        ("HCA", "Healthcare assistant"),
        ("NVQ 3", "Level 3 Diploma in Adult Care"),
        ("old people's home", "Care worker"),
        ("no degree", "Roles that need no degree"),
        ("safegaurding", "Safeguarding lead"),
        ("band", "Band"),
    ],
)
def test_search_understands_what_people_type(page: Page, address: str, typed: str, found: str) -> None:
    page.goto(f"{address}search/?q={typed}")
    expect(page.locator("[data-search-list] .result").get_by_role("link", name=found, exact=True)).to_be_visible()


ROLES = some.fixed_dictionaries(
    {
        "stage": some.integers(0, 2),
        "ladders": some.lists(some.integers(0, 2), min_size=1, max_size=2, unique=True),
        "patterns": some.lists(some.sampled_from(["nights", "weekends", "weekdays"]), max_size=3, unique=True),
        "level": some.none() | some.integers(1, 8),
        "open": some.booleans(),
        "driving": some.sampled_from(["", "required", "helpful"]),
        "pay": some.none() | some.tuples(some.integers(20, 50), some.integers(50, 90)).map(list),
    }
)
FILTERS = some.fixed_dictionaries(
    {},
    optional={
        "ladder": some.sampled_from(["a", "b", "a,c"]),
        "stage": some.sampled_from(["low", "high,top"]),
        "not": some.sampled_from(["nights", "driving", "nights,driving"]),
        "flag": some.sampled_from(["open", "no-degree", "open,no-degree"]),
        "level": some.integers(0, 8).map(str),
        "pay": some.integers(0, 95).map(str),
        "sort": some.sampled_from(["title", "pay", "level", "near"]),
    },
)
CHECK = """async ({ roles, query }) => {
  const { parse, write, filtered, counts, FACETS } = await import('./static/js/filters.js')
  const { makeNetwork } = await import('./static/js/network.js')
  const network = makeNetwork({
    stages: [['low', ''], ['high', ''], ['top', '']], groups: [], funding: [], qualifications: [], steps: [],
    ladders: [['a', '', 'x'], ['b', '', 'x'], ['c', '', 'y']],
    roles: roles.map(({ level, pay, ...role }, at) => ({
      id: `r${at}`, title: `R${at}`, ...role, level: level ?? undefined, pay: pay ?? undefined,
    })),
  })
  const filter = parse(new URLSearchParams(query))
  const found = filtered(network, filter, new Set())
  const promises = Object.keys(FACETS).flatMap(name => [...counts(network, filter, name)].map(([value, count]) => {
    const only = name === 'flag' ? [...new Set([...(filter.chosen.flag ?? []), value])] : [value]
    return count === filtered(network, { ...filter, chosen: { ...filter.chosen, [name]: only } }, new Set()).length
  }))
  return { found, same: String(write(parse(write(filter)))) === String(write(filter)), promises: promises.every(Boolean) }
}"""


def expected(roles: list[dict[str, Any]], query: dict[str, str]) -> set[int]:
    """The roles that a filter lets through, worked out afresh."""

    def fits(role: dict[str, Any]) -> bool:
        values = {name: text.split(",") for name, text in query.items()}
        flags = [*(["open"] if role["open"] else []), *(["no-degree"] if (role["level"] or 0) < 6 else [])]
        against = [*role["patterns"], *(["driving"] if role["driving"] == "required" else [])]
        return (
            ("ladder" not in query or any("abc"[at] in values["ladder"] for at in role["ladders"]))
            and ("stage" not in query or ["low", "high", "top"][role["stage"]] in values["stage"])
            and not any(one in against for one in values.get("not", []))
            and all(flag in flags for flag in values.get("flag", []))
            and ("level" not in query or (role["level"] or 0) <= int(query["level"]))
            and (int(query.get("pay", 0)) == 0 or (role["pay"] or [0, 0])[1] >= int(query["pay"]))
        )

    return {at for at, role in enumerate(roles) if fits(role)}


@pytest.mark.server
def test_filters_keep_their_promises(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)

    @settings(max_examples=150, deadline=None)
    @given(some.lists(ROLES, max_size=12), FILTERS)
    def check(roles: list[dict[str, Any]], query: dict[str, str]) -> None:
        answer = page.evaluate(CHECK, {"roles": roles, "query": query})
        assert set(answer["found"]) == expected(roles, query)
        assert answer["same"], "an address says the same when it is read and written again"
        assert answer["promises"], "a count is the number of roles that choosing the value gives"

    check()
    page.close()
