"""Two languages as people use them: changing over, and going on with the same plan."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from browser.hands import at
from playwright.sync_api import Browser, Page, expect

ROLE = "roles/childrens-residential-care-worker/"


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    made = context.new_page()
    made.on("pageerror", lambda error: pytest.fail(f"{error}"))
    yield made
    context.close()


@pytest.mark.parametrize(
    ("where", "english", "welsh"),
    [
        ("", "Find your way in health and social care", "Dewch o hyd i’ch ffordd ym maes iechyd a gofal cymdeithasol"),
        (ROLE, "Children's residential care worker", "Gweithiwr gofal plant preswyl"),
        ("plan/", "My progression plan", "Fy nghynllun datblygu"),
    ],
)
def test_a_reader_changes_the_language_and_back(page: Page, address: str, where: str, english: str, welsh: str) -> None:
    page.goto(address + where)
    page.get_by_role("link", name="Cymraeg").click()
    expect(page).to_have_url(at(f"{address}cy/{where}"))
    expect(page.get_by_role("heading", level=1)).to_have_text(welsh)
    expect(page.locator("html")).to_have_attribute("lang", "cy")
    page.get_by_role("link", name="English", exact=True).click()
    expect(page).to_have_url(at(address + where))
    expect(page.get_by_role("heading", level=1)).to_have_text(english)


def test_what_is_chosen_goes_along_into_the_other_language(page: Page, address: str) -> None:
    page.goto(f"{address}routes/?from=care-worker&to=childrens-home-deputy-manager")
    expect(page.locator(".route").first).to_be_visible()
    page.get_by_role("link", name="Cymraeg").click()
    expect(page).to_have_url(at(f"{address}cy/routes/?from=care-worker&to=childrens-home-deputy-manager"))
    expect(page.locator("[data-found-title]")).to_have_text("O care worker i dirprwy reolwr (cartref plant)")
    expect(page.locator(".route-title").first).to_contain_text("Taith 1: ")
    english = page.locator(".route-role a[hreflang=en]").first
    expect(english).to_contain_text("(Saesneg)")
    english.click()
    expect(page.locator("html")).to_have_attribute("lang", "en-GB")


def test_a_plan_made_in_english_opens_in_welsh_with_nothing_lost(page: Page, address: str) -> None:
    page.goto(f"{address}plan/")
    page.get_by_label("Name of this plan").fill("Mine")
    page.get_by_label("What I do well").fill("I listen")
    page.locator(".plan-parts a[href='#actions']").click()
    page.get_by_role("button", name="Add an action").click()
    row = page.locator("[data-rows=actions] [data-row]").last
    row.get_by_label("Action").fill("Ask Maria")
    row.get_by_label("By", exact=True).fill("2027-06-01")
    row.get_by_label("Status").select_option(label="Under way")
    expect(page.locator("[data-saved]")).to_have_text("Saved")
    before = page.evaluate("() => Object.entries(localStorage).filter(([key]) => key.startsWith('plan:')).toString()")

    page.get_by_role("link", name="Cymraeg").click()
    expect(page.locator(".plan.is-live")).to_be_visible()
    expect(page.get_by_label("Enw’r cynllun hwn")).to_have_value("Mine")
    expect(page.locator(".plan-due")).to_contain_text("Ask Maria 1 Mehefin 2027")
    row = page.locator("[data-rows=actions] [data-row]").first
    expect(row.get_by_label("Cam gweithredu")).to_have_value("Ask Maria")
    expect(row.get_by_label("Statws").locator("option:checked")).to_have_text("Ar y gweill")
    page.locator(".plan-parts a[href='#now']").click()
    expect(page.get_by_label("Beth rwy’n ei wneud yn dda")).to_have_value("I listen")
    assert page.evaluate("() => Object.entries(localStorage).filter(([key]) => key.startsWith('plan:')).toString()") == before
    page.locator(".plan-parts a[href='#keep']").click()
    expect(page.get_by_role("button", name="Cadw mewn ffeil")).to_be_visible()


def test_search_answers_in_welsh_and_finds_english_entries_too(page: Page, address: str) -> None:
    page.goto(f"{address}cy/search/?q=gweithiwr+gofal+plant")
    found = page.get_by_role("link", name="Gweithiwr gofal plant preswyl", exact=True)
    expect(found).to_have_attribute("href", re.compile(f"/cy/{ROLE}"))
    page.goto(f"{address}cy/search/?q=paramedic")
    link = page.locator(".result a", has_text="Paramedic").first
    expect(link).to_have_attribute("hreflang", "en")
    expect(link).to_contain_text("(Saesneg)")
    expect(page.locator("[data-search-status]")).to_contain_text("wedi’u canfod ar gyfer “paramedic”")
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Paramedic")


@pytest.mark.server
def test_numbers_that_scripts_say_have_the_forms_of_welsh(page: Page, address: str) -> None:
    page.goto(f"{address}cy/roles/")
    expect(page.locator("[data-filter-status]")).to_contain_text("rôl")
    said = page.evaluate(
        """async () => {
          const { _n, both, day } = await import('../../static/js/say.js')
          const years = [0, 1, 2, 3, 5, 6].map(count => _n('{count} year', '{count} years', count))
          return [...years, both(['Cymru', 'Lloegr', 'Iwerddon']), day('2026-11-04')]
        }"""
    )
    forms = ["0 blwyddyn", "1 flwyddyn", "2 flynedd", "3 blynedd", "5 mlynedd", "6 blynedd"]
    assert said == [*forms, "Cymru, Lloegr ac Iwerddon", "4 Tachwedd 2026"]
