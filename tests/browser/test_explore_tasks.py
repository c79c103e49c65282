"""What people explore the site for, from beginning to end: by mouse, by touch at 360 px and by keyboard alone. Each state is accessible."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator

import pytest
from browser.hands import ALL_HANDS, Hand
from browser.worksheet import sound
from playwright.sync_api import Browser, Locator, expect
from pypdf import PdfReader

Someone = Callable[[], Hand]
PRINTED = "window.print = () => { document.documentElement.dataset.printed = 'yes' }"


@pytest.fixture(params=ALL_HANDS)
def someone(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Someone]:
    """Another person with a browser of their own."""
    hands: list[Hand] = []

    def made() -> Hand:
        hands.append(ALL_HANDS[request.param](browser))
        return hands[-1]

    yield made
    for hand in hands:
        hand.context.close()


def suggested(hand: Hand, title: str) -> Locator:
    """What a search field suggests, by its title."""
    return hand.page.get_by_role("option").filter(has=hand.page.get_by_text(title, exact=True)).first


def test_a_care_assistant_finds_how_to_become_a_registered_manager_and_what_it_costs(someone: Someone, address: str) -> None:
    hand = someone()
    page = hand.page
    page.goto(address)
    hand.pick(page.locator("#home-search"), "care assistant", suggested(hand, "Care worker"))
    expect(page.locator("h1")).to_have_text("Care worker")
    hand.press(page.get_by_role("button", name="I do this job, or have done it"))
    sound(page)
    hand.write(page.locator("#header-search"), "regsitered manager")
    expect(suggested(hand, "Registered manager")).to_be_visible()
    sound(page)
    hand.pick(page.locator("#header-search"), "regsitered manager", suggested(hand, "Registered manager"))
    expect(page.locator("h1")).to_have_text("Registered manager")
    hand.press(page.get_by_role("link", name="Show routes from where I am"))
    expect(page.locator("[data-found-title]")).to_have_text("From care worker to registered manager")
    route = page.locator(".route").first
    expect(route.locator(".route-step").last).to_contain_text("Registered manager")
    expect(route.locator(".route-totals")).to_contain_text("Cost to you")
    expect(route.locator(".route-totals")).to_contain_text("New qualifications")
    sound(page)
    hand.mark(page.get_by_label("Least study"))
    hand.press(page.get_by_role("button", name="Show routes"))
    expect(page.locator("[data-found-title]")).to_be_focused()
    assert page.url.endswith("?from=care-worker&to=registered-manager&best=least-study")
    sound(page)


def test_an_adviser_sends_a_link_to_a_route_and_a_filtered_list_and_the_client_sees_the_same(someone: Someone, address: str) -> None:
    adviser, client = someone(), someone()
    page, other = adviser.page, client.page
    page.goto(address + "routes/")
    adviser.pick(page.locator("#from"), "carer", suggested(adviser, "Care worker"))
    adviser.pick(page.locator("#to"), "registered manager", suggested(adviser, "Registered manager"))
    adviser.mark(page.get_by_label("Earning all the way"))
    adviser.press(page.get_by_role("button", name="Show routes"))
    expect(page.locator(".route").first).to_be_visible()
    other.goto(page.url)
    expect(other.locator(".route").first).to_be_visible()
    expect(other.locator("#to")).to_have_value("Registered manager")
    expect(other.get_by_label("Earning all the way")).to_be_checked()
    assert other.locator("[data-found]").inner_text() == page.locator("[data-found]").inner_text()
    sound(other)

    page.goto(address + "roles/")
    whole = page.locator(".row:visible").count()
    if not page.locator("input[value=no-degree]").is_visible():
        adviser.press(page.locator("[data-filter-panel] summary"))
    adviser.press(page.locator("input[name=flag][value=no-degree]"))
    adviser.press(page.locator("input[name=not][value=nights]"))
    expect(page.locator("[data-filter-status]")).to_contain_text(" of ")
    adviser.choose(page.locator("#sort"), "pay, highest first")
    expect(page).to_have_url(re.compile("sort=pay"))
    other.goto(page.url)
    expect(other.locator("[data-filter-status]")).to_have_text(page.locator("[data-filter-status]").inner_text())
    titles = other.locator(".row:visible .row-title").all_inner_texts()
    assert 0 < len(titles) < whole
    assert titles == page.locator(".row:visible .row-title").all_inner_texts()
    assert other.locator("input[value=no-degree]").is_checked()
    sound(page)


def test_three_roles_are_compared_and_printed(someone: Someone, address: str) -> None:
    hand = someone()
    page = hand.page
    page.add_init_script(PRINTED)
    page.goto(address + "compare/")
    field = page.get_by_role("combobox", name="Add a role by any of its names")
    for words, title in (("carer", "Care worker"), ("hca", "Healthcare assistant"), ("support worker", "Support worker")):
        hand.pick(field, words, suggested(hand, title))
        expect(page.locator("table.compare thead a").last).to_have_text(title)
    sound(page)
    hand.press(page.get_by_role("button", name="Print this page"))
    expect(page.locator("html[data-printed]")).to_have_count(1)
    (paper,) = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert paper.mediabox.width > paper.mediabox.height
    for title in ("Care worker", "Healthcare assistant", "Support worker", "Only here", "The same for all"):
        assert title in paper.extract_text()
