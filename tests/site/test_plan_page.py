"""The worksheet as content: what is checked, and the blank sheet that every reader gets."""

from __future__ import annotations

import json

from sites import Site

PLAN = "content/plan.yaml"
SHEET = """title: My plan
lead: A short plan.
statuses: {todo: Not yet, doing: Begun, stuck: Waiting, done: Done}
ratings: [Poor, Good]
parts:
  - id: now
    title: Where I am
    lead: Look around.
    example: I am a [cook](role:cook).
    articles: [starting]
    questions:
      - {id: job, title: My job, kind: reference, of: [role], takes: from}
      - id: goals
        title: Goals
        kind: rows
        columns:
          - {id: what, title: Goal, kind: text, takes: what}
          - {id: due, title: By, kind: due}
      - id: actions
        title: Actions
        kind: rows
        space: 4
        columns:
          - {id: what, title: Action, kind: text}
          - {id: goal, title: Goal, kind: row, to: goals}
"""


def problems(site: Site, old: str, new: str) -> list[str]:
    site.write(PLAN, SHEET)
    site.change(PLAN, old, new)
    return [problem for problem in site.problems() if problem.startswith(PLAN)]


def test_mistakes_in_the_worksheet_are_named_with_their_place(site: Site) -> None:
    assert problems(site, "kind: text, takes", "kind: txt, takes") == [
        f"{PLAN}:17:43: In worksheet 'My plan', kind cannot be 'txt'. Did you mean 'text'?"
    ]
    assert problems(site, "articles: [starting]", "articles: [startin]") == [
        f"{PLAN}:10:16: My plan names 'startin', and there is no article of that id. Did you mean 'starting'?"
    ]
    assert problems(site, "role:cook", "role:cok") == [
        f"{PLAN}:9:28: My plan links to 'role:cok', which does not exist. Did you mean 'cook'?"
    ]
    assert problems(site, "to: goals", "to: goal") == [
        f"{PLAN}:25:52: 'goal' points at the list 'goal', which the worksheet lacks. Did you mean 'goals'?"
    ]
    assert problems(site, "id: actions", "id: goals") == [f"{PLAN}:19:13: 'goals' is the id of two fields. Change one of them."]
    assert problems(site, ", of: [role]", "") == [
        f"{PLAN}:12:9: In worksheet 'My plan': 'job' is a reference and lacks of. Add of, a list of: role, qualification, skill, funding."
    ]
    assert problems(site, "done: Done", "don: Done")[0].startswith(f"{PLAN}:3:")


def test_a_site_without_a_worksheet_has_no_page_and_no_links_to_one(small: Site) -> None:
    assert "plan/index.html" not in small.files()
    assert not [link for link in small.page("").links().values() if "plan/" in link]


def test_the_scripts_know_the_ids_that_entries_had_before(site: Site) -> None:
    site.change("pathways/qualifications/food.yaml", "  - id: cookery-diploma\n", "  - id: cookery-diploma\n    was: [old-diploma]\n")
    site.change("pathways/skills.yaml", "  - id: calm\n", "  - id: calm\n    was: [coolness]\n")
    assert not site.build().failed
    skills = [entry for entry in json.loads(site.files()["data/search.json"]) if entry["kind"] == "skill"]
    assert [(entry["url"], entry["was"]) for entry in skills if "was" in entry] == [("skills/calm/", ["coolness"])]
    network = json.loads(site.files()["data/network.json"])
    assert [(one["id"], one["was"]) for name in ("roles", "qualifications") for one in network[name] if "was" in one] == [
        ("kitchen-helper", ["scullion"]),
        ("cookery-diploma", ["old-diploma"]),
    ]


def test_the_blank_sheet_has_every_question_and_space_to_write(site: Site) -> None:
    site.write(PLAN, SHEET)
    assert not site.build().failed
    page = site.page("plan/")
    assert [node.text() for node in page.all("[data-question] h3")] == ["My job", "Goals", "Actions"]
    assert [node.text() for node in page.all("[data-question=actions] th")] == ["Action", "Goal"]
    assert len(page.all("[data-question=actions] tbody tr")) == 4
    assert page.links(".plan-help") == {"cook": "../roles/cook/", "Starting in a kitchen": "../guidance/starting/"}
    shape = json.loads(page.words("#plan-shape"))
    question = shape["parts"][0]["questions"][0]
    assert (question["id"], question["kind"], question["takes"], question["of"]) == ("job", "reference", "from", ["role"])
