"""Matching: people find jobs that suit them, in Chromium; and what the script adds up."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given, settings
from hypothesis import strategies as some
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from sites import Site

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BEST, MORE = 5, 10


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


@pytest.fixture(scope="module")
def roles(real: Site) -> dict[str, dict[str, Any]]:
    """What the network says of each role, by its title; `outside` tells whether a way leads in from outside."""
    network = json.loads((real.out / "data/network.json").read_text())
    for at, role in enumerate(network["roles"]):
        role["outside"] = any(step[0] == -1 and step[1] == at for step in network["steps"])
    return {role["title"]: role for role in network["roles"]}


def question(page: Page, words: str) -> Locator:
    return page.get_by_role("group", name=words)


def best(page: Page) -> list[str]:
    expect(page.locator("[data-match]")).to_be_visible()
    return page.locator("[data-match-best] h3 a").all_inner_texts()


def test_a_person_who_knows_nothing_about_care_finds_five_roles_that_obey(
    context: BrowserContext, address: str, roles: dict[str, dict[str, Any]]
) -> None:
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="What suits you?").click()
    question(page, "What do you like doing?").get_by_label("Looking after people").check()
    question(page, "What do you like doing?").get_by_label("Not being in one place all day").check()
    question(page, "What would you rule out?").get_by_label("Night shifts").check()
    question(page, "Do you drive?").locator("[value=no]").check()
    question(page, "When do you want to earn?").get_by_label("From the first day").check()
    found = best(page)
    assert len(found) == BEST
    for title in found:
        role = roles[title]
        assert "nights" not in role["patterns"]
        assert role.get("driving") != "required"
        assert role.get("open") or role["outside"], "somebody can start in it"
    fits = page.locator("[data-match-best] .fit")
    expect(fits.locator(".fit-yes").filter(has_text="No nights")).to_have_count(BEST)
    expect(fits.first).to_contain_text("You like looking after people")
    expect(fits.first).to_contain_text("You can start without set qualifications")
    expect(page.locator("[data-match-status]")).to_contain_text(f"of {len(roles)} jobs left")
    fits.first.get_by_role("link").click()
    expect(page.locator("h1")).to_have_text(found[0])


def test_what_does_not_fit_is_said(context: BrowserContext, address: str, roles: dict[str, dict[str, Any]]) -> None:
    page = context.new_page()
    page.goto(address + "match/?like=science,caring&have=gcse&study=years")
    expect(page.locator("#results-title")).to_have_text("Fits best")
    above = [title for title in best(page) if roles[title].get("level", 0) > 3]
    assert above, "professions fit somebody who would study for years"
    for title in above:
        card = page.locator(".fit").filter(has=page.get_by_role("link", name=title, exact=True))
        expect(card.locator(".fit-yes")).to_contain_text("Worth the years of study")
        expect(card.locator(".fit-no")).to_contain_text(re.compile("Usually (asks for level|needs a degree)"))


def test_a_number_says_how_many_jobs_an_answer_takes_away(context: BrowserContext, address: str, roles: dict[str, dict[str, Any]]) -> None:
    page = context.new_page()
    page.goto(address + "match/?no=nights")
    left = page.locator("[data-match-left]")
    weekends = question(page, "What would you rule out?").get_by_text("Weekends")
    before = len(roles) - sum("nights" in role["patterns"] for role in roles.values())
    expect(left).to_have_text(f"({before} left)")
    count = int("".join(filter(str.isdigit, weekends.locator("[data-count]").inner_text())))
    weekends.click()
    expect(left).to_have_text(f"({before - count} left)")
    expect(weekends.locator("[data-count]")).to_have_text(f"(takes away {count})")
    assert page.locator("[data-match-out] li").count() == len(roles) - before + count


@pytest.mark.server
def test_everything_ruled_out_is_answered_with_what_to_do(context: BrowserContext, address: str, real: Site) -> None:
    page = context.new_page()
    data = json.loads((real.out / "data/match.json").read_text())
    nights = next(answer for one in data["questions"] if one["id"] == "no" for answer in one["answers"] if answer["id"] == "nights")
    nights["out"] = [["Night shifts", "No nights", list(range(len(data["roles"])))]]
    page.route("**/match.json", lambda route: route.fulfill(json=data))
    page.goto(address + "match/?no=nights")
    expect(page.locator("#results-title")).to_have_text("Nothing is left")
    expect(page.locator("[data-match-status]")).to_contain_text("Take something back")
    question(page, "What would you rule out?").get_by_label("Night shifts").uncheck()
    expect(page.locator("#results-title")).to_have_text("To begin with")
    assert len(best(page)) == BEST


def test_somebody_who_works_in_care_is_shown_a_step_on(context: BrowserContext, address: str, roles: dict[str, dict[str, Any]]) -> None:
    page = context.new_page()
    page.goto(address + "match/?like=caring")
    assert all(roles[title].get("open") for title in best(page))
    question(page, "Have you worked in health or care?").get_by_label("Yes, I do now or did before").check()
    assert all(roles[title].get("stage", 0) > 0 for title in best(page))


def test_the_questions_are_answered_by_keyboard_alone(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "match/")
    expect(page.locator("#results-title")).to_have_text("To begin with")
    page.locator("main").focus()

    def tab_to(control: Locator) -> None:
        for _ in range(80):
            if control.evaluate("element => element === document.activeElement"):
                return
            page.keyboard.press("Tab")
        raise AssertionError("The keyboard does not get there.")

    tab_to(question(page, "What do you like doing?").get_by_label("Listening and talking"))
    page.keyboard.press("Space")
    expect(page.locator("#results-title")).to_have_text("Fits best")
    tab_to(question(page, "Do you drive?").get_by_label("I would rather not say"))
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-match-best] .fit").first).to_contain_text("You need no car")
    assert page.url.endswith("?like=listening&drive=no")
    tab_to(page.locator("[data-match-out] summary"))
    page.keyboard.press("Enter")
    expect(page.locator("[data-match-out] li").first).to_be_visible()
    page.keyboard.press("Shift+Tab")


def test_an_adviser_sends_a_link_and_the_client_sees_the_same(browser: Browser, context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "match/")
    question(page, "What do you like doing?").get_by_label("Getting people, times and things to line up").check()
    question(page, "Where would you like to work?").get_by_label("In an office or a control room").check()
    question(page, "What would you rule out?").get_by_label("Weekends").check()
    other = browser.new_page()
    other.goto(page.url)
    expect(other.locator("#results-title")).to_have_text("Fits best")
    expect(other.locator("[data-match]")).to_be_visible()
    assert other.locator("[data-match]").inner_text() == page.locator("[data-match]").inner_text()
    assert other.locator("form.match-questions :checked").count() == page.locator("form.match-questions :checked").count()
    other.get_by_role("button", name="Clear all answers").click()
    expect(other.locator("#results-title")).to_have_text("To begin with")
    assert urlsplit(other.url).query == ""
    other.close()


def test_nothing_is_stored_and_nothing_is_sent(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    asked: list[str] = []
    page.goto(address + "match/", wait_until="networkidle")
    page.on("request", lambda request: asked.append(request.url))
    question(page, "What do you like doing?").get_by_label("Looking after people").check()
    expect(page.locator("#results-title")).to_have_text("Fits best")
    assert [url for url in asked if "/icons/" not in url] == [], "the browser may fetch the icon again when the address changes"
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_what_fits_can_be_compared(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "match/?like=caring")
    first, second = best(page)[:2]
    page.get_by_role("button", name=f"Compare {first}", exact=True).click()
    page.get_by_role("button", name=f"Compare {second}", exact=True).click()
    question(page, "What do you like doing?").get_by_label("Listening and talking").check()
    page.get_by_role("link", name="Compare these 2").click()
    expect(page.locator("table.compare thead a")).to_have_text([first, second])


def test_what_is_marked_says_how_near_a_job_is(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "match/?like=caring")
    expect(page.locator("#results-title")).to_have_text("Fits best")
    first = page.locator("[data-match-best] .fit").first
    expect(first).not_to_contain_text("You have")
    role = first.locator("[data-compare]").get_attribute("data-compare")
    have = json.dumps({"roles": [role], "qualifications": ["level-2-adult-social-care-certificate"], "skills": []})
    page.evaluate("have => localStorage.setItem('have', have)", have)
    page.reload()
    expect(first).to_contain_text("You marked this as a role of yours")
    expect(page.locator("[data-match-best] .fit-where").filter(has_text=re.compile(r"You have \d of \d asked for")).first).to_be_visible()


def test_on_a_phone_the_jobs_are_one_touch_away(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(address + "match/")
    question(page, "What do you like doing?").get_by_text("Looking after people").tap()
    page.get_by_role("link", name="See the jobs").tap()
    expect(page.locator("#results-title")).to_be_in_viewport()
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 360
    context.close()


def test_paper_says_what_was_answered(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "match/?like=caring&no=nights&drive=no")
    page.emulate_media(media="print")
    answers = page.locator("[data-match-answers]")
    expect(answers).to_be_visible()
    for words in ("What do you like doing? Looking after people", "What would you rule out? Night shifts", "Do you drive? No"):
        expect(answers).to_contain_text(words)
    expect(page.locator("form.match-questions")).to_be_hidden()


@pytest.mark.server
def test_without_a_script_and_without_a_connection_there_are_lists(browser: Browser, context: BrowserContext, address: str) -> None:
    bare = browser.new_context(java_script_enabled=False)
    page = bare.new_page()
    page.goto(address + "match/")
    expect(page.get_by_role("heading", name="First jobs by what you like")).to_be_visible()
    assert page.locator("[data-match-plain] a").count() > BEST
    expect(page.locator("[data-match]")).to_be_hidden()
    bare.close()
    page = context.new_page()
    page.route("**/match.json", lambda route: route.abort())
    page.goto(address + "match/")
    expect(page.get_by_text("The questions could not be loaded.")).to_be_visible()
    expect(page.locator("[data-match-plain]")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "query", ["", "?like=caring,science&have=gcse&study=years&drive=yes", "?no=nights,weekends,evenings,desk,blood,washing"]
)
def test_no_state_has_an_accessibility_violation(browser: Browser, address: str, query: str, scheme: Any) -> None:
    for width in (360, 1280):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
        page = context.new_page()
        page.goto(address + "match/" + query, wait_until="networkidle")
        page.locator(".fit-more:visible summary").last.click()
        page.locator("[data-compare]:visible").first.click()
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        assert found.violations_count == 0, f"{width} px: {found.generate_report()}"
        context.close()


COUNT = 12
holds = some.lists(some.integers(0, COUNT - 1), max_size=COUNT, unique=True)
weighings = some.lists(some.tuples(some.integers(1, 9), some.sampled_from("abc"), holds).map(list), max_size=2)
exclusions = some.lists(some.tuples(some.sampled_from("xy"), some.sampled_from(["", "z"]), holds).map(list), max_size=2)
answers = some.lists(some.fixed_dictionaries({"fits": weighings, "misfits": weighings, "out": exclusions}), min_size=2, max_size=4).map(
    lambda found: [{"id": f"a{at}", **one} for at, one in enumerate(found)]
)
questions = some.lists(
    some.fixed_dictionaries({"kind": some.sampled_from(["one", "many"]), "answers": answers}), min_size=1, max_size=3
).map(lambda found: [{"id": f"q{at}", **one} for at, one in enumerate(found)])
RUN = """async ([data, query]) => {
  const { counts, match, parse, write } = await import('./static/js/match.js')
  const answers = parse(data.questions, new URLSearchParams(query))
  return { answers, again: parse(data.questions, write(data.questions, answers)), fits: match(data, answers),
    counts: [...counts(data, answers)] }
}"""


@pytest.mark.server
@given(questions, some.data())
@settings(deadline=None)
def test_the_script_adds_up_right(bare: Page, asked: list[dict[str, Any]], data: some.DataObject) -> None:
    cards = [{"id": f"r{at}", "title": f"R{at}", "ladder": str(at % 3)} for at in range(COUNT)]
    chosen = {
        one["id"]: data.draw(some.lists(some.sampled_from([answer["id"] for answer in one["answers"]]), unique=True))
        for one in asked
    }  # fmt: skip
    query = "&".join(f"{id_}={','.join(ids)}" for id_, ids in chosen.items())
    found = bare.evaluate(RUN, [{"roles": cards, "questions": asked}, query])
    assert found["answers"] == found["again"], "an address says the same when it is written again"
    holding = _holding(asked, found["answers"])
    lists = found["fits"]
    out = {at for answer in holding for look in answer["out"] for at in look[2]}
    assert {fit["role"] for fit in lists["out"]} == out, "what is ruled out is in no other list"
    left = [*lists["best"], *lists["more"], *lists["others"]]
    assert sorted(fit["role"] for fit in [*left, *lists["out"]]) == list(range(COUNT)), "every role stands in one list"
    assert [fit["score"] for fit in left] == sorted((fit["score"] for fit in left), reverse=True)
    assert len(lists["best"]) <= BEST
    assert len(lists["more"]) <= MORE
    for fit in left:
        role = fit["role"]
        fits, misfits = ([look for answer in holding for look in answer[name] if role in look[2]] for name in ("fits", "misfits"))
        assert fit["score"] == sum(look[0] for look in fits) - sum(look[0] for look in misfits)
        assert set(fit["against"]) == {look[1] for look in misfits}
        spared = {look[1] for answer in holding for look in answer["out"] if look[1]}
        assert set(fit["reasons"]) == {look[1] for look in fits} | spared
    for name, count in found["counts"]:
        assert count["out"] == _taken_away(asked, found["answers"], *name.split(":")), name


def _holding(asked: list[dict[str, Any]], chosen: dict[str, list[str]]) -> list[dict[str, Any]]:
    return [answer for one in asked for answer in one["answers"] if answer["id"] in chosen[one["id"]]]


def _taken_away(asked: list[dict[str, Any]], chosen: dict[str, list[str]], question: str, answer: str) -> int:
    """How many roles go for one answer that would not go for the others."""
    kind = next(one["kind"] for one in asked if one["id"] == question)
    others = [] if kind == "one" else [id_ for id_ in chosen[question] if id_ != answer]

    def gone(ids: list[str]) -> set[int]:
        return {at for one in _holding(asked, {**chosen, question: ids}) for look in one["out"] for at in look[2]}

    return len(gone([*others, answer]) - gone(others))
