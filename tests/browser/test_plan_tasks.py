"""What people do with the worksheet, from beginning to end: by touch on a phone, and by keyboard alone. Each state is accessible."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from browser.hands import HANDS, Hand
from browser.worksheet import kept, saved, sound
from icalendar import Calendar
from PIL import Image
from playwright.sync_api import Browser, expect
from pypdf import PdfReader

Someone = Callable[[], Hand]


@pytest.fixture(params=HANDS)
def someone(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Someone]:
    """Another person with a browser of their own."""
    hands: list[Hand] = []

    def made() -> Hand:
        hands.append(HANDS[request.param](browser))
        return hands[-1]

    yield made
    for hand in hands:
        hand.context.close()


@pytest.fixture
def hand(someone: Someone) -> Hand:
    return someone()


def go_to(hand: Hand, part: str) -> None:
    hand.press(hand.page.locator(f".plan-parts a[href='#{part}']"))
    expect(hand.page.locator(f"#{part}-title")).to_be_focused()


def add_action(hand: Hand, what: str, twice: int = 0, year: int = 0) -> None:
    page = hand.page
    hand.press(page.get_by_role("button", name="Add an action"))
    row = page.locator("[data-rows=actions] [data-row]").last
    hand.write(row.get_by_label("Action"), what)
    if year:
        hand.date(row.get_by_label("By", exact=True), twice, year)


def test_a_plan_is_made_from_a_route(hand: Hand, address: str) -> None:
    page = hand.page
    page.goto(address + "routes/?from=care-worker&to=registered-manager")
    hand.press(page.get_by_role("link", name="Plan this route").first)
    expect(page.locator(".plan-undo")).to_contain_text("Added to your plan")
    saved(page)
    assert "?" not in page.url, "the address is clean again"
    expect(page.get_by_label("My job now")).to_have_value("Care worker")
    for part in ("goals", "gaps", "actions", "training", "review"):
        go_to(hand, part)
        expect(page.locator(f"#{part} [data-row]").first).to_be_visible()
    expect(page.locator("[data-rows=goals]")).to_contain_text("Become a registered manager")
    row = page.locator("[data-rows=reviews] [data-row]").first
    hand.press(row.locator("summary"))
    hand.write(row.get_by_label("With"), "Maria")
    hand.time(row.get_by_label("At", exact=True), "09:30")
    sound(page)
    saved(page)
    page.reload()
    expect(page.locator("#review-title")).to_be_focused()
    expect(page.locator("[data-rows=reviews] [data-row]").first.get_by_label("With")).to_have_value("Maria")
    page.goto(address)
    expect(page.locator("[data-plan-home]")).to_contain_text("Tell my manager")
    sound(page)


def test_a_goal_chosen_in_the_worksheet_brings_gaps_actions_courses_and_reviews_to_choose_from(hand: Hand, address: str) -> None:
    page = hand.page
    page.goto(address + "plan/#overview")
    expect(page.locator("#overview")).to_contain_text("Nothing here yet.")
    sound(page)
    go_to(hand, "now")
    hand.write(page.get_by_label("My job now"), "care worker")
    hand.press(page.get_by_role("link", name="Next"))
    hand.press(page.get_by_role("button", name="Add a goal"))
    hand.write(page.get_by_label("Goal", exact=True), "Lead a shift")
    page.get_by_label("Job I want").focus()
    page.keyboard.type("registered manager")
    expect(page.locator("#goals .option").first).to_be_visible()
    sound(page)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="About Registered manager")).to_be_visible()
    for part, rows in (("gaps", "gaps"), ("actions", "actions"), ("training", "courses"), ("review", "reviews")):
        go_to(hand, part)
        some = page.locator(f"#{part} .plan-suggested li")
        expect(some.first).to_be_visible()
        count = some.count()
        sound(page)
        if rows != "reviews":
            hand.press(some.first.get_by_role("button"))
            expect(page.locator(f"[data-rows={rows}] [data-row]")).to_have_count(1)
            expect(some).to_have_count(count - 1)
        hand.press(page.locator(f"#{part}").get_by_role("button", name="Add all of them"))
        expect(page.locator(f"[data-rows={rows}] [data-row]")).to_have_count(count)
        expect(some).to_have_count(0)
    saved(page)


def test_rows_are_added_moved_removed_and_brought_back(hand: Hand, address: str) -> None:
    page = hand.page
    page.goto(address + "plan/#actions")
    for what in ("First", "Second", "Third"):
        add_action(hand, what)
    titles = page.locator("[data-rows=actions] summary b")
    rows = page.locator("[data-rows=actions] [data-row]")
    expect(titles).to_have_text(["First", "Second", "Third"])
    up = page.get_by_role("button", name="Move up: Third")
    hand.press(up)
    expect(titles).to_have_text(["First", "Third", "Second"])
    expect(up).to_be_focused()
    hand.press(up)
    expect(titles).to_have_text(["Third", "First", "Second"])
    hand.press(rows.nth(1).get_by_role("button", name="Remove First"))
    expect(page.get_by_role("button", name="Remove Second")).to_be_focused()
    hand.press(page.get_by_role("button", name="Remove Second"))
    expect(titles).to_have_text(["Third"])
    sound(page)
    undo = page.locator(".plan-undo").get_by_role("button", name="Undo")
    hand.press(undo)
    expect(titles).to_have_text(["Third", "Second"])
    expect(page.get_by_role("button", name="Remove Second")).to_be_focused()
    hand.press(undo)
    expect(titles).to_have_text(["Third", "First", "Second"])
    expect(page.locator(".plan-undo")).to_be_empty()
    saved(page)
    page.reload()
    expect(titles).to_have_text(["Third", "First", "Second"])


def links_of(adviser: Hand, address: str) -> tuple[str, str]:
    """What an adviser sends: a link to a whole plan, and a short one to start from."""
    page = adviser.page
    page.goto(address + "routes/?from=care-worker&to=senior-care-worker")
    adviser.press(page.get_by_role("link", name="Plan this route").first)
    saved(page)
    adviser.write(page.get_by_label("Name of this plan"), "Client 12")
    go_to(adviser, "keep")
    adviser.write(page.get_by_label("Note to put in"), "Start with part 1, Sam.")
    adviser.press(page.get_by_role("button", name="Make a link to the whole plan"))
    field = page.get_by_label("The link", exact=True)
    link = field.input_value()
    expect(page.locator("#keep .notice")).to_contain_text("everything that is written in the plan")
    sound(page)
    adviser.press(page.get_by_role("button", name="Make a short link to start from"))
    expect(field).to_have_value(re.compile(r"/plan/(index\.html)?\?from=care-worker&to=senior-care-worker&route="))
    short = field.input_value()
    adviser.press(page.get_by_role("button", name="Show as QR code"))
    code = page.get_by_role("img", name="QR code of the link")
    expect(code).to_be_visible()
    assert [found.text for found in zxingcpp.read_barcodes(Image.open(io.BytesIO(code.screenshot())))] == [short]
    sound(page)
    assert "Client" not in link
    assert "#plan=z" in link
    return link, short


def test_an_adviser_prepares_a_plan_and_the_client_opens_it_beside_their_own(someone: Someone, address: str) -> None:
    link, short = links_of(someone(), address)
    client = someone()
    page = client.page
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(address + "plan/#now")
    client.write(page.get_by_label("What I do well"), "I listen.")
    saved(page)
    mine = kept(page)
    page.goto("about:blank")
    page.goto(link)
    offer = page.locator(".plan-offer")
    expect(offer).to_contain_text("Start with part 1, Sam.")
    expect(offer).to_contain_text("Become a senior care worker")
    expect(offer.locator("input, select, textarea")).to_have_count(0)
    expect(page.get_by_label("What I do well")).to_have_value("I listen.")
    assert kept(page) == mine, "looking changes nothing"
    assert not [url for url in requests if link.split("=")[-1][:20] in url], "the plan goes to no server"
    sound(page)
    client.press(offer.get_by_role("button", name="Keep it as a plan of its own"))
    saved(page)
    assert len(kept(page)) == 2
    client.choose(page.get_by_label("Plans in this browser"), "Without a name")
    expect(page.get_by_label("What I do well")).to_have_value("I listen.")
    sound(page)
    page.goto("about:blank")
    page.goto(short)
    expect(offer).to_contain_text("Start with part 1, Sam.")
    client.press(page.get_by_role("button", name="Not now"))
    expect(offer).to_have_count(0)
    page.goto("about:blank")
    page.goto(short)
    client.press(page.get_by_role("button", name="Add to my plan"))
    expect(page.locator(".plan-told")).to_contain_text("Start with part 1, Sam.")
    sound(page)
    go_to(client, "goals")
    expect(page.locator("[data-rows=goals]")).to_contain_text("Become a senior care worker")
    go_to(client, "now")
    expect(page.get_by_label("What I do well")).to_have_value("I listen.")


def test_ten_weeks_later_something_has_slipped_and_the_plan_is_adjusted(hand: Hand, address: str) -> None:
    page = hand.page
    page.clock.install(time=datetime(2027, 1, 4, 9, tzinfo=UTC))
    page.goto(address + "plan/#actions")
    add_action(hand, "Book the medicines course", 2, 2027)
    add_action(hand, "Act up for a weekend", 5, 2027)
    page.clock.run_for(1000)
    saved(page)
    expect(page.locator(".plan-late:visible")).to_have_count(0)
    page.clock.set_fixed_time(datetime(2027, 3, 15, 9, tzinfo=UTC))
    page.goto(address)
    expect(page.locator("[data-plan-home]")).to_contain_text("1 overdue")
    expect(page.locator("[data-plan-home]")).to_contain_text("5 May 2027: Act up for a weekend")
    hand.press(page.get_by_role("link", name="Open the worksheet"))
    due = page.get_by_role("region", name="What is due")
    expect(due).to_contain_text("! 1 overdue")
    late = page.locator(".plan-time .is-late")
    expect(late).to_contain_text("Book the medicines course")
    expect(late).to_contain_text("overdue")
    sound(page)
    hand.press(due.get_by_role("link", name="Book the medicines course"))
    row = page.locator("[data-rows=actions] [data-row]").first
    expect(row).to_contain_text("Overdue")
    hand.press(row.locator("summary"))
    sound(page)
    hand.date(row.get_by_label("By", exact=True), 4, 2027)
    expect(row).not_to_contain_text("Overdue")
    expect(due).not_to_contain_text("overdue")
    go_to(hand, "review")
    expect(page.locator("#review .plan-progress")).to_contain_text("0 of 2 done")
    hand.write(page.get_by_label("What has changed since I wrote this"), "The course was full; it moves to April.")
    sound(page)
    go_to(hand, "overview")
    card = page.locator(".plan-board li", has_text="Act up for a weekend").get_by_role("combobox")
    hand.choose(card, "Done")
    expect(page.locator(".plan-board section", has_text="Done (1)")).to_contain_text("Act up for a weekend")
    expect(page.locator(".plan-time .is-done")).to_contain_text("Act up for a weekend")
    expect(page.locator("#overview .plan-progress", has_text="What has a date")).to_contain_text("1 of 2 done")
    expect(card).to_be_focused() if type(hand) is HANDS["keys"] else None
    sound(page)


def test_a_plan_is_printed_and_so_is_the_blank_worksheet(hand: Hand, address: str, tmp_path: Path) -> None:
    page = hand.page
    page.goto(address + "plan/#now")
    hand.write(page.get_by_label("What I do well"), "I keep calm.")
    go_to(hand, "keep")
    page.evaluate("window.print = () => dispatchEvent(new Event('beforeprint'))")
    paper = page.locator("[data-plan-paper]")
    hand.press(page.get_by_role("button", name="Print a blank worksheet"))
    expect(paper).to_contain_text("10. Staying motivated")
    expect(paper).not_to_contain_text("I keep calm.")
    hand.press(page.get_by_role("button", name="Print my plan"))
    expect(paper).to_contain_text("I keep calm.")
    page.pdf(path=tmp_path / "plan.pdf", format="A4", prefer_css_page_size=True)
    reader = PdfReader(tmp_path / "plan.pdf")
    assert all(abs(float(sheet.mediabox.width) - 595) < 2 for sheet in reader.pages)
    assert "I keep calm." in reader.pages[0].extract_text()


def test_deadlines_and_reviews_go_into_a_calendar_with_the_right_times(hand: Hand, address: str) -> None:
    page = hand.page
    page.goto(address + "plan/#keep")
    hand.press(page.get_by_role("button", name="Calendar file"))
    expect(page.get_by_role("alert")).to_contain_text("has a date yet")
    sound(page)
    go_to(hand, "actions")
    add_action(hand, "Book, then go", 7, 2027)
    go_to(hand, "review")
    for twice in (1, 6):
        hand.press(page.get_by_role("button", name="Add a review"))
        row = page.locator("[data-rows=reviews] [data-row]").last
        hand.write(row.get_by_label("Review"), f"Review {twice}")
        hand.date(row.get_by_label("On", exact=True), twice, 2027)
        hand.time(row.get_by_label("At", exact=True), "09:30")
    go_to(hand, "keep")
    with page.expect_download() as download:
        hand.press(page.get_by_role("button", name="Calendar file"))
    calendar: Any = Calendar.from_ical(Path(download.value.path()).read_bytes())
    starts = {str(event["SUMMARY"]): event["DTSTART"].dt for event in calendar.walk("VEVENT")}
    assert starts.pop("Book, then go") == date(2027, 7, 7)
    assert {name: start.astimezone(UTC) for name, start in starts.items()} == {
        "Review 1": datetime(2027, 1, 1, 9, 30, tzinfo=UTC),
        "Review 6": datetime(2027, 6, 6, 8, 30, tzinfo=UTC),
    }
    assert all(event.walk("VALARM") for event in calendar.walk("VEVENT"))
