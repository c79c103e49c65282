"""Each mistake that an author can make, and the exact words that answer it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sites import Site

KITCHEN = "pathways/ladders/kitchen.yaml"
GROUPS = "pathways/groups.yaml"
FOOD = "pathways/qualifications/food.yaml"
ARTICLE = "content/guidance/starting.md"
TOMORROW = (datetime.now(UTC).date() + timedelta(days=1)).isoformat()
LONG_AGO = (datetime.now(UTC).date() - timedelta(days=19 * 31)).isoformat()

MISTAKES = {
    "bad YAML": (
        KITCHEN,
        "title: Kitchen\n",
        "title: Kitchen: pots\n",
        f"{KITCHEN}:2:15: There is a colon where no field can start. "
        "Put quotation marks around the value, or check that the field above has its own colon and the same spaces before it.",
    ),
    "two groups that look the same": (
        GROUPS,
        "colour: blue, shape: hexagon",
        "colour: olive, shape: triangle",
        f"{GROUPS}:3:79: Dining room looks like Kitchen: both have the colour olive and the shape triangle. "
        "Give one of them another look, such as 'colour: teal' and 'shape: circle'.",
    ),
    "a field twice": (
        KITCHEN,
        "group: kitchen\n",
        "group: kitchen\ngroup: kitchen\n",
        f"{KITCHEN}:4:1: 'group' stands here twice. Keep one of the two.",
    ),
    "an id twice": (
        KITCHEN,
        "- id: cook\n",
        "- id: kitchen-helper\n",
        f"{KITCHEN}:47:9: 'kitchen-helper' is the id of two entries: here, and {KITCHEN}:9:9. Give one of them another id.",
    ),
    "an old id that is somebody's id": (
        KITCHEN,
        "was: [scullion]",
        "was: [waiter]",
        f"{KITCHEN}:11:11: 'waiter' is the id of two entries: here, and pathways/ladders/dining-room.yaml:10:9. Give one of them another id.",
    ),
    "an unknown field": (
        KITCHEN,
        "    summary: You cook",
        "    sumary: You cook",
        f"{KITCHEN}:50:5: Role 'Cook' has no field 'sumary'. Did you mean 'summary'?",
    ),
    "half a text as a field of a list": (
        KITCHEN,
        "how: Ask the cook., cost",
        "how: Ask, kindly, cost",
        f"{KITCHEN}:24:70: Role 'Kitchen helper' has no field 'kindly'. "
        "If it belongs to the text before the comma, put quotation marks around that text.",
    ),
    "a missing field": (
        KITCHEN,
        "    where: At the stove.\n",
        "",
        f"{KITCHEN}:47:5: Role 'Cook' lacks the field 'where'. Add a line 'where: …'.",
    ),
    "a wrong type": (
        KITCHEN,
        "no_set_requirements: true",
        "no_set_requirements: perhaps",
        f"{KITCHEN}:22:26: In role 'Kitchen helper', 'no_set_requirements' should be true or false. "
        "Write true or false, without quotation marks.",
    ),
    "words where a list belongs": (
        KITCHEN,
        "also_called: [porter, pot washer]",
        "also_called: porter",
        f"{KITCHEN}:12:18: In role 'Kitchen helper', 'also_called' should be a list. "
        "Put square brackets around it, or each item on a line of its own with a dash.",
    ),
    "a word that is not on the list": (
        KITCHEN,
        "kind: sideways",
        "kind: sidewards",
        f"{KITCHEN}:39:28: In role 'Kitchen helper', kind cannot be 'sidewards'. Did you mean 'sideways'?",
    ),
    "an unknown role": (
        KITCHEN,
        "- to: cook",
        "- to: cooke",
        f"{KITCHEN}:31:13: Kitchen helper names 'cooke', and there is no role of that id. Did you mean 'cook'?",
    ),
    "an unknown qualification in a choice": (
        KITCHEN,
        "[old-cookery-award, food-safety]",
        "[old-cookery-award, food-safty]",
        f"{KITCHEN}:35:60: Kitchen helper names 'food-safty', and there is no qualification of that id. Did you mean 'food-safety'?",
    ),
    "an unknown source": (
        FOOD,
        "source: board",
        "source: bord",
        f"{FOOD}:11:57: Food safety certificate names 'bord', and its sources have no source of that id. Did you mean 'board'?",
    ),
    "an id that is no good": (
        KITCHEN,
        "- id: cook\n",
        "- id: Head Cook\n",
        f"{KITCHEN}:47:9: In role 'Cook', 'Head Cook' is no good as an id. "
        "Use small letters, digits and single hyphens, like 'head-chef'.",
    ),
    "a role on no ladder": (
        KITCHEN,
        "id: kitchen\ntitle: Kitchen\n",
        "title: Kitchen\n",
        f"{KITCHEN}:46:5: Cook is on no ladder. Give its file the ladder's id, title, group, summary, intro, stages and reviewed.",
    ),
    "a stage that the ladder lacks": (
        KITCHEN,
        "stages: {entry: Helpers, senior: Cooks}",
        "stages: {entry: Helpers}",
        f"{KITCHEN}:49:12: Cook stands at the stage 'senior', for which its ladder has no label. "
        "Choose one of: entry; or add the stage to the ladder.",
    ),
    "a move to itself": (
        KITCHEN,
        "- to: cook",
        "- to: kitchen-helper",
        f"{KITCHEN}:31:13: Kitchen helper has a move to itself. Name the role that it leads to, or take the move away.",
    ),
    "a time the wrong way round": (
        KITCHEN,
        "months: [12, 24]",
        "months: [24, 12]",
        f"{KITCHEN}:33:17: In role 'Kitchen helper': this takes at least 24 but at most 12 months. Put the shorter time first: [12, 24].",
    ),
    "a need for nothing": (
        KITCHEN,
        "- {qualification: cookery-diploma, strength: required}",
        "- {strength: required}",
        f"{KITCHEN}:64:9: In role 'Cook': a need must name exactly one thing. "
        "Give it one of: qualification (an id), any_of (a list of ids), experience (words).",
    ),
    "a qualification that builds on itself": (
        FOOD,
        "    summary: Shows that",
        "    builds_on: [cookery-diploma]\n    summary: Shows that",
        f"{FOOD}:22:16: 'cookery-diploma' builds on itself: cookery-diploma → food-safety → cookery-diploma. "
        "Take away the step that is wrong.",
    ),
    "a link to nothing": (
        ARTICLE,
        "(qualification:food-safety)",
        "(qualification:food-safetey)",
        f"{ARTICLE}:18:36: Starting in a kitchen links to 'qualification:food-safetey', which does not exist. Did you mean 'food-safety'?",
    ),
    "a date that is no date": (
        ARTICLE,
        "reviewed: 2026-01-15",
        "reviewed: 2026-02-30",
        f"{ARTICLE}:10:11: In article 'Starting in a kitchen', reviewed is '2026-02-30', which is no date. "
        "Write year, month and day, like 2026-11-23.",
    ),
    "a review in the future": (
        ARTICLE,
        "reviewed: 2026-01-15",
        f"reviewed: {TOMORROW}",
        f"{ARTICLE}:10:11: Starting in a kitchen was checked on {TOMORROW}, which is in the future. Write the day of the last check.",
    ),
    "a band that the scale lacks": (
        KITCHEN,
        "band: '2'",
        "band: '9'",
        f"{KITCHEN}:56:38: Cook is on band '9', which Kitchen scale lacks. Choose one of: 1, 2.",
    ),
    "a list that the file cannot hold": (
        FOOD,
        "qualifications:\n",
        "qualification:\n",
        f"{FOOD}:1:1: 'qualification' is not a list that this file can hold. Did you mean 'qualifications'?",
    ),
    "a fact without its date": (
        KITCHEN,
        "as_of: April 2026, source: wage",
        "source: wage",
        f"{KITCHEN}:21:9: In role 'Kitchen helper': a pay range must say per, nations, as_of and source. Add the ones that are missing.",
    ),
}

WARNINGS = {
    "no sources": (
        KITCHEN,
        "    sources: [{id: wage, title: Minimum wage, url: 'https://wage.example/', as_of: 2026-04}]\n",
        "",
        f"{KITCHEN}:9:5: warning: Kitchen helper has no sources. Add the pages that its facts come from.",
    ),
    "an old review": (
        ARTICLE,
        "reviewed: 2026-01-15",
        f"reviewed: {LONG_AGO}",
        f"{ARTICLE}:10:11: warning: Starting in a kitchen was last checked on {LONG_AGO}, more than 18 months ago. "
        "Check its facts against the sources, and write today's date.",
    ),
    "text of a template": (
        ARTICLE,
        "You wash pots",
        "TODO: pots",
        f"{ARTICLE}:14:1: warning: 'TODO' looks like text left over from a template. Write the real text, or take it away.",
    ),
}


def test_the_small_site_has_no_problems(site: Site) -> None:
    assert site.problems() == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_answered_with_its_place_and_what_to_do(site: Site, mistake: str) -> None:
    file, old, new, message = MISTAKES[mistake]
    site.change(file, old, new)
    assert message in site.problems()


@pytest.mark.parametrize("case", WARNINGS)
def test_a_warning_does_not_stop_the_build(site: Site, case: str) -> None:
    file, old, new, message = WARNINGS[case]
    site.change(file, old, new)
    assert message in site.problems()
    if case != "no sources":  # without its sources the role's moves have none, which is a problem of its own
        assert not site.build().failed


def test_a_role_with_no_way_in_and_no_way_out_is_warned_of(site: Site) -> None:
    text = (site.root / KITCHEN).read_text()
    cook = text[text.index("  - id: cook\n") :].replace("id: cook\n", "id: taster\n").replace("title: Cook\n", "title: Taster\n")
    entry, moves = cook.index("    entry:"), cook.index("    needs:")
    cook = cook[:entry] + cook[moves:]
    cook = cook[: cook.index("    moves:")] + cook[cook.index("    sources:") :]
    site.write(KITCHEN, text + cook)
    assert [problem for problem in site.problems() if "no way in and no way out" in problem] == [
        f"{KITCHEN}:70:5: warning: Taster has no way in and no way out. Add an entry route, and moves from it and to it."
    ]


def test_all_mistakes_of_all_files_are_reported_at_once_and_sorted(site: Site) -> None:
    for mistake in ("an unknown field", "an unknown role", "a link to nothing", "an unknown source"):
        file, old, new, _ = MISTAKES[mistake]
        site.change(file, old, new)
    problems = site.problems()
    assert {MISTAKES[mistake][3] for mistake in ("an unknown field", "an unknown role", "a link to nothing", "an unknown source")} <= {*problems}
    places = [problem.split(": ")[0].split(":") for problem in problems]
    assert places == sorted(places, key=lambda place: (place[0], *map(int, place[1:])))


def test_all_mistakes_of_one_entry_are_reported_at_once(site: Site) -> None:
    """A field that is wrong does not hide references and links that lead nowhere, in the same entry or below the front matter."""
    site.change(KITCHEN, "    summary: You cook", "    sumary: You cook")
    site.change(KITCHEN, "skill: calm,", "skill: clam,")
    site.change(ARTICLE, "summary:", "sumary:")
    site.change(ARTICLE, "(role:kitchen-helper).", "(role:kitchn-helper).")
    problems = site.problems()
    assert sum(" has no field 'sumary'" in problem for problem in problems) == 2
    assert any("names 'clam', and there is no skill of that id. Did you mean 'calm'?" in problem for problem in problems)
    assert any("links to 'role:kitchn-helper', which does not exist. Did you mean 'kitchen-helper'?" in problem for problem in problems)


def test_sources_that_cannot_be_told_are_one_mistake(site: Site) -> None:
    """What points at them is not reported."""
    site.change(KITCHEN, "    sources:", "    souces:")
    (problem,) = site.problems()
    assert "has no field 'souces'. Did you mean 'sources'?" in problem


def test_one_mistake_gives_one_message(site: Site) -> None:
    """Others point at the role whose field is wrong; they are not reported."""
    site.change(KITCHEN, "    summary: You cook", "    sumary: You cook")
    assert len(site.problems()) == 2, "the unknown field, and the one that is missing for it"


def test_a_file_that_cannot_be_read_gives_one_message(site: Site) -> None:
    """All roles use skills, but it is the file of skills that is wrong."""
    site.change("pathways/skills.yaml", "title: Chopping", "title: Chopping: fine")
    assert len(site.problems()) == 1
    site.change("content/site.yaml", "title: Small kitchen", "title: Small: kitchen")
    assert len(site.problems()) == 2


def test_ids_that_differ_only_in_capitals_are_the_same(site: Site) -> None:
    site.change(KITCHEN, "- id: cook\n", "- id: Kitchen-Helper\n")
    assert any("'Kitchen-Helper' is the id of two entries" in problem for problem in site.problems())


@pytest.mark.parametrize(
    ("file", "message"),
    [
        ("pathways/skils.yaml", "pathways/skils.yaml: The site has no use for a file of this name."),
        ("pathways/ladders/new.yml", "pathways/ladders/new.yml: This file's name ends in .yml, so it would not be read."),
        ("pathways/ladders/empty.yaml", "pathways/ladders/empty.yaml: This file is empty."),
    ],
)
def test_a_file_that_would_be_overlooked_is_a_problem(site: Site, file: str, message: str) -> None:
    site.write(file, "")
    assert any(problem.startswith(message) for problem in site.problems())


def test_a_word_is_explained_in_one_place(site: Site) -> None:
    site.change("content/glossary.yaml", "    title: Pots\n", "    title: Pots\n    found_as: [Rota]\n")
    assert site.problems() == [
        "content/glossary.yaml:8:5: 'Rota' is explained twice: here, and content/glossary.yaml:2:5. Take it away from one of them."
    ]


def test_a_sixth_group_shares_its_colour_or_its_shape_but_not_both(site: Site) -> None:
    looks = {"bar": ("teal", "circle"), "garden": ("plum", "square"), "cellar": ("rust", "diamond"), "stable": ("teal", "hexagon")}
    groups = [f"  - {{id: {id_}, title: {id_}, summary: Work., colour: {colour}, shape: {shape}}}\n" for id_, (colour, shape) in looks.items()]
    text = (site.root / GROUPS).read_text(encoding="utf-8")
    site.write(GROUPS, text + "".join(groups))
    assert site.problems() == []
    site.change(GROUPS, "teal, shape: hexagon", "teal, shape: circle")
    assert site.problems() == [
        f"{GROUPS}:7:57: stable looks like bar: both have the colour teal and the shape circle. "
        "Give one of them another look, such as 'colour: rust' and 'shape: square'."
    ]


def test_settings_are_needed(site: Site) -> None:
    (site.root / "content/site.yaml").unlink()
    assert site.problems() == ["content/site.yaml: The site has no settings. Write this file; every site needs one."]
