"""What people who enlarge, space out, point with a shaky hand or listen meet on every kind of page of the real site.

Each page is opened once and asked everything by access.js; the tests look at the answers.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from browser.test_every_kind import KINDS, TEXT_SPACING
from playwright.sync_api import Browser, Page
from sites import Site

NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 900}
AT_ONCE = 4
SPOKEN = {
    *("button", "checkbox", "columnheader", "combobox", "DisclosureTriangle", "heading", "Iframe", "image", "link", "navigation", "option"),
    *("radio", "region", "rowheader", "searchbox", "slider", "spinbutton", "tab", "textbox"),
}
ASK = (Path(__file__).parent / "access.js").read_text(encoding="utf-8")
SPACE = "text => { const sheet = new CSSStyleSheet(); sheet.replaceSync(text); document.adoptedStyleSheets = [sheet] }"
SIDEWAYS = "document.scrollingElement.scrollWidth > document.documentElement.clientWidth ? ['scrolls sideways'] : []"
LAYOUT = f"[...{SIDEWAYS}, ...access.cutOff(), ...access.overlapping()]"

Answers = dict[str, dict[str, list[str]]]


def silent(page: Page) -> list[str]:
    """What the browser tells a screen reader of without a name, though it needs one."""
    tools = page.context.new_cdp_session(page)
    nodes = tools.send("Accessibility.getFullAXTree")["nodes"]
    without = [one for one in nodes if not one["ignored"] and one["role"]["value"] in SPOKEN and not one["name"]["value"].strip()]
    found = [tools.send("DOM.describeNode", {"backendNodeId": one["backendDOMNodeId"]})["node"] for one in without]
    tools.detach()
    return [f"{node['localName']} {node.get('attributes')}" for node in found]


def asked(page: Page) -> dict[str, list[str]]:
    """What is wrong with a page that is open at the narrow width, by question."""
    page.evaluate(ASK)
    narrow: dict[str, Any] = page.evaluate(
        f"({{ layout: {LAYOUT}, moving: access.moving(), small: access.smallTargets(), skipped: access.skippedHeadings() }})"
    )
    nameless = silent(page)
    page.evaluate(SPACE, TEXT_SPACING)
    spaced = page.evaluate(LAYOUT)
    page.evaluate("document.adoptedStyleSheets = []")
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    wide = page.evaluate("({ small: access.smallTargets(), skipped: access.skippedHeadings() })")
    nameless += silent(page)
    page.emulate_media(forced_colors="active", color_scheme="dark")
    lost = page.evaluate("access.lost()")
    page.emulate_media(forced_colors="none", color_scheme="light")
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    both = {question: narrow[question] + wide[question] for question in wide}
    return {"narrow": narrow["layout"], "moving": narrow["moving"], "spaced": spaced, "lost": lost, "nameless": nameless, **both}


@pytest.fixture(scope="module")
def answers(browser: Browser, address: str) -> Answers:
    """The answers of every kind of page. Some pages load at once, because most of loading is waiting."""
    context = browser.new_context(viewport=NARROW, reduced_motion="reduce")  # type: ignore[arg-type]
    pages = [context.new_page() for _ in range(AT_ONCE)]
    found = {}
    kinds = list(KINDS)
    for start in range(0, len(kinds), AT_ONCE):
        some = list(zip(kinds[start : start + AT_ONCE], pages, strict=False))
        for kind, page in some:
            page.goto(address + KINDS[kind], wait_until="commit")
        for kind, page in some:
            page.wait_for_load_state("networkidle")
            found[kind] = asked(page)
    context.close()
    return found


def wrong(answers: Answers, question: str) -> dict[str, list[str]]:
    return {kind: answer[question] for kind, answer in answers.items() if answer[question]}


def test_on_a_narrow_screen_no_text_is_cut_off_or_lies_over_another(answers: Answers) -> None:
    assert wrong(answers, "narrow") == {}


def test_with_wider_text_spacing_no_text_is_cut_off_or_lies_over_another(answers: Answers) -> None:
    assert wrong(answers, "spaced") == {}


def test_targets_are_large_enough_or_far_enough_from_each_other(answers: Answers) -> None:
    assert wrong(answers, "small") == {}


def test_headings_skip_no_level(answers: Answers) -> None:
    assert wrong(answers, "skipped") == {}


def test_every_control_heading_and_picture_has_a_name_for_screen_readers(answers: Answers) -> None:
    assert wrong(answers, "nameless") == {}


def test_nothing_moves_for_who_asks_for_less_motion(answers: Answers) -> None:
    assert wrong(answers, "moving") == {}


def test_in_forced_colours_no_line_of_a_drawing_has_the_colour_of_its_ground(answers: Answers) -> None:
    assert wrong(answers, "lost") == {}


def test_the_questions_find_what_is_wrong(browser: Browser) -> None:
    page = browser.new_page(viewport=NARROW)  # type: ignore[arg-type]
    page.set_content("""
        <style>
            html { background: #fff } * { line-height: 20px } p { margin: 0; width: 200px }
            .more { transition: opacity 1s } .low { height: 20px; overflow: hidden } .over { margin-top: -20px }
        </style>
        <h1>One</h1><h3>Three</h3><p class="low">Words that are so many that they cannot stand in one line</p>
        <p style="white-space: nowrap">Words that stand in one line but reach far beyond the edge of the screen</p><p class="over">Over</p>
        <p class="more">Moving</p><svg><line x1="0" y1="5" x2="9" y2="5" stroke="#000" /></svg>
        <button style="width: 10px; height: 10px; padding: 0"></button><button style="width: 10px; height: 10px; padding: 0"></button>""")
    answer = asked(page)
    assert len(answer["narrow"]) >= 3, "sideways, cut off, over each other"
    assert all(answer.values())
    page.close()


def test_no_two_pages_of_a_language_have_the_same_title(real: Site) -> None:
    pages = defaultdict(list)
    for file in real.out.rglob("*.html"):
        name, text = file.relative_to(real.out).as_posix(), file.read_text(encoding="utf-8")
        found = re.search(r"<title>(.*?)</title>", text, re.DOTALL)
        assert found, name
        assert found[1].strip(), name
        if not name.startswith("embed/") and 'http-equiv="refresh"' not in text:
            pages[name.startswith("cy/"), found[1]].append(name)
    assert {title: names for title, names in pages.items() if len(names) > 1} == {}


def test_help_stands_at_the_foot_of_every_page_in_the_same_order(real: Site) -> None:
    """The link for a correction, the page about accessibility, the address to write to."""
    wrong = []
    for file in real.out.rglob("*.html"):
        name, text = file.relative_to(real.out).as_posix(), file.read_text(encoding="utf-8")
        if name.startswith(("embed/", "404")) or 'http-equiv="refresh"' in text:
            continue
        foot = text.partition('<footer class="footer">')[2]
        places = [foot.find('class="footer-page"'), foot.find('accessibility/"'), foot.rfind('"mailto:')]
        if -1 in places or places != sorted(places):
            wrong.append(name)
    assert wrong == []
