"""Comparing roles: what people do with it, in Chromium; and the script's rows against those of the builder."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given, settings
from made_up import GROUPS, sides
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from pypdf import PageObject, PdfReader
from sites import Site

from explorer.compare import SECTIONS, comparison, on_paper
from explorer.say import Say
from explorer.sides import Side, as_json

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
THREE = "compare/?roles=care-worker,healthcare-assistant,support-worker"
A4_LANDSCAPE = (842, 595)
LONG = [
    "approved-mental-health-professional,catering-assistant,psychological-wellbeing-practitioner,social-worker",
    "registered-nurse-mental-health,emergency-care-assistant,approved-mental-health-professional,care-worker",
    "key-worker,support-worker,head-of-hr,care-worker",
]
"""Roles with long texts and little in common: the first four take the most room of any that were found."""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.fixture(scope="module")
def bare(browser: Browser, address: str) -> Iterator[Page]:
    """A page of the site, on which modules can be run by themselves."""
    page = browser.new_page()
    page.goto(address + "404.html")
    yield page
    page.close()


def columns(page: Page) -> list[str]:
    """The roles that stand side by side."""
    expect(page.locator("table.compare")).to_be_visible()
    return page.locator("table.compare thead a").all_inner_texts()


def cells(page: Page, row: str, verdict: str) -> Locator:
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=f"{row} {verdict}", exact=True)).get_by_role("cell")


def printed(page: Page) -> list[str]:
    """The pages on paper, each checked to be A4 landscape."""
    pages = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    for one in pages:
        assert (round(float(one.mediabox.width)), round(float(one.mediabox.height))) == A4_LANDSCAPE
    return [one.extract_text() for one in pages]


def test_three_roles_are_chosen_in_the_list_compared_and_printed_on_one_page(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "roles/")
    for role in ("Care worker", "Healthcare assistant", "Support worker"):
        page.get_by_role("button", name=f"Compare {role}", exact=True).click()
    page.get_by_role("link", name="Compare these 3").click()
    assert columns(page) == ["Care worker", "Healthcare assistant", "Support worker"]
    assert page.url.endswith("?roles=care-worker,healthcare-assistant,support-worker")
    expect(cells(page, "Driving licence", "Different")).to_have_text(
        [re.compile("Not asked for"), re.compile("Not asked for"), re.compile("Helpful")]
    )
    expect(cells(page, "Shifts", "In all three")).to_contain_text(["Evenings"])
    expect(cells(page, "Shifts", "Only here").nth(2)).to_contain_text("Sleep-ins")
    (paper,) = printed(page)
    for words in ("Care worker", "Healthcare assistant", "Support worker", "Only here", "The same for all", "Way in", "From here"):
        assert words in paper
    assert "compare/?roles=care-worker,healthcare-assistant,support-worker" in re.sub(r"\s", "", paper), "the address keeps the roles"
    assert "Take away" not in paper


def sizes(paper: PageObject) -> Counter[float]:
    """How many letters there are of each size of type, in points."""
    found: Counter[float] = Counter()

    def visit(text: str, cm: list[float], tm: list[float], _: Any, size: float) -> None:
        if words := text.strip():
            found[round(size * abs(tm[3]) * abs(cm[3]), 1)] += len(words)

    paper.extract_text(visitor_text=visit)
    return found


@pytest.mark.parametrize("roles", LONG)
def test_four_roles_with_the_most_to_say_are_printed_on_one_page_in_type_that_can_be_read(
    context: BrowserContext, address: str, roles: str
) -> None:
    page = context.new_page()
    page.goto(f"{address}compare/?roles={roles}")
    expect(page.locator("table.compare")).to_be_visible()
    (paper,) = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    found = sizes(paper)
    assert min(found) >= 8.5, found
    for role in page.locator("table.compare thead a").all_inner_texts():
        assert role.split()[0] in paper.extract_text()


def test_every_comparison_with_its_own_page_prints_on_one_page(context: BrowserContext, address: str, real: Site) -> None:
    page = context.new_page()
    for link in real.page("compare/").links(".popular").values():
        page.goto(f"{address}compare/{link}")
        assert len(printed(page)) == 1, link


def test_a_comparison_is_made_by_keyboard_alone(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "compare/")
    field = page.get_by_role("combobox", name="Add a role by any of its names")
    while not field.evaluate("element => element === document.activeElement"):
        page.keyboard.press("Tab")
    for words, added in (("carer", "Care worker"), ("hca", "Healthcare assistant")):
        page.keyboard.type(words)
        option = page.get_by_role("option").filter(has=page.get_by_text(added, exact=True))
        expect(option).to_be_visible()
        while option.get_attribute("aria-selected") != "true":
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        expect(page.locator("[data-compare-status]")).to_contain_text(f"{added} is added.")
        expect(field).to_be_focused()
    assert columns(page) == ["Care worker", "Healthcare assistant"]
    away = page.get_by_role("button", name="Take away Care worker")
    while not away.evaluate("element => element === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-compare-status]")).to_contain_text("Care worker is taken away. Choose another role to set beside it.")
    expect(field).to_be_focused()
    assert columns(page) == ["Healthcare assistant"]
    page.go_back()
    expect(page.get_by_role("columnheader")).to_have_count(2)


def test_a_link_shows_the_same_to_somebody_else(browser: Browser, context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + THREE)
    page.get_by_role("button", name="Add Home care worker").click()
    expect(page.get_by_role("columnheader")).to_have_count(4)
    expect(page.locator("[data-compare-form]")).to_be_hidden()
    other = browser.new_page()
    other.goto(page.url)
    expect(other.get_by_role("columnheader")).to_have_count(4)
    assert other.locator("table.compare").inner_text() == page.locator("table.compare").inner_text()
    other.close()


def test_a_role_page_leads_to_a_comparison(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "roles/care-worker/")
    button = page.get_by_role("button", name="Compare Care worker")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    page.goto(address + "roles/home-care-worker/")
    expect(page.get_by_text("To compare: Care worker")).to_be_visible()
    page.get_by_role("button", name="Compare Home care worker").click()
    page.get_by_role("link", name="Compare these 2").click()
    assert columns(page) == ["Care worker", "Home care worker"]
    page.go_back()
    page.get_by_role("button", name="Clear").click()
    expect(page.locator("[data-compare-bar]")).to_be_hidden()
    expect(page.get_by_role("button", name="Compare Home care worker")).to_have_attribute("aria-pressed", "false")


def test_a_fifth_role_is_refused_in_words(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "roles/")
    for at in range(5):
        page.locator("[data-compare]").nth(at).click()
    expect(page.get_by_text("4 roles are the most that fit side by side.")).to_be_visible()
    expect(page.locator("[data-compare][aria-pressed=true]")).to_have_count(4)


def test_it_works_where_the_browser_keeps_nothing(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    for name in ("localStorage", "sessionStorage"):
        page.add_init_script(f"Object.defineProperty(window, '{name}', {{ get() {{ throw new Error('blocked') }} }})")
    page.goto(address + "roles/")
    page.locator("[data-compare]").nth(0).click()
    page.locator("[data-compare]").nth(1).click()
    page.get_by_role("link", name="Compare these 2").click()
    assert len(columns(page)) == 2


def test_a_link_that_names_an_unknown_role_says_so_and_shows_the_rest(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "compare/?roles=care-worker,lamp-lighter,healthcare-assistant")
    assert columns(page) == ["Care worker", "Healthcare assistant"]
    expect(page.locator("[data-compare-status]")).to_contain_text("nothing to show for lamp-lighter")


@pytest.mark.server
def test_the_old_name_of_a_role_becomes_the_new_one(context: BrowserContext, address: str, real: Site) -> None:
    page = context.new_page()
    side = (real.out / "data/roles/care-worker.json").read_text()
    page.route("**/data/roles/carer.json", lambda route: route.fulfill(body=side, content_type="application/json"))
    page.goto(address + "compare/?roles=carer,healthcare-assistant")
    assert columns(page) == ["Care worker", "Healthcare assistant"]
    assert page.url.endswith("?roles=care-worker,healthcare-assistant")
    page.get_by_role("button", name="Take away Care worker").click()
    expect(page.locator("table.compare thead a")).to_have_text(["Healthcare assistant"])


def test_on_a_phone_each_value_stands_by_the_name_of_its_role(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(address + THREE)
    names = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Hours Different")).locator(".compare-whose")
    expect(names).to_have_text(["Care worker", "Healthcare assistant", "Support worker"])
    for name in names.all():
        expect(name).to_be_visible()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    page.get_by_role("button", name="Take away Support worker").tap()
    expect(page.locator("table.compare thead a")).to_have_count(2)
    context.close()


def test_the_readers_nation_comes_first(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address)
    page.locator("footer [data-nation-chooser] select").select_option("scotland")
    for where in ("compare/?roles=care-worker,healthcare-assistant", "compare/care-worker/healthcare-assistant/"):
        page.goto(address + where)
        expect(page.locator("table.compare .compare-title").first).to_have_text("Pay, Scotland")


def test_the_script_shows_what_the_page_at_its_own_address_shows(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "compare/care-worker/home-care-worker/")
    built = page.locator("table.compare tbody").all_inner_texts()
    page.get_by_role("link", name="Change this comparison").click()
    expect(page.locator("table.compare")).to_be_visible()
    assert page.locator("table.compare tbody").all_inner_texts() == built


def test_without_a_script_the_page_leads_to_comparisons_that_need_none(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + THREE)
    expect(page.get_by_text("Choosing roles yourself needs JavaScript")).to_be_visible()
    page.get_by_role("link", name="Care worker and home care worker").click()
    expect(page.get_by_role("rowheader", name="Hours Different")).to_be_visible()
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("where", ["compare/", "compare/?roles=care-worker", "compare/?roles=hr-adviser,matron,key-worker,chief-nurse"])
def test_no_state_has_an_accessibility_violation(browser: Browser, address: str, where: str, scheme: Any) -> None:
    for width in (360, 1280):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page = context.new_page()
        page.goto(address + where, wait_until="networkidle")
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        assert found.violations_count == 0, f"{width} px: {found.generate_report()}"
        context.close()


def test_the_bar_has_no_accessibility_violation(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "roles/care-worker/")
    page.get_by_role("button", name="Compare Care worker").click()
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.server
@given(sides)
@settings(deadline=None)
def test_the_script_sets_out_the_same_rows_as_the_builder(bare: Page, roles: list[Side]) -> None:
    sections = [[title, [[field.name, field.title, field.layout, field.none] for field in fields]] for title, fields in SECTIONS.items()]
    run = "async ([roles, plan]) => (await import('./static/js/compare.js')).compare(roles, plan)"
    found = bare.evaluate(run, [[as_json(role) for role in roles], {"sections": sections, "groups": GROUPS}])
    assert [(one["title"], [[_row(row) for row in some_rows] for some_rows in one["fields"]]) for one in found] == [
        (title, [[_row(asdict(row)) for row in some_rows] for some_rows in some_fields])
        for title, some_fields in comparison(Say(), roles, GROUPS)
    ]


@pytest.mark.server
@given(sides)
@settings(deadline=None)
def test_the_script_puts_the_same_on_paper_as_the_builder(bare: Page, roles: list[Side]) -> None:
    sections = [[title, [[field.name, field.title, field.layout, field.none] for field in fields]] for title, fields in SECTIONS.items()]
    run = "async ([roles, plan]) => (await import('./static/js/compare.js')).onPaper(roles, plan)"
    found = bare.evaluate(run, [[as_json(role) for role in roles], {"sections": sections, "groups": GROUPS}])
    same, differing = on_paper(Say(), roles, GROUPS)
    assert [_row(row) for row in found["same"]] == [_row(asdict(row)) for row in same]
    assert [_paper(row) for row in found["rows"]] == [_paper(asdict(row)) for row in differing]


def _paper(row: dict[str, Any]) -> dict[str, Any]:
    """A row on paper with every item's fields."""
    return {
        **row,
        "cells": [[{"label": part["label"], **_row({"groups": (), "cells": [part["items"]]})} for part in cell] for cell in row["cells"]],
    }


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """A row with every item's fields, whichever language left them out."""
    empty: dict[str, Any] = {"note": "", "address": "", "groups": [], "grade": 0}
    return {
        **row,
        "groups": [*row["groups"]],
        "cells": [[{**empty, **item, "groups": [*item.get("groups", [])]} for item in cell] for cell in row["cells"]],
    }
