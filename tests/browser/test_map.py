"""The map of the real site, as people use it."""

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

ROLE = "nursing-associate"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
KINDS = ["step-up", "sideways", "specialise", "return"]
# Where each line between the marks of two stops begins and ends on the screen, and where the marks are.
ENDS = """selector => [...document.querySelectorAll(selector)].filter(line => line.checkVisibility()).map(line => {
  const matrix = line.getScreenCTM()
  const [start, end] = [0, line.getTotalLength()].map(at => line.getPointAtLength(at).matrixTransform(matrix))
  return { step: Number(line.dataset.step), start: [start.x, start.y], end: [end.x, end.y] }
})"""
MARKS = """() => {
  const found = {}
  const em = parseFloat(getComputedStyle(document.querySelector('[data-sheet]')).fontSize)
  for (const name of document.querySelectorAll('.map-name')) {
    if (!name.checkVisibility()) continue
    const { left, top } = name.getBoundingClientRect()
    ;(found[name.closest('[data-role]').dataset.role] ??= []).push([left + 0.6 * em, top + 1.3 * em])
  }
  return found
}"""


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    made = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    yield made.new_page()
    made.close()


@pytest.fixture(scope="session")
def network(real: Site) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((real.out / "data/network.json").read_text(encoding="utf-8"))
    return found


def opened(page: Page, address: str, query: str = "") -> Page:
    """The map, when it answers."""
    page.goto(f"{address}map/{query}")
    expect(page.locator("[data-map-status]")).not_to_be_empty()
    return page


def sound(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert found.violations_count == 0, found.generate_report()


def reach(network: dict[str, Any], role: str, far: int, start: int, end: int) -> dict[str, str]:
    """How many moves away each role is, worked out afresh. start, end: 0 and 1 for where moves lead, 1 and 0 for who comes."""
    ids = [one["id"] for one in network["roles"]]
    away = {ids.index(role): 0}
    for move in range(1, far + 1):
        for step in network["steps"]:
            if step[2] < len(KINDS) and away.get(step[start]) == move - 1:
                away.setdefault(step[end], move)
    return {ids[at]: str(move) for at, move in away.items() if move}


def lit(page: Page, side: str) -> dict[str, str]:
    """The roles that are lit on one side, with how many moves away each is."""
    script = """name => Object.fromEntries([...document.querySelectorAll(`[${name}]`)]
      .map(stop => [stop.closest('[data-role]').dataset.role, stop.getAttribute(name)]))"""
    found: dict[str, str] = page.evaluate(script, f"data-{side}")
    return found


def fit_ends(page: Page, network: dict[str, Any], selector: str) -> int:
    """Every line that can be seen begins and ends at the marks of its stops; gives how many there are."""
    marks = page.evaluate(MARKS)
    ids = [one["id"] for one in network["roles"]]
    lines = page.evaluate(ENDS, selector)
    for line in lines:
        start, end = network["steps"][line["step"]][:2]
        for point, role in ((line["start"], ids[start]), (line["end"], ids[end])):
            nearest = min(abs(point[0] - x) + abs(point[1] - y) for x, y in marks[role])
            assert nearest < 14, f"{line} misses {role}: {marks[role]}"
    return len(lines)


@pytest.mark.parametrize("far", [1, 2, 3])
def test_choosing_a_role_lights_up_where_it_leads_and_who_comes_there(page: Page, address: str, network: dict[str, Any], far: int) -> None:
    opened(page, address)
    page.locator("#map-far").select_option(str(far))
    page.locator(f".map-stop:not(.is-guest)[data-role={ROLE}] .map-name").click()
    expect(page.locator("[data-around] h2")).to_have_text("Nursing associate")
    assert lit(page, "ahead") == reach(network, ROLE, far, 0, 1)
    assert lit(page, "back") == reach(network, ROLE, far, 1, 0)
    expect(page).to_have_url(re.compile(f"role={ROLE}"))
    expect(page.locator("[data-map-status]")).to_contain_text(
        f"leads to {list(reach(network, ROLE, 1, 0, 1).values()).count('1')} in one move"
    )
    assert fit_ends(page, network, ".map-lit path") > 0
    sound(page)


def test_a_chosen_role_opens_when_it_is_chosen_again_and_is_let_go_by_escape(page: Page, address: str) -> None:
    opened(page, address, f"?role={ROLE}")
    chosen = page.locator(".map-name[aria-current]").first
    chosen.focus()
    page.keyboard.press("Escape")
    expect(page.locator(".map-name[aria-current]")).to_have_count(0)
    expect(page.locator("[data-around]")).to_be_hidden()
    expect(page).to_have_url(re.compile(r"/map/(index\.html)?$"))
    page.go_back()
    expect(chosen).to_be_visible()
    chosen.click()
    expect(page.locator("h1")).to_have_text("Nursing associate")


def test_lines_lead_from_stop_to_stop(page: Page, address: str, network: dict[str, Any]) -> None:
    opened(page, address, "?between=yes")
    drawn = fit_ends(page, network, ".map-between path")
    page.locator("[data-frame]").evaluate("frame => frame.scrollTop = 900")
    assert fit_ends(page, network, ".map-within path") > 0
    page.locator("[data-map-more]").click()
    page.locator("input[name=group][value=non-clinical]").check()
    fewer = fit_ends(page, network, ".map-between path")
    assert 0 < fewer < drawn, "lanes that are left out take their lines along, and the others stay with their stops"
    size = page.locator("[data-sheet]").evaluate("sheet => sheet.offsetWidth")
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_function("size => document.querySelector('[data-sheet]').offsetWidth > size", arg=size)
    assert fit_ends(page, network, ".map-between path") == fewer


def test_filters_say_how_many_roles_each_choice_leaves_and_leave_them(page: Page, address: str) -> None:
    opened(page, address)
    page.locator("[data-map-more]").click()
    for name, value in (("group", "clinical"), ("flag", "no-degree"), ("flag", "earn"), ("ladder", "nursing")):
        count = page.locator(f'[data-count="{name}:{value}"]')
        expect(count).not_to_be_empty()
        words = count.inner_text().strip("()")
        page.locator(f"input[name={name}][value={value}]").check()
        expect(page.locator("[data-map-status]")).to_contain_text(f"{words} of ")
        assert page.evaluate(
            "new Set([...document.querySelectorAll('.map-stop:not(.is-out)')].map(stop => stop.dataset.role)).size"
        ) == int(words)
        expect(page.locator("[data-filter-count]")).to_have_text(re.compile("chosen"))
    assert page.locator("[data-lane]:visible").evaluate_all("lanes => lanes.map(lane => lane.dataset.lane)") == ["nursing"]
    leaves = page.locator("#map-level option[value='3']").inner_text().split("(")[1].strip(")")
    page.locator("#map-level").select_option("3")
    expect(page.locator("[data-map-status]")).to_contain_text(f"{leaves} of ")
    sound(page)
    page.get_by_role("button", name="Clear all").click()
    expect(page.locator(".map-stop.is-out")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"/map/(index\.html)?$"))


def test_a_kind_of_move_can_be_chosen(page: Page, address: str, network: dict[str, Any]) -> None:
    opened(page, address, f"?role={ROLE}&kind=sideways,specialise&far=3")
    kinds = {
        network["steps"][int(step)][2]
        for step in page.locator(".map-lit path").evaluate_all("lines => lines.map(line => line.dataset.step)")
    }
    assert kinds <= {KINDS.index("sideways"), KINDS.index("specialise")}
    assert page.locator(".map-within .map-step-up path:visible").count() == 0
    shown = page.locator("[data-around] .strip-way").all_inner_texts()
    assert not any("step up" in words for words in shown)


def test_an_adviser_sends_the_map_and_the_client_sees_the_same(page: Page, phone: Page, address: str) -> None:
    opened(page, address)
    page.locator("[data-map-more]").click()
    page.locator("input[name=flag][value=no-degree]").check()
    page.locator("#map-pay").select_option("28000")
    page.locator("#map-find").fill("helthcare asistant")
    page.get_by_role("option", name="Healthcare assistant", exact=False).first.click()
    expect(page.locator(".map-name[aria-current]").first).to_be_in_viewport()
    page.locator("#map-far").select_option("1")
    page.get_by_role("radio", name="Stages").check(force=True)
    expect(page.locator("[data-around] h2")).to_be_visible()
    seen = page.locator("[data-around]").inner_text()
    expect(page).to_have_url(re.compile("view=stages"))
    phone.goto(page.url)
    expect(phone.locator("[data-around] h2")).to_be_visible()
    assert phone.locator("[data-around]").inner_text() == seen


def test_by_keyboard_alone(page: Page, address: str) -> None:
    opened(page, address)
    page.locator("[data-map-clear]").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("region", name="Map")).to_be_focused()
    page.keyboard.press("Enter")
    focused = page.locator(".map-name:focus")
    first = focused.inner_text()
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowDown"):
        page.keyboard.press(key)
        expect(focused).to_be_in_viewport()
    name = focused.inner_text()
    assert name != first
    page.keyboard.press("Enter")
    expect(page.locator("[data-around] h2")).to_have_text(name)
    size = page.locator("[data-sheet]").evaluate("sheet => sheet.offsetWidth")
    page.keyboard.press("+")
    page.wait_for_function("size => document.querySelector('[data-sheet]').offsetWidth > size", arg=size)
    page.keyboard.press("0")
    page.wait_for_function(
        "() => Math.abs(document.querySelector('[data-sheet]').offsetWidth - document.querySelector('[data-frame]').clientWidth) < 3"
    )
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text(name)


def test_wheel_and_mouse_zoom_and_pan(page: Page, address: str) -> None:
    opened(page, address)
    stop = page.locator(".map-stop:not(.is-guest)[data-role=healthcare-assistant] .map-name")
    stop.scroll_into_view_if_needed()
    before = stop.bounding_box()
    assert before
    page.mouse.move(before["x"] + 8, before["y"] + 16)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -150)
    page.keyboard.up("Control")
    page.wait_for_function("() => parseFloat(document.querySelector('[data-sheet]').style.getPropertyValue('--zoom')) > 1.2")
    after = stop.bounding_box()
    assert after
    assert after["width"] > 1.2 * before["width"]
    assert abs(after["x"] - before["x"]) < 15
    assert abs(after["y"] - before["y"]) < 15
    frame = page.locator("[data-frame]")
    top = frame.evaluate("frame => frame.scrollTop")
    page.mouse.down()
    page.mouse.move(after["x"] + 20, after["y"] - 100, steps=4)
    page.mouse.up()
    assert frame.evaluate("frame => frame.scrollTop") > top + 80
    assert page.locator(".map-name[aria-current]").count() == 0, "dragging chooses nothing"
    page.mouse.wheel(0, 100)
    page.wait_for_function("top => document.querySelector('[data-frame]').scrollTop > top + 120", arg=top)


def test_two_fingers_zoom(phone: Page, address: str) -> None:
    opened(phone, address, "?view=map")
    frame = phone.locator("[data-frame]")
    frame.scroll_into_view_if_needed()
    box = frame.bounding_box()
    assert box
    before = phone.locator("[data-sheet]").evaluate("sheet => sheet.offsetWidth")
    session = phone.context.new_cdp_session(phone)
    x, y = box["x"] + box["width"] / 2, min(box["y"] + 150, 600)

    def touch(kind: str, apart: float) -> None:
        points = [{"x": x - apart, "y": y, "id": 1}, {"x": x + apart, "y": y, "id": 2}] if apart else []
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 40)
    for apart in (50, 60, 70, 80):
        touch("touchMove", apart)
    touch("touchEnd", 0)
    phone.wait_for_function("before => document.querySelector('[data-sheet]').offsetWidth > 1.7 * before", arg=before)
    assert phone.evaluate("visualViewport.scale") == 1, "the page itself stays as it is"


def test_a_phone_opens_it_stage_by_stage_around_the_chosen_role(phone: Page, address: str, network: dict[str, Any]) -> None:
    opened(phone, address)
    expect(phone.locator("[data-frame]")).to_be_hidden()
    stages = phone.locator("[data-around] summary h2")
    assert [re.sub(r" \(.*", "", words) for words in stages.all_inner_texts()] == [title for _, title in network["stages"]]
    sound(phone)
    phone.locator("[data-around] details[open] a").filter(has_text="Healthcare assistant").first.tap()
    title = phone.locator("[data-around] h2")
    expect(title).to_have_text("Healthcare assistant")
    expect(title).to_be_focused()
    near = phone.locator(".strip-stop.is-away-1")
    assert near.count() == len({*reach(network, "healthcare-assistant", 1, 0, 1), *reach(network, "healthcare-assistant", 1, 1, 0)})
    assert all("one move" in words for words in near.all_inner_texts())
    sound(phone)
    assert phone.evaluate("document.scrollingElement.scrollWidth") <= 360
    near.filter(has_text="Nursing associate").locator("a").first.tap()
    expect(title).to_have_text("Nursing associate")
    phone.get_by_role("link", name="Read about this role").tap()
    expect(phone.locator("h1")).to_have_text("Nursing associate")
    phone.go_back()
    expect(title).to_have_text("Nursing associate")
    phone.go_back()
    expect(title).to_have_text("Healthcare assistant")


def test_what_the_reader_has_is_marked(page: Page, address: str) -> None:
    page.goto(address)
    have = {
        "roles": ["healthcare-assistant"],
        "qualifications": ["care-certificate", "nursing-degree", "nmc-registration-nursing"],
        "skills": [],
    }
    page.evaluate("have => localStorage.setItem('have', JSON.stringify(have))", have)
    opened(page, address, "?role=healthcare-assistant")
    mine = page.locator(".map-stop.is-mine").evaluate_all("stops => [...new Set(stops.map(stop => stop.dataset.role))]")
    assert mine == ["healthcare-assistant"]
    assert page.locator(".map-stop.is-ready").count() > 0
    expect(page.locator("[data-around]")).to_contain_text("You have 1 of 1 asked for.")
    page.get_by_role("radio", name="List").check(force=True)
    shown = page.locator(".is-mine .map-name").first.evaluate("name => getComputedStyle(name, '::after').content")
    assert "you do or did this" in shown


def test_a_link_to_a_role_that_is_not_there_says_so(page: Page, address: str) -> None:
    opened(page, address, "?role=no-such-role&ladder=nor-this&level=99&far=7&kind=jump&view=globe")
    expect(page.locator("[data-map-status]")).to_contain_text("names a role that is not here")


@pytest.mark.server
def test_without_the_network_it_is_a_list(page: Page, address: str) -> None:
    page.route("**/network.json", lambda route: route.abort())
    opened(page, address)
    expect(page.locator("[data-map-status]")).to_contain_text("could not be loaded")
    expect(page.locator("[data-map-controls]")).to_be_hidden()
    link = page.locator(f".map-stop:not(.is-guest)[data-role={ROLE}] .map-name")
    expect(link).to_be_visible()
    link.click()
    expect(page.locator("h1")).to_have_text("Nursing associate")


def test_without_a_script_and_on_paper_it_is_a_list_of_roles_with_their_moves(
    browser: Browser, address: str, network: dict[str, Any]
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}map/")
    moves = sum(step[2] < len(KINDS) for step in network["steps"])
    assert page.locator(".map-moves > li:visible").count() == moves
    assert page.locator("svg.map-lines:visible").count() == 0
    context.close()
    page = browser.new_page()
    opened(page, address)
    page.emulate_media(media="print")
    assert page.locator(".map-moves > li:visible").count() == moves
    expect(page.locator("[data-map-controls]")).to_be_hidden()
    page.close()


STATES = some.fixed_dictionaries(
    {},
    optional={
        "role": some.sampled_from(["care-worker", "x"]),
        "group": some.sampled_from(["clinical", "clinical,social-care"]),
        "kind": some.lists(some.sampled_from([*KINDS, "entry", "jump"]), max_size=3).map(",".join),
        "far": some.sampled_from(["0", "1", "2", "3", "4", "much"]),
        "between": some.just("yes"),
        "view": some.sampled_from(["map", "stages", "list", "globe"]),
        "level": some.sampled_from(["3", "99"]),
    },
)
PURE = """async ({ query, stops, at, path }) => {
  const { parse, write, neighbour, shifted } = await import('./static/js/map.js')
  const once = write(parse(new URLSearchParams(query)))
  return {
    same: String(once) === String(write(parse(once))),
    ends: Object.fromEntries(['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].map(key => [key, neighbour(stops, at, key)])),
    path: shifted(path, height => (height > 100 ? -50 : 0.5)),
  }
}"""


@pytest.mark.server
def test_the_pure_parts_of_the_map(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    place = some.tuples(some.integers(0, 3), some.integers(0, 4), some.integers(0, 3))

    @settings(max_examples=100, deadline=None)
    @given(STATES, some.lists(place, min_size=1, max_size=20, unique=True), some.data())
    def check(query: dict[str, str], places: list[tuple[int, int, int]], data: some.DataObject) -> None:
        places.sort()
        at = data.draw(some.integers(0, len(places) - 1))
        stops = [{"lane": lane, "column": column, "row": row} for lane, column, row in places]
        answer = page.evaluate(PURE, {"query": query, "stops": stops, "at": at, "path": "M1.5 100L2 101Q3 200.5 4 0"})
        assert answer["same"], "an address says the same when it is read and written again"
        assert answer["path"] == "M1.5 100.5L2 51Q3 150.5 4 0.5"
        lane, column, _ = places[at]
        for key, end in answer["ends"].items():
            there = places[end]
            if key in ("ArrowLeft", "ArrowRight"):
                side = 1 if key == "ArrowRight" else -1
                beside = [one for one in places if (one[1] - column) * side > 0]
                assert (there[1] - column) * side > 0 if beside else end == at
                assert there[0] == lane or all(one[0] != lane for one in beside), "in the same lane where there is one"
            else:
                ahead = [one for one in places if one[1] == column and ((one > places[at]) if key == "ArrowDown" else (one < places[at]))]
                assert there == ((min if key == "ArrowDown" else max)(ahead) if ahead else places[at])

    check()
    page.close()
