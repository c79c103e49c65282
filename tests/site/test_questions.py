"""The questions of /match/: what an author can write, what is wrong with it, and what comes out."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sites import Site

FILE = "content/match.yaml"
QUESTIONS = """
title: What suits you?
summary: Two questions.
lead: Answer both.
questions:
  - id: like
    title: What do you like?
    kind: many
    answers:
      - {id: food, title: Food, fits: [{interests: [food], weight: 3, says: You like food}]}
      - {id: sums, title: Adding up, fits: [{skills: [chopping], level: [3, 8], says: You like sums}]}
      - {id: evenings, title: No evenings, rules_out: [{patterns: [evenings], says: Evenings, otherwise: No evenings}]}
  - id: start
    title: When?
    kind: one
    answers:
      - {id: later, title: Later}
      - {id: now, title: Now, fits: [{flags: [wage], says: Pays you at once}], misfits: [{lacks: [outside], stages: [senior], says: Not a first job}]}
"""


@pytest.fixture
def asking(site: Site) -> Site:
    site.write(FILE, QUESTIONS)
    return site


def answers(site: Site) -> dict[str, Any]:
    """The answers as the script reads them, with roles by their ids."""
    assert not site.build().failed
    data = json.loads((site.out / "data/match.json").read_text())
    ids = [role["id"] for role in data["roles"]]

    def named(looks: list[list[Any]]) -> list[list[Any]]:
        return [[*look[:-1], [ids[at] for at in look[-1]]] for look in looks]

    return {
        f"{question['id']}:{answer['id']}": {name: named(answer[name]) for name in ("fits", "misfits", "out") if answer[name]}
        for question in data["questions"]
        for answer in question["answers"]
    }


def test_an_answer_finds_the_roles_that_it_looks_for(asking: Site) -> None:
    found = answers(asking)
    assert found["like:food"] == {"fits": [[3, "You like food", ["kitchen-helper"]]]}
    assert found["like:evenings"]["out"][0][:2] == ["Evenings", "No evenings"]
    assert sorted(found["like:evenings"]["out"][0][2]) == ["cook", "head-waiter", "kitchen-helper", "waiter"]
    assert found["start:later"] == {}
    assert sorted(found["start:now"]["fits"][0][2]) == ["cook", "kitchen-helper", "waiter"], "a way in from outside pays a wage"
    assert found["start:now"]["misfits"] == [[2, "Not a first job", ["head-waiter"]]], "the only way there is from another role"


def test_an_answer_that_can_make_no_difference_is_not_offered(asking: Site) -> None:
    assert "like:sums" not in answers(asking)
    assert "Adding up" not in asking.page("match/").text


def test_without_a_script_the_page_lists_first_jobs_for_each_interest(asking: Site) -> None:
    assert not asking.build().failed
    assert asking.page("match/").links("[data-match-plain]") == {"Kitchen helper": "../roles/kitchen-helper/"}


def test_a_site_without_questions_has_no_such_page_and_no_link_to_it(small: Site) -> None:
    assert not (small.out / "match").exists()
    for page in ("", "roles/"):
        assert not small.page(page).all("a[href*=match]")


MISTAKES = {
    "an unknown interest": (
        "interests: [food]",
        "interests: [foot]",
        "10:53: What suits you? names 'foot', and there is no interest of that id. Did you mean 'food'?",
    ),
    "an unknown stage": (
        "stages: [senior]",
        "stages: [seniour]",
        "18:118: What suits you? names 'seniour', and there is no stage of that id. Did you mean 'senior'?",
    ),
    "a flag that there is not": (
        "flags: [wage]",
        "flags: [wages]",
        "18:47: In match 'What suits you?', flags cannot be 'wages'. Did you mean 'wage'?",
    ),
    "a look for nothing": (
        "{interests: [food], weight: 3, says: You like food}",
        "{weight: 3, says: You like food}",
        "10:40: In match 'What suits you?': this looks for nothing. "
        "Say what to look for: interests, settings, patterns, skills, level, flags or the like.",
    ),
    "an answer twice": (
        "id: sums",
        "id: food",
        "6:5: In match 'What suits you?': two answers have the id 'food'. Give one of them another id.",
    ),
    "a question twice": (
        "id: start",
        "id: like",
        "2:1: In match 'What suits you?': two questions have the id 'like'. Give one of them another id.",
    ),
    "a kind of question that there is not": (
        "kind: one",
        "kind: on",
        "15:11: In match 'What suits you?', kind cannot be 'on'. Did you mean 'one'?",
    ),
    "a field that there is not": (
        "weight: 3",
        "wait: 3",
        "10:60: Match 'What suits you?' has no field 'wait'. Did you mean 'weight'?",
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_answered_with_its_place_and_what_to_do(asking: Site, mistake: str) -> None:
    old, new, message = MISTAKES[mistake]
    asking.change(FILE, old, new)
    assert asking.problems() == [f"{FILE}:{message}"]
