"""The plan worksheet as people use it: what it suggests, keeps, prints and sends, and how it stands up to bad luck."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from browser.worksheet import STORED, kept, saved, sound
from icalendar import Calendar
from playwright.sync_api import Browser, BrowserContext, Error, Page, Route, expect
from pypdf import PdfReader
from sites import FIXTURES

FILL = """() => {
    let size = 1 << 22
    for (let at = 0; size > 4;) {
        try { localStorage.setItem('filler' + at++, 'x'.repeat(size)) } catch { size >>= 1 }
    }
}"""
PARTS = ["now", "goals", "opportunities", "gaps", "actions", "support", "training", "review", "noticed", "motivation"]


def go_to(page: Page, part: str) -> None:
    link = page.locator(f".plan-parts a[href='#{part}']")
    if link.get_attribute("aria-current") and page.url.endswith(f"#{part}"):
        return
    link.click()
    expect(page.locator(f"#{part}-title")).to_be_focused()


def keep(page: Page, id_: str, text: str) -> None:
    """Makes the browser keep a text as its plan."""
    page.evaluate("([id, text]) => { localStorage.setItem(`plan:${id}`, text); localStorage.setItem('plan-current', id) }", [id_, text])


def add_action(page: Page, what: str, due: str = "") -> None:
    go_to(page, "actions")
    page.get_by_role("button", name="Add an action").click()
    page.keyboard.type(what)
    if due:
        page.locator("[data-row]:has(:focus)").get_by_label("By", exact=True).fill(due)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    opened = context.new_page()
    opened.goto(address + "plan/")
    expect(opened.locator(".plan.is-live")).to_be_visible()
    return opened


def test_filling_can_be_undone_and_keeps_what_was_there(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "plan/#now")
    page.get_by_label("My job now").fill("Baker")
    add_action(page, "Rest")
    saved(page)
    page.goto(address + "roles/senior-care-worker/")
    page.get_by_role("link", name="Plan: I want this").click()
    go_to(page, "goals")
    expect(page.locator("[data-rows=goals]")).to_contain_text("Become a senior care worker")
    expect(page.get_by_label("My job now")).to_have_value("Baker")
    page.locator(".plan-undo").get_by_role("button", name="Undo").click()
    expect(page.locator("[data-rows=goals] [data-row]")).to_have_count(0)
    go_to(page, "actions")
    expect(page.locator("[data-rows=actions] [data-row]")).to_have_count(1)


def test_the_note_of_an_adviser_stays_in_sight_until_it_is_put_away(page: Page, address: str) -> None:
    for note in ("First%20note", "Second%20note", "First%20note"):
        page.goto(f"{address}plan/?from=care-worker#note={note}")
        page.get_by_role("button", name="Add to my plan").click()
    told = page.locator(".plan-told p")
    expect(told).to_have_text("First note\nSecond note")
    saved(page)
    page.reload()
    page.get_by_role("button", name="Put the note away").click()
    expect(told).to_have_count(0)
    page.locator(".plan-undo").get_by_role("button", name="Undo").click()
    expect(told).to_have_text("First note\nSecond note")


def test_suggested_actions_are_added_with_one_press(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "roles/care-worker/")
    page.get_by_role("link", name="Plan: I am here").click()
    go_to(page, "goals")
    page.get_by_role("button", name="Add a goal").click()
    page.get_by_label("Job I want").fill("senior care worker")
    page.locator("#goals .option").first.click()
    go_to(page, "actions")
    expect(page.locator("#actions .plan-suggested")).to_contain_text("Look for posts as a senior care worker")
    some = page.locator("#actions .plan-suggested li")
    before = some.count()
    assert before > 1
    some.first.get_by_role("button").click()
    expect(some).to_have_count(before - 1)
    expect(page.locator("[data-rows=actions] [data-row]")).to_have_count(1)
    page.get_by_role("button", name="Add all of them").click()
    expect(page.locator("[data-rows=actions] [data-row]")).to_have_count(before)
    expect(page.locator("#actions .plan-suggest")).to_have_count(0)
    sound(page)


def test_a_plan_prints_on_a4_with_space_to_write_and_so_does_the_blank_sheet(
    page: Page, browser: Browser, address: str, tmp_path: Path
) -> None:
    page.get_by_label("What I do well").fill("I keep calm when the shift is busy.")
    add_action(page, "Rest")
    page.get_by_role("button", name="Remove Rest").click()
    expect(page.locator(".plan-undo")).to_be_visible()
    add_action(page, "Book the medicines course", "2027-02-01")
    plain = browser.new_context(java_script_enabled=False).new_page()
    plain.goto(address + "plan/")
    for name, one in (("filled", page), ("blank", plain)):
        one.pdf(path=tmp_path / name, format="A4", prefer_css_page_size=True)
        reader = PdfReader(tmp_path / name)
        text = " ".join("".join(sheet.extract_text() for sheet in reader.pages).split())
        assert len(reader.pages) <= 7
        assert abs(float(reader.pages[0].mediabox.width) - 595) < 2
        for words in ("1. Where I am now", "5. What I will do", "10. Staying motivated", "Who must help or agree"):
            assert words in text, words
        assert ("I keep calm when the shift is busy." in text) == (name == "filled")
        assert ("1 February 2027" in text) == (name == "filled")
        for words in ("Move up", "Remove", "Undo"):
            assert words not in text, words
    plain.set_viewport_size({"width": 690, "height": 980})
    plain.emulate_media(media="print")
    assert min(plain.locator(".plan-table th").evaluate_all("all => all.map(one => one.offsetWidth)")) > 60, "a column to write in"
    plain.context.close()


def test_rows_are_dragged_to_another_place(page: Page) -> None:
    for what in ("First", "Second", "Third"):
        add_action(page, what)
        page.locator("[data-rows=actions] [data-row] summary").last.click()
    rows = page.locator("[data-rows=actions] [data-row]")
    rows.nth(2).locator(".plan-grip").drag_to(rows.nth(0))
    assert page.locator("[data-rows=actions] summary b").all_inner_texts() == ["Third", "First", "Second"]
    saved(page)
    assert [row["cells"]["what"]["value"] for row in kept(page)[0]["lists"]["actions"]] == ["Third", "First", "Second"]


def test_rows_are_dragged_by_touch(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(address + "plan/#actions")
    for what in ("First", "Second"):
        add_action(page, what)
        page.locator("[data-rows=actions] [data-row] summary").last.click()
    rows = page.locator("[data-rows=actions] [data-row]")
    page.locator("#actions-title").scroll_into_view_if_needed()
    grip = rows.nth(1).locator(".plan-grip")
    grip.scroll_into_view_if_needed()
    start, end = grip.bounding_box(), rows.nth(0).bounding_box()
    assert start
    assert end
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    touch = context.new_cdp_session(page)
    scrolled = page.evaluate("scrollY")
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 6):
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x, "y": y + (end["y"] + 5 - y) * step / 5}]})
    expect(rows.nth(0)).to_have_class("plan-row is-before")
    assert page.evaluate("scrollY") <= scrolled
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator("[data-rows=actions] summary b")).to_have_text(["Second", "First"])
    saved(page)
    assert [row["cells"]["what"]["value"] for row in kept(page)[0]["lists"]["actions"]] == ["Second", "First"]
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_every_part_is_accessible_when_it_is_filled(browser: Browser, address: str, scheme: Any, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    page.goto(address + "plan/?from=care-worker&to=registered-manager#note=Hello")
    sound(page)
    page.get_by_role("button", name="Add to my plan").click()
    for part in ("overview", *PARTS, "keep"):
        go_to(page, part)
        for add in page.locator(f"#{part} [id^=add-]").all():
            add.click()
        page.evaluate("part => document.querySelectorAll(`#${part} details`).forEach(one => { one.open = true })", part)
        sound(page)
    page.get_by_role("button", name="Clear all plans").click()
    sound(page)
    context.close()


def test_two_tabs_lose_no_words(context: BrowserContext, address: str) -> None:
    one, other = context.new_page(), context.new_page()
    one.goto(address + "plan/#now")
    one.get_by_label("What I do well").fill("I am calm.")
    saved(one)
    other.goto(address + "plan/#now")
    expect(other.get_by_label("What I do well")).to_have_value("I am calm.")
    other.get_by_label("What I find difficult").fill("Records")
    expect(one.get_by_label("What I find difficult")).to_have_value("Records")
    one.get_by_label("What I do well").press("End")
    one.get_by_label("What I do well").press_sequentially(" And kind.", delay=20)
    other.get_by_label("What I do well").press("Home")
    other.get_by_label("What I do well").press_sequentially("People say: ", delay=20)
    add_action(one, "From one")
    add_action(other, "From the other")
    for page in (one, other):
        saved(page)
        expect(page.locator("[data-rows=actions] [data-row]")).to_have_count(2)
        expect(page.get_by_label("What I do well")).to_have_value("People say: I am calm. And kind.")
    one.locator("[data-rows=actions] [data-row]").first.get_by_role("button", name="Remove").click()
    expect(other.locator("[data-rows=actions] [data-row]")).to_have_count(1)


def test_a_crash_loses_nothing_that_was_said_to_be_saved(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "plan/#now")
    page.get_by_label("What I do well").fill("I am calm.")
    saved(page)
    with suppress(Error):
        page.goto("chrome://crash", timeout=3000)
    again = context.new_page()
    again.goto(address + "plan/#now")
    expect(again.get_by_label("What I do well")).to_have_value("I am calm.")


def test_closing_at_once_keeps_the_last_word(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "plan/#now")
    page.get_by_label("What I do well").fill("Typed and gone")
    page.goto(address)
    page.goto(address + "plan/#now")
    expect(page.get_by_label("What I do well")).to_have_value("Typed and gone")


def test_full_storage_is_said_at_once_and_a_file_is_offered(page: Page) -> None:
    page.evaluate(FILL)
    page.get_by_label("What I do well").fill("Words that must not be lost. " * 20)
    expect(page.get_by_role("alert")).to_contain_text("storage is full")
    expect(page.locator("[data-saved]")).to_have_text("Not saved")
    sound(page)
    with page.expect_download() as download:
        page.get_by_role("alert").get_by_role("button", name="Save to a file").click()
    assert "must not be lost" in Path(download.value.path()).read_text()
    page.evaluate("localStorage.clear()")
    page.get_by_label("What I do well").fill("There is room again.")
    saved(page)
    expect(page.locator(".plan-alert")).to_have_count(0)


def test_blocked_storage_is_said_at_once_and_the_plan_still_works(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.add_init_script("""
        for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new Error('blocked') } })
    """)
    page.goto(address + "plan/#now")
    expect(page.get_by_role("alert")).to_contain_text("does not let the page keep anything")
    page.get_by_label("What I do well").fill("I am calm.")
    expect(page.locator("[data-saved]")).to_have_text("Not saved")
    expect(page.get_by_role("alert")).to_contain_text("does not let the page keep anything")
    sound(page)
    with page.expect_download() as download:
        page.get_by_role("alert").get_by_role("button", name="Save to a file").click()
    assert json.loads(Path(download.value.path()).read_text())["answers"]["strengths"]["value"] == "I am calm."
    assert faults == []


def test_a_shared_computer_keeps_a_plan_until_its_tab_is_closed(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept())
    page.goto(address + "plan/#now")
    page.get_by_label("What I do well").fill("A secret")
    saved(page)
    go_to(page, "keep")
    page.get_by_label("This is a shared computer").check()
    expect(page.get_by_role("alert")).to_contain_text("kept in this tab only")
    go_to(page, "now")
    page.get_by_label("What I find difficult").fill("Another secret")
    expect(page.locator("[data-saved]")).to_have_text("Kept until this tab is closed")
    sound(page)
    assert page.evaluate(STORED) == {}
    page.reload()
    expect(page.get_by_role("alert")).to_contain_text("Shared computer")
    expect(page.get_by_label("What I do well")).to_have_value("A secret")
    expect(page.get_by_label("What I find difficult")).to_have_value("Another secret")
    assert "secret" not in page.evaluate("JSON.stringify({...localStorage})")
    page.goto(address + "roles/care-worker/")
    page.goto(address + "plan/#now")
    expect(page.get_by_label("What I do well")).to_have_value("A secret")
    page.close()
    other = context.new_page()
    other.goto(address + "plan/#now")
    expect(other.get_by_label("What I do well")).to_have_value("")


def test_leaving_a_shared_computer_keeps_every_plan_of_the_tab_and_what_another_tab_wrote(context: BrowserContext, address: str) -> None:
    page, other = context.new_page(), context.new_page()
    page.goto(address + "plan/#now")
    page.get_by_label("What I do well").fill("I am calm.")
    saved(page)
    other.goto(address + "plan/#now")
    go_to(page, "keep")
    shared = page.get_by_label("This is a shared computer")
    shared.check()
    expect(other.get_by_role("alert")).to_contain_text("cleared in another tab")
    other.get_by_label("What I find difficult").fill("Records")
    saved(other)
    page.get_by_role("button", name="New plan").click()
    page.get_by_label("Name of this plan").fill("Ben")
    expect(page.locator("[data-saved]")).to_have_text("Kept until this tab is closed")
    page.get_by_label("Plans in this browser").select_option(label="Without a name")
    shared.uncheck()
    saved(page)
    expect(page.get_by_role("alert")).to_be_empty()
    expect(page.get_by_label("What I find difficult")).to_have_value("Records")
    assert sorted(plan["name"] for plan in kept(page)) == ["", "Ben"]
    assert page.evaluate("Object.keys(sessionStorage).filter(key => key.startsWith('plan:') || key === 'plan-shared')") == []
    sound(page)
    page.close()
    again = context.new_page()
    again.goto(address + "plan/#now")
    expect(again.get_by_label("What I do well")).to_have_value("I am calm.")
    expect(again.get_by_label("What I find difficult")).to_have_value("Records")


def test_a_plan_that_finds_no_room_in_the_browser_stays_with_its_tab(page: Page) -> None:
    go_to(page, "keep")
    shared = page.get_by_label("This is a shared computer")
    shared.check()
    go_to(page, "now")
    page.get_by_label("What I do well").fill("Words that must not be lost. " * 20)
    expect(page.locator("[data-saved]")).to_have_text("Kept until this tab is closed")
    page.evaluate(FILL)
    go_to(page, "keep")
    shared.click()
    expect(page.get_by_role("alert")).to_contain_text("no room to move the plan")
    expect(shared).to_be_checked()
    sound(page)
    page.reload()
    expect(page.get_by_label("What I do well")).to_have_value("Words that must not be lost. " * 20)


def test_a_shared_computer_says_what_else_is_kept_and_clears_it_all(page: Page) -> None:
    page.get_by_label("Name of this plan").fill("Ada")
    saved(page)
    page.get_by_role("button", name="New plan").click()
    page.get_by_label("What I do well").fill("A secret")
    saved(page)
    go_to(page, "keep")
    page.get_by_label("This is a shared computer").check()
    expect(page.get_by_role("alert")).to_contain_text("1 other plan stays in this browser")
    page.get_by_role("button", name="Clear all plans").click()
    page.get_by_role("button", name="Yes, clear all").click()
    expect(page.get_by_label("What I do well")).to_have_value("")
    assert page.evaluate(STORED) == {}
    assert "secret" not in page.evaluate("JSON.stringify({...sessionStorage})")


def test_two_tabs_hold_two_plans_and_each_opens_its_own_again(context: BrowserContext, address: str) -> None:
    one, other = context.new_page(), context.new_page()
    for page, client in ((one, "Ada"), (other, "Ben")):
        page.goto(address + "plan/#now")
        page.get_by_role("button", name="New plan").click()
        page.get_by_label("Name of this plan").fill(client)
        page.get_by_label("What I do well").fill(f"{client} listens.")
        saved(page)
    expect(one.get_by_label("Plans in this browser").locator("option")).to_have_text(["Ada", "Ben"])
    for page, client in ((one, "Ada"), (other, "Ben"), (one, "Ada")):
        page.reload()
        expect(page.get_by_label("Name of this plan")).to_have_value(client)
        expect(page.get_by_label("What I do well")).to_have_value(f"{client} listens.")
    third = context.new_page()
    third.goto(address + "plan/#now")
    expect(third.get_by_label("Name of this plan")).to_have_value(re.compile("Ada|Ben"))


def test_an_adviser_keeps_several_plans(page: Page, address: str) -> None:
    for client in ("Ada", "Ben"):
        page.get_by_role("button", name="New plan").click()
        page.get_by_label("Name of this plan").fill(client)
        page.get_by_label("What I do well").fill(f"{client} listens.")
        add_action(page, f"Ring {client}", "2027-02-0" + ("2" if client == "Ada" else "1"))
        go_to(page, "now")
        saved(page)
    page.goto(address)
    expect(page.locator("[data-plan-due] li")).to_have_text(["1 February 2027: Ring Ben Ben", "2 February 2027: Ring Ada Ada"])
    page.goto(address + "plan/#now")
    page.get_by_label("Plans in this browser").select_option(label="Ada")
    expect(page.get_by_label("What I do well")).to_have_value("Ada listens.")
    page.reload()
    expect(page.get_by_label("Name of this plan")).to_have_value("Ada")
    go_to(page, "keep")
    page.get_by_role("button", name="Delete this plan").click()
    expect(page.get_by_role("button", name="Keep it")).to_be_focused()
    page.get_by_role("button", name="Yes, delete it").click()
    assert [plan["name"] for plan in kept(page)] == ["Ben"]
    page.get_by_role("button", name="Clear all plans").click()
    page.get_by_role("button", name="Yes, clear all").click()
    assert page.evaluate(STORED) == {}
    expect(page.get_by_label("Name of this plan")).to_have_value("")


def test_a_plan_travels_as_a_file_a_calendar_and_a_table(page: Page, context: BrowserContext) -> None:
    page.get_by_label("Name of this plan").fill("Sam's plan")
    add_action(page, "Book, then go", "2027-07-15")
    go_to(page, "keep")
    files = {}
    for name in ("Save to a file", "Calendar file", "Spreadsheet of actions"):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        files[download.value.suggested_filename] = Path(download.value.path())
    assert set(files) == {"sam-s-plan.json", "sam-s-plan.ics", "sam-s-plan.csv"}
    calendar: Any = Calendar.from_ical(files["sam-s-plan.ics"].read_bytes())
    (event,) = calendar.walk("VEVENT")
    assert (str(event["SUMMARY"]), event["DTSTART"].dt) == ("Book, then go", date(2027, 7, 15))
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
    assert '"Book, then go"' in files["sam-s-plan.csv"].read_text(encoding="utf-8-sig")
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy as Markdown").click()
    expect(page.locator(".plan [role=status]", has_text="Copied.")).to_have_count(1)
    assert "**Book, then go**; By: 15 July 2027" in page.evaluate("navigator.clipboard.readText()")
    page.locator("#plan-open").set_input_files(files["sam-s-plan.json"])
    expect(page.locator(".plan-offer")).to_contain_text("Book, then go")
    page.get_by_role("button", name="Keep it as a plan of its own").click()
    saved(page)
    assert sorted(plan["name"] for plan in kept(page)) == ["Sam's plan", "Sam's plan (2)"]


def test_a_link_that_is_too_long_for_a_qr_code_says_so(page: Page) -> None:
    page.get_by_label("What I do well").fill(" ".join(f"{number * number:x}" for number in range(1000, 2000)))
    go_to(page, "keep")
    page.get_by_role("button", name="Make a link to the whole plan").click()
    expect(page.locator("#keep")).to_contain_text("It is too long for a QR code.")
    expect(page.get_by_role("button", name="Show as QR code")).to_have_count(0)
    sound(page)


def test_a_chosen_course_brings_its_cost_and_funding_and_keeps_what_was_written(page: Page) -> None:
    go_to(page, "training")
    for written in ("", "Paid already"):
        page.get_by_role("button", name="Add a course").click()
        row = page.locator("[data-rows=courses] [data-row]").last
        row.get_by_label("Cost").fill(written)
        row.get_by_label("Course").press_sequentially("C1 driving licence")
        row.locator(".option").first.click()
        expect(row.get_by_role("link", name="About C1 driving licence")).to_be_visible()
        expect(row.get_by_label("Cost")).to_have_value(written or re.compile("£"))
        expect(row.get_by_label("Who pays")).to_have_value(re.compile(r"\w"))
    saved(page)


@pytest.mark.server
def test_a_job_that_was_renamed_is_found_by_old_links_and_plans(context: BrowserContext, address: str) -> None:
    def renamed(route: Route) -> None:
        network = route.fetch().json()
        next(role for role in network["roles"] if role["id"] == "senior-care-worker")["was"] = ["lead-carer"]
        route.fulfill(json=network)

    page = context.new_page()
    page.route("**/data/network.json*", renamed)
    page.goto(address + "plan/?from=care-worker&to=lead-carer&route=lead-carer#note=Hello")
    expect(page.locator(".plan-offer")).to_contain_text("Become a senior care worker")
    page.goto(address + "about/")
    at = "2026-11-24T12:00:00.000Z"
    old = {"value": {"kind": "role", "id": "lead-carer", "title": "Lead carer"}, "at": at}
    keep(page, "x", json.dumps({"format": "pathway-plan", "version": 2, "id": "x", "name": "", "made": at, "answers": {"role-now": old}}))
    page.goto(address + "plan/#now")
    expect(page.get_by_label("My job now")).to_have_value("Lead carer")
    expect(page.locator("[data-question=role-now]")).to_contain_text("Called Senior care worker on this site.")
    sound(page)


def test_a_gap_closes_when_one_of_its_ways_is_there(page: Page, address: str) -> None:
    page.goto(address + "plan/?from=care-worker&to=senior-care-worker#note=Hello")
    page.get_by_role("button", name="Add to my plan").click()
    go_to(page, "now")
    page.get_by_role("button", name="Add a qualification").click()
    page.keyboard.type("Level 2 Diploma in Care")
    page.locator("#now .option").first.click()
    go_to(page, "gaps")
    closed = page.locator("[data-rows=gaps] [data-row]", has_text="You have this, so it counts as closed.")
    expect(closed.first).to_contain_text("Level 2 Diploma in Care")
    go_to(page, "overview")
    expect(page.locator(".plan-progress", has_text="What is asked for")).not_to_contain_text(" 0 of")
    assert "Level 2 Diploma in Care" not in page.locator("#overview p", has_text="Still open").inner_text()


def test_a_long_board_folds_and_a_card_that_moves_keeps_the_focus(page: Page, address: str) -> None:
    page.goto(address + "plan/?from=care-worker&to=registered-manager#note=Hello")
    page.get_by_role("button", name="Add to my plan").click()
    go_to(page, "overview")
    first = page.locator(".plan-board > section").first
    expect(first.locator("select:visible")).to_have_count(8)
    first.locator("summary").click()
    last = first.get_by_role("combobox").last
    last.focus()
    last.select_option(label="Under way")
    moved = page.locator(".plan-board > section", has_text="Under way (1)").get_by_role("combobox")
    expect(moved).to_be_focused()
    expect(first.locator("details")).to_have_attribute("open", "")
    first.locator("summary").click()
    moved.focus()
    moved.select_option(label="Not started")
    expect(first.locator("details")).to_have_attribute("open", "")
    saved(page)
    expect(first.get_by_role("combobox").last).to_be_focused()
    saved(page)


def test_jobs_that_the_site_renamed_or_dropped_stay_as_they_were_written(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "about/")
    at = "2026-11-24T12:00:00.000Z"
    gone = {"value": {"kind": "role", "id": "matron-of-the-night", "title": "Matron of the night"}, "at": at}
    course = {"value": {"kind": "qualification", "id": "no-such-course", "title": "A course that was"}, "at": at}
    lists = {
        "goals": [{"id": "g", "at": at, "cells": {"what": {"value": "Be it", "at": at}, "role": gone}}],
        "courses": [{"id": "c", "at": at, "cells": {"what": course}}],
    }
    plan = {
        "format": "pathway-plan",
        "version": 2,
        "id": "x",
        "name": "",
        "made": at,
        "answers": {"role-now": gone},
        "lists": lists,
        "gone": {},
    }
    keep(page, "x", json.dumps({**plan, "route": ["matron-of-the-night"]}))
    page.goto(address + "plan/#now")
    expect(page.get_by_label("My job now")).to_have_value("Matron of the night")
    expect(page.locator("[data-question=role-now]")).to_contain_text("no longer has it under this name")
    for part in ("goals", "training"):
        go_to(page, part)
        page.locator(f"#{part} summary[data-summary]").click()
        expect(page.locator(f"#{part} .plan-gone", has_text="no longer has it under this name")).to_have_count(1)
        sound(page)
    go_to(page, "now")
    page.get_by_label("What I do well").fill("I stay.")
    saved(page)
    assert kept(page)[0]["answers"]["role-now"] == gone
    assert kept(page)[0]["lists"] == lists


SCRIPT = "<img src=x onerror=alert(1)><script>alert(1)</script>"


def test_hostile_and_broken_files_and_links_are_refused_or_shown_as_text(context: BrowserContext, address: str, tmp_path: Path) -> None:
    page = context.new_page()
    faults: list[str] = []
    page.on("dialog", lambda dialog: faults.append(dialog.message))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address + "plan/#now")
    page.get_by_label("What I do well").fill("Mine")
    saved(page)
    mine = page.evaluate(STORED)
    cell = {"value": SCRIPT, "at": "2026-11-24T12:00:00.000Z"}
    at = "2026-11-24T12:00:00.000Z"
    evil = {
        "format": "pathway-plan",
        "version": 2,
        "id": "evil",
        "name": SCRIPT,
        "note": SCRIPT,
        "made": at,
        "answers": {"strengths": cell},
    }
    evil["lists"] = {"actions": [{"id": "r", "at": at, "cells": {"what": cell}}]}
    reference = {"value": {"kind": "role", "id": "x", "title": SCRIPT}, "at": at}
    evil["answers"] = {"strengths": cell, "role-now": reference}
    bad = {
        "half.json": json.dumps(evil)[:60],
        "other.json": '{"name": "package"}',
        "proto.json": json.dumps(evil).replace('"strengths"', '"__proto__"'),
        "types.json": json.dumps({**evil, "lists": 7}),
        "binary.json": "\x00\x01",
    }
    for name, text in bad.items():
        (tmp_path / name).write_text(text)
        page.locator("#plan-open").set_input_files(tmp_path / name)
        expect(page.get_by_role("alert")).to_contain_text("Your own plan is as it was.")
        page.get_by_role("alert").get_by_role("button", name="Close").click()
    for fragment in ("z", "zAAAA", "p%%%", "q", "pe30", "zq1bKUrJSKkmtKEktLlGyqlZKyk9JVbIyNNBRKkktLlGyUqoFAA" + "A" * 50):
        page.evaluate("fragment => { location.hash = 'plan=' + fragment }", fragment)
        expect(page.get_by_role("alert")).to_contain_text("Your own plan is as it was.")
        page.get_by_role("alert").get_by_role("button", name="Close").click()
    (tmp_path / "evil.json").write_text(json.dumps(evil))
    page.locator("#plan-open").set_input_files(tmp_path / "evil.json")
    expect(page.locator(".plan-offer")).to_contain_text(SCRIPT)
    assert page.evaluate(STORED) == mine
    assert page.locator(".plan img, .plan script:not([src], [type='application/json'])").count() == 0
    page.get_by_role("button", name="Keep it as a plan of its own").click()
    saved(page)
    go_to(page, "overview")
    go_to(page, "now")
    expect(page.get_by_label("My job now")).to_have_value(SCRIPT)
    expect(page.locator("[data-question=role-now]")).to_contain_text("no longer has it under this name")
    page.goto(address + "plan/?from=%3Cscript%3E&to=__proto__&route=constructor,toString#note=%E0%A4%A")
    expect(page.get_by_role("alert")).to_contain_text("names a job that is not here")
    assert faults == []


def test_what_is_kept_but_cannot_be_read_stays_as_it_is(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "about/")
    newer = '{"format": "pathway-plan", "version": 9}'
    keep(page, "x", newer)
    page.goto(address + "plan/#now")
    expect(page.get_by_role("alert")).to_contain_text("newer version")
    page.get_by_label("What I do well").fill("A new start")
    saved(page)
    assert page.evaluate("localStorage.getItem('plan:x')") == newer
    sound(page)


def test_a_plan_of_an_older_version_opens_and_is_kept_in_the_new_one(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "about/")
    old = (FIXTURES / "plans/version-1.json").read_text()
    keep(page, "sam-1", old)
    page.goto(address + "plan/#now")
    expect(page.get_by_label("What I do well")).to_have_value("I stay calm.")
    page.get_by_label("What I find difficult").fill("Records")
    saved(page)
    assert [(plan["version"], plan["id"]) for plan in kept(page)] == [(2, "sam-1")]


@pytest.mark.server
def test_the_plan_works_when_the_lists_of_jobs_cannot_be_loaded(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.route("**/data/*.json", lambda route: route.abort())
    page.goto(address + "plan/#now")
    expect(page.get_by_role("alert")).to_contain_text("could not be loaded")
    page.get_by_label("My job now").fill("Care worker")
    saved(page)


def test_role_pages_carry_no_script_of_the_plan(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    scripts: list[str] = []
    page.on("request", lambda request: scripts.append(request.url) if "/plan" in request.url else None)
    page.goto(address + "roles/care-worker/", wait_until="networkidle")
    assert scripts == []


def test_what_was_marked_on_the_site_is_offered_and_closes_gaps(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "qualifications/level-2-diploma-in-care/")
    page.get_by_role("button", name="I have this").click()
    page.goto(address + "plan/?from=care-worker&to=senior-care-worker")
    page.get_by_role("button", name="Add to my plan").click()
    go_to(page, "now")
    page.get_by_role("button", name="Add: Level 2 Diploma in Care").click()
    expect(page.locator("[data-rows=qualifications] [data-row]")).to_have_count(1)
    go_to(page, "overview")
    expect(page.locator(".plan-progress", has_text="What is asked for")).to_contain_text("1 of")
    assert "Level 2 Diploma in Care" not in page.locator("#overview p", has_text="Still open").inner_text()


def test_a_plan_that_a_newer_page_wrote_meanwhile_is_not_overwritten(page: Page) -> None:
    page.get_by_label("What I do well").fill("I am calm.")
    saved(page)
    (mine,) = kept(page)
    newer = json.dumps({"format": "pathway-plan", "version": 9, "id": mine["id"], "name": "Newer"})
    keep(page, mine["id"], newer)
    page.get_by_label("What I do well").fill("I am calm and kind.")
    saved(page)
    assert page.evaluate("id => localStorage.getItem(`plan:${id}`)", mine["id"]) == newer
    assert [plan["answers"]["strengths"]["value"] for plan in kept(page) if plan["version"] == 2] == ["I am calm and kind."]
