"""The pure parts of the plan, in Node: its format, its links, joining, filling, and what it is exported as."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from icalendar import Calendar
from markdown_it import MarkdownIt
from sites import FIXTURES, PROJECT

from explorer.routes import Steps
from explorer.scriptdata import network
from explorer.site import Options, load
from explorer.worksheet import shape

NOW = "2026-11-24T12:00:00.000Z"
EXAMPLES = settings(max_examples=150, deadline=None)


class RefusedError(Exception):
    """The sentence with which something was refused."""


class Core:
    """The modules in a Node of their own."""

    def __init__(self, node: str) -> None:
        script = Path(__file__).parent / "plan-core.js"
        command = [node, str(script), (PROJECT / "static/js").as_uri()]
        self._node = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8")

    def __call__(self, name: str, *values: Any) -> Any:
        assert self._node.stdin
        assert self._node.stdout
        self._node.stdin.write(json.dumps([name, *values]) + "\n")
        self._node.stdin.flush()
        answer = json.loads(self._node.stdout.readline())
        assert "crashed" not in answer, answer["crashed"]
        assert answer["clean"], "the prototype of all objects was changed"
        if "refused" in answer:
            raise RefusedError(answer["refused"])
        return answer.get("answer")

    def close(self) -> None:
        assert self._node.stdin
        self._node.stdin.close()
        assert self._node.stdout
        self._node.stdout.close()
        self._node.wait()


@pytest.fixture(scope="module")
def sheet() -> tuple[dict[str, Any], dict[str, Any]]:
    """The shape of the worksheet and the network of roles."""
    catalogue, _ = load(Options(PROJECT, PROJECT / "site"))
    assert catalogue
    assert catalogue.worksheet
    return shape(catalogue.worksheet), network(catalogue, Steps(catalogue))


@pytest.fixture(scope="module")
def core(node: str, sheet: tuple[dict[str, Any], dict[str, Any]]) -> Iterator[Core]:
    started = Core(node)
    started("start", *sheet)
    yield started
    started.close()


def plan(answers: dict[str, Any] | None = None, **lists: list[dict[str, Any]]) -> dict[str, Any]:
    """A plan; rows are written as column to value, with the id 'row' where it matters."""

    def cells(values: dict[str, Any]) -> dict[str, Any]:
        return {name: {"value": value, "at": NOW} for name, value in values.items() if name != "row"}

    return {
        "format": "pathway-plan",
        "version": 2,
        "id": "test",
        "name": "Test",
        "made": NOW,
        "answers": cells(answers or {}),
        "lists": {
            name: [{"id": row.get("row", f"{name}{at}"), "at": NOW, "cells": cells(row)} for at, row in enumerate(rows)]
            for name, rows in lists.items()
        },
        "gone": {},
    }


TEXTS = some.text(
    some.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"),
    max_size=60,
)
DAYS = some.dates(date(2000, 1, 1), date(2090, 1, 1)).map(str)
ACTIONS = some.lists(
    some.fixed_dictionaries(
        {"what": TEXTS},
        optional={
            "due": DAYS,
            "status": some.sampled_from(["todo", "doing", "stuck", "done"]),
            "priority": some.just("high"),
            "people": TEXTS,
        },
    ),
    max_size=4,
)
PLANS = some.builds(
    lambda strengths, actions, gaps: plan({"strengths": strengths}, actions=actions, gaps=gaps),
    TEXTS,
    ACTIONS,
    some.lists(some.fixed_dictionaries({"what": some.fixed_dictionaries({"title": TEXTS})}), max_size=3),
)
JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats(allow_nan=False) | some.text(max_size=20) | some.just("x" * 30_000),
    lambda inner: (
        some.lists(inner, max_size=4)
        | some.dictionaries(
            some.sampled_from(["__proto__", "constructor", "value", "at", "id", "cells", "title", "kind", "what"]), inner, max_size=4
        )
    ),
    max_leaves=12,
)


def test_a_plan_comes_back_from_its_file_and_its_link_as_it_was(core: Core) -> None:
    @EXAMPLES
    @given(PLANS, some.booleans())
    def check(written: dict[str, Any], plain: bool) -> None:  # noqa: FBT001
        assert core("parse", json.dumps(written)) == written
        answer = core("link", written, {}, plain)
        assert answer["packed"].startswith("p" if plain else "z")
        assert re.fullmatch(r"[\w-]+", answer["packed"])
        assert core("text", answer["back"]).split("\n", 1)[1] == core("text", written).split("\n", 1)[1]

    check()


def test_a_link_carries_no_name_and_no_times_unless_the_sender_puts_one_in(core: Core) -> None:
    written = plan({"strengths": "Calm"}, actions=[{"what": "Ask", "row": "r1"}])
    back = core("link", {**written, "name": "Sam Smith"}, {}, False)["back"]  # noqa: FBT003
    assert (back["name"], back["id"], back["made"]) == ("", "got", NOW)
    back = core("link", written, {"name": "For Sam", "note": "Well done"}, False)["back"]  # noqa: FBT003
    assert (back["name"], back["note"]) == ("For Sam", "Well done")


def test_a_link_of_another_version_of_the_worksheet_shows_what_is_known(core: Core) -> None:
    bare = {
        "v": 2,
        "a": {"strengths": "Calm", "no-such-question": "x"},
        "l": {"actions": [["r", {"what": "Ask", "no-such": "y"}]], "other": []},
        "q": 1,
    }
    got = core("open", core("pack", json.dumps(bare)))
    assert got["answers"]["strengths"]["value"] == "Calm"
    assert list(got["answers"]) == ["strengths"]
    assert list(got["lists"]["actions"][0]["cells"]) == ["what"]
    with pytest.raises(RefusedError, match="newer version"):
        core("open", core("pack", json.dumps({**bare, "v": 3})))


@pytest.mark.parametrize("version", [1, 2])
def test_a_plan_of_every_version_opens_today(core: Core, version: int) -> None:
    got = core("parse", (FIXTURES / f"plans/version-{version}.json").read_text())
    assert got["version"] == 2
    assert got["name"] == "Sam"
    assert got["answers"]["role-now"]["value"]["title"] == "Care worker"
    assert got["answers"]["strengths"] == {"value": "I stay calm.", "at": got["answers"]["strengths"]["at"]}
    first = got["lists"]["actions"][0]
    assert {name: cell["value"] for name, cell in first["cells"].items()} == {
        "what": "Book the medicines course",
        "due": "2027-01-15",
        "status": "doing",
    }
    assert core("again", json.dumps(got)) == got


def test_a_link_that_was_made_before_opens_today(core: Core) -> None:
    got = core("open", (FIXTURES / "plans/link-2.txt").read_text().strip())
    assert (got["name"], got["note"], got["route"]) == ("For Sam", "Start with part 1.", ["senior-care-worker"])
    assert got["answers"]["role-now"]["value"] == {"kind": "role", "id": "care-worker", "title": "Care worker"}
    assert {name: cell["value"] for name, cell in got["lists"]["actions"][0]["cells"].items()} == {
        "what": "Book the medicines course",
        "due": "2027-01-15",
        "status": "doing",
    }


REFUSALS = {
    "half a file": (json.dumps(plan({"strengths": "x"}))[:40], "only a part"),
    "nothing": ("", "only a part"),
    "another program's file": ('{"name": "package", "version": "1.0.0"}', "not a plan from this site"),
    "a list": ("[1, 2]", "not a plan from this site"),
    "null": ("null", "not a plan from this site"),
    "a giant": ('"' + "x" * 400_001 + '"', "too large"),
    "deep nesting": ("[" * 100_000 + "]" * 100_000, "damaged"),
    "deeper than a stack": ('{"a":' * 60_000 + "1" + "}" * 60_000, "damaged"),
    "a prototype": (json.dumps(plan()).replace('"answers": {}', '"answers": {"__proto__": {"polluted": true}}'), "damaged"),
    "a constructor": (json.dumps({**plan(), "constructor": {"prototype": {"polluted": True}}}), "damaged"),
    "a wrong version": (json.dumps({**plan(), "version": "2"}), "damaged"),
    "a newer version": (json.dumps({**plan(), "version": 99}), "newer version"),
    "wrong types": (json.dumps({**plan(), "lists": {"actions": {"what": 1}}}), "damaged"),
    "a number for words": (json.dumps({**plan(), "answers": {"strengths": {"value": 7, "at": NOW}}}), "damaged"),
    "the same row twice": (json.dumps({**plan(), "lists": {"actions": [{"id": "a", "cells": {}}, {"id": "a", "cells": {}}]}}), "damaged"),
    "too many rows": (json.dumps({**plan(), "lists": {"actions": [{"id": f"a{n}", "cells": {}} for n in range(301)]}}), "damaged"),
    "a row id that is none": (json.dumps(plan(actions=[{"row": '"]<b>', "what": "x"}])), "damaged"),
    "an endless answer": (json.dumps(plan({"strengths": "x" * 20_001})), "too long"),
}


@pytest.mark.parametrize("kind", REFUSALS)
def test_what_is_broken_or_hostile_is_refused_with_a_clear_sentence(core: Core, kind: str) -> None:
    text, words = REFUSALS[kind]
    with pytest.raises(RefusedError, match=words) as refused:
        core("parse", text)
    assert re.fullmatch(r"[A-Z].+\.", str(refused.value))


def test_no_file_and_no_link_crashes_or_changes_anything_else(core: Core, sheet: tuple[dict[str, Any], Any]) -> None:
    known = {question["id"] for part in sheet[0]["parts"] for question in part["questions"]}

    sentences: list[str] = []

    def holds(got: dict[str, Any]) -> None:
        assert set(got) <= {"format", "version", "id", "name", "made", "note", "route", "answers", "lists", "gone"}
        assert {*got["answers"], *got["lists"]} <= known

    @EXAMPLES
    @given(some.data())
    def check(data: Any) -> None:
        base = data.draw(PLANS)
        path = data.draw(
            some.sampled_from(
                [("id",), ("name",), ("made",), ("answers",), ("lists",), ("gone",), ("answers", "strengths"), ("lists", "actions")]
            )
        )
        place = base
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = data.draw(JSON)
        for ask, value in (
            ("parse", json.dumps(base)),
            ("open", core("pack", json.dumps({"v": 2, "a": base["answers"], "l": base["lists"]}))),
        ):
            try:
                holds(core(ask, value))
            except RefusedError as refused:
                sentences.append(str(refused))

    check()
    assert sentences
    assert all(sentence.endswith(".") for sentence in sentences)

    @EXAMPLES
    @given(some.text(some.sampled_from("zpAb9_-=!"), max_size=30) | some.text(max_size=10))
    def links(packed: str) -> None:
        with pytest.raises(RefusedError):
            core("open", packed)

    links()


def test_a_small_link_that_swells_to_gigabytes_is_stopped(core: Core) -> None:
    with pytest.raises(RefusedError, match="far more"):
        core("open", core("pack", "x" * 2_000_000))


def test_dates_and_choices_that_do_not_exist_are_left_out(core: Core) -> None:
    got = core(
        "parse",
        json.dumps(plan({"leadership": "perhaps"}, actions=[{"what": "x", "due": "2026-02-30", "status": "<b>", "priority": "high"}])),
    )
    cells = got["lists"]["actions"][0]["cells"]
    assert (got["answers"]["leadership"]["value"], cells["due"]["value"], cells["status"]["value"], cells["priority"]["value"]) == (
        "",
        "",
        "",
        "high",
    )


def test_own_plans_keep_answers_to_questions_that_the_worksheet_no_longer_has(core: Core) -> None:
    written = plan({"old-question": "My words"}, oldlist=[{"x": "More words"}])
    assert core("parse", json.dumps(written), True) == written  # noqa: FBT003
    assert core("parse", json.dumps(written))["answers"] == {}


WORDS = some.text("abc ", min_size=0, max_size=12)


def test_two_tabs_lose_no_words(core: Core) -> None:
    @EXAMPLES
    @given(WORDS, some.integers(0, 12), some.integers(0, 12))
    def texts(base: str, here: int, there: int) -> None:
        one, other = base[:here] + "FIRST" + base[here:], base[:there] + "SECOND" + base[there:]
        joined = core("joined", base, one, other)
        assert "FIRST" in joined
        assert "SECOND" in joined

    texts()
    early, late = "2026-11-24T10:00:00.000Z", "2026-11-24T11:00:00.000Z"
    base = plan({"strengths": "I am calm."}, actions=[{"row": "a", "what": "Ask"}, {"row": "b", "what": "Book"}])
    for answer in base["answers"].values():
        answer["at"] = "2026-11-24T09:00:00.000Z"
    one, other = json.loads(json.dumps(base)), json.loads(json.dumps(base))
    one["answers"]["strengths"] = {"value": "I am calm and kind.", "at": early}
    other["answers"]["strengths"] = {"value": "People say: I am calm.", "at": late}
    other["answers"]["difficult"] = {"value": "Records", "at": late}
    one["lists"]["actions"].append({"id": "c", "at": early, "cells": {"what": {"value": "From one", "at": early}}})
    other["lists"]["actions"].append({"id": "d", "at": late, "cells": {"what": {"value": "From the other", "at": late}}})
    merged, swapped = core("merge", base, one, other)
    assert merged == swapped, "both tabs come to the same"
    assert merged["answers"]["strengths"]["value"] == "People say: I am calm and kind."
    assert merged["answers"]["difficult"]["value"] == "Records"
    assert {row["id"] for row in merged["lists"]["actions"]} == {"a", "b", "c", "d"}
    assert core("merge", merged, merged, merged)[0] == merged


def test_whatever_two_tabs_write_is_there_in_both(core: Core) -> None:
    places = some.sampled_from(["strengths", "difficult", "row 0", "row 1", "a new row"])

    def written(base: dict[str, Any], tab: str, changes: list[str]) -> tuple[dict[str, Any], list[str]]:
        """What a tab makes of a plan, and the words that it wrote: each a word of its own."""
        mine = json.loads(json.dumps(base))
        words = []
        for at, place in enumerate(changes):
            words.append(f"{tab}{at}")
            when = f"2026-11-24T1{at}:00:0{tab == 'right':d}.000Z"  # before and after what was written last, as clocks are put right
            rows = mine["lists"]["actions"]
            if place == "a new row":
                rows.append({"id": words[-1], "at": when, "cells": {"what": {"value": words[-1], "at": when}}})
                continue
            fields, name = (rows[int(place[-1])]["cells"], "what") if place.startswith("row") else (mine["answers"], place)
            fields[name] = {"value": f"{fields.get(name, {'value': ''})['value']} {words[-1]}".strip(), "at": when}
        return mine, words

    @EXAMPLES
    @given(some.lists(places, max_size=5), some.lists(places, max_size=5))
    def check(here: list[str], there: list[str]) -> None:
        base = plan({"strengths": "Calm"}, actions=[{"what": "Ask"}, {"what": "Book"}])
        (one, mine), (other, theirs) = written(base, "left", here), written(base, "right", there)
        merged, swapped = core("merge", base, one, other)
        assert merged == swapped
        for word in mine + theirs:
            assert word in json.dumps([merged["answers"], merged["lists"]])

    check()


def test_two_tabs_come_to_rest(core: Core) -> None:
    def written(chosen: list[str], tab: str) -> dict[str, Any]:
        """What a tab makes of a plan: in each place something new or gone, in the order in which it was done."""
        mine = plan({"strengths": "Calm"})
        for at, place in enumerate(chosen):
            when = f"2026-11-24T1{at}:00:00.000Z"
            if place == "gone":
                mine["gone"][f"{tab}{at}"] = when
            elif place in ("actions", "support", "training"):
                row = {"id": f"{tab}{at}", "at": when, "cells": {"what": {"value": tab, "at": when}}}
                mine["lists"].setdefault(place, []).append(row)
            else:
                mine["answers"][place] = {"value": f"{tab} {at}", "at": when}
        return mine

    places = some.lists(some.sampled_from(["strengths", "difficult", "gone", "actions", "support", "training"]), max_size=6)

    @EXAMPLES
    @given(places, places)
    def check(here: list[str], there: list[str]) -> None:
        saves = core("settle", plan({"strengths": "Calm"}), written(here, "left"), written(there, "right"))
        assert saves <= 2, "one tab answers the other for ever"

    check()


def test_a_row_removed_in_one_tab_goes_unless_the_other_wrote_in_it_since(core: Core) -> None:
    base = plan(actions=[{"row": "a", "what": "Ask"}, {"row": "b", "what": "Book"}])
    one, other = json.loads(json.dumps(base)), json.loads(json.dumps(base))
    gone, since = "2026-11-24T13:00:00.000Z", "2026-11-24T14:00:00.000Z"
    one["lists"]["actions"] = []
    one["gone"] = {"a": gone, "b": gone}
    other["lists"]["actions"][1]["cells"]["what"] = {"value": "Book the course", "at": since}
    for merged in core("merge", base, one, other):
        assert [row["id"] for row in merged["lists"]["actions"]] == ["b"]
        assert merged["gone"] == {"a": gone}


def test_removing_can_be_undone_and_rows_keep_their_order(core: Core) -> None:
    written = plan(actions=[{"row": "a", "what": "Ask"}, {"row": "b", "what": "Book"}])
    answer = core("rows", written, "actions")
    assert [row["id"] for row in answer["without"]["lists"]["actions"]] == ["b"]
    assert answer["back"]["lists"] == written["lists"]
    assert answer["back"]["gone"] == {}
    assert [row["id"] for row in answer["moved"]["lists"]["actions"]] == ["b", "a"]


def test_filling_from_a_route_gives_goals_gaps_actions_courses_and_reviews_with_dates(core: Core) -> None:
    answer = core("fill", plan(), {"from": "care-worker", "to": "senior-care-worker"}, [])
    lists = answer["filled"]["lists"]
    assert set(lists) == {"goals", "gaps", "actions", "courses", "reviews"}
    assert answer["filled"]["answers"]["role-now"]["value"] == {"kind": "role", "id": "care-worker", "title": "Care worker"}
    goal = lists["goals"][0]
    assert goal["cells"]["what"]["value"] == "Become a senior care worker"
    assert goal["cells"]["measure"]["value"] == "I work as a senior care worker."
    for action in lists["actions"]:
        assert action["cells"]["goal"]["value"] == goal["id"]
        due = date.fromisoformat(action["cells"]["due"]["value"])
        assert date(2026, 11, 24) < due < date(2036, 1, 1)
        assert due.weekday() < 5
    assert [row["cells"]["due"]["value"][:7] for row in lists["reviews"]] == ["2027-02", "2027-05", "2027-08", "2027-11"]
    diploma = [row for row in lists["gaps"] if "Level 2 Diploma in Care" in row["cells"]["what"]["value"]["title"]]
    assert diploma[0]["cells"]["have"]["value"] == "no"


def test_filling_never_overwrites_and_twice_adds_nothing_and_can_be_undone(core: Core) -> None:
    own = plan(
        {"role-now": {"title": "Baker"}}, goals=[{"what": "become a Senior care worker", "measure": "mine"}], actions=[{"what": "Rest"}]
    )
    answer = core("fill", own, {"from": "care-worker", "to": "senior-care-worker"}, [])
    assert answer["filled"]["answers"]["role-now"]["value"] == {"title": "Baker"}
    assert answer["filled"]["lists"]["goals"] == own["lists"]["goals"], "the same goal in other letters is not doubled"
    assert answer["filled"]["lists"]["actions"][0] == own["lists"]["actions"][0]
    assert {row["cells"]["goal"]["value"] for row in answer["filled"]["lists"]["actions"][1:]} == {own["lists"]["goals"][0]["id"]}
    assert answer["twice"] == answer["filled"]
    assert {name: rows for name, rows in answer["undone"]["lists"].items() if rows} == own["lists"]


def test_filling_any_plan_leaves_every_word_of_it_in_its_place(core: Core) -> None:
    @settings(EXAMPLES, max_examples=60)
    @given(
        PLANS,
        some.sampled_from(["", "care-worker", "healthcare-assistant", "start", "nobody"]),
        some.sampled_from(["", "senior-care-worker", "registered-manager", "staff-nurse", "__proto__"]),
    )
    def check(own: dict[str, Any], start: str, end: str) -> None:
        answer = core("fill", own, {"from": start, "to": end}, [])
        for id_, written in own["answers"].items():
            assert answer["filled"]["answers"][id_] == written
        for id_, rows in own["lists"].items():
            assert answer["filled"]["lists"][id_][: len(rows)] == rows
        assert answer["twice"] == answer["filled"]
        assert {id_: rows for id_, rows in answer["undone"]["lists"].items() if rows} == {
            id_: rows for id_, rows in own["lists"].items() if rows
        }

    check()


def test_each_action_of_a_long_route_serves_the_goal_that_it_leads_to(core: Core) -> None:
    wish = {"from": "care-worker", "to": "registered-manager", "route": ["senior-care-worker", "deputy-manager", "registered-manager"]}
    found = core("fill", plan(), wish, [])["proposal"]
    assert [goal["role"]["id"] for goal in found["goals"]] == ["senior-care-worker", "registered-manager"]
    serves = {action["what"]: action["goal"] for action in found["actions"] if action["what"].startswith("Look for posts")}
    assert list(serves.values()) == [0, 1, 1]


def test_an_id_that_a_role_or_qualification_had_before_still_names_it(core: Core, sheet: tuple[dict[str, Any], dict[str, Any]]) -> None:
    questions, roles = json.loads(json.dumps(sheet))
    next(role for role in roles["roles"] if role["id"] == "senior-care-worker")["was"] = ["lead-carer"]
    next(one for one in roles["qualifications"] if one["id"] == "level-2-diploma-in-care")["was"] = ["level-2-in-care"]
    core("start", questions, roles)
    try:
        wish = {"from": "care-worker", "to": "lead-carer", "route": ["lead-carer"]}
        found = core("fill", plan(), wish, ["level-2-in-care"])["proposal"]
    finally:
        core("start", *sheet)
    assert found["route"] == ["senior-care-worker"]
    assert found["goals"][0]["role"] == {"kind": "role", "id": "senior-care-worker", "title": "Senior care worker"}
    assert not [course for course in found["courses"] if course["what"]["id"] == "level-2-diploma-in-care"]


def test_what_somebody_has_is_no_gap(core: Core) -> None:
    asked = core("fill", plan(), {"from": "care-worker", "to": "senior-care-worker"}, ["level-2-diploma-in-care"])["proposal"]
    have = {gap["what"]["title"]: gap["have"] for gap in asked["gaps"]}
    assert any(state == "yes" and "Level 2 Diploma in Care" in title for title, state in have.items())
    assert not [course for course in asked["courses"] if course["what"]["id"] == "level-2-diploma-in-care"]


def test_a_route_by_its_stops_is_followed_and_a_nonsense_one_falls_back(core: Core) -> None:
    wish = {"from": "care-worker", "to": "registered-manager", "route": ["senior-care-worker", "deputy-manager", "registered-manager"]}
    assert core("fill", plan(), wish, [])["proposal"]["route"] == wish["route"]
    assert core("fill", plan(), {**wish, "route": ["no-such-role", "__proto__"]}, [])["proposal"]["route"][-1] == "registered-manager"
    assert core("fill", plan(), {"from": "nobody", "to": "nowhere"}, [])["proposal"]["goals"] == []
    only = core("fill", plan(), {"to": "registered-manager"}, [])["proposal"]
    assert only["goals"][0]["what"] == "Become a registered manager"
    assert only["gaps"]


def test_months_are_counted_to_the_end_of_short_ones(core: Core) -> None:
    assert core("later", "2026-08-31", 6) == "2027-02-28"
    assert core("later", "2026-11-24", 14) == "2028-01-24"


def test_due_overdue_progress_and_gaps(core: Core) -> None:
    written = plan(
        goals=[{"row": "g", "what": "Lead a shift", "due": "2027-06-01"}, {"what": "Rest", "status": "done"}],
        actions=[
            {"what": "Late", "due": "2026-11-01", "goal": "g"},
            {"what": "Done", "due": "2026-10-01", "status": "done", "goal": "g"},
            {"what": "Today", "due": "2026-11-24", "goal": "g"},
        ],
        gaps=[
            {"what": {"kind": "qualification", "id": "care-certificate", "title": "Care Certificate"}, "have": "no"},
            {"what": {"title": "Medicines"}, "have": "yes"},
            {"what": {"title": "Leading"}, "have": "partly"},
        ],
    )
    assert core("due", written, "2026-11-24") == {
        "late": ["Late"],
        "next": ["Today", "Lead a shift"],
        "progress": [
            {"title": "Lead a shift", "done": 1, "of": 3, "reached": False},
            {"title": "Rest", "done": 0, "of": 0, "reached": True},
        ],
    }
    assert [gap["closed"] for gap in core("gaps", written, [])] == [False, True, False]
    assert [gap["closed"] for gap in core("gaps", written, ["qualification:care-certificate"])] == [True, True, False]
    assert [gap["closed"] for gap in core("gaps", written, ["Leading"])] == [False, True, True], "one of several ways to have it"
    assert core("deadlines", written, "2026-11-24") == {"done": 1, "late": 1, "of": 4}


def test_the_next_step_is_what_is_due_where_a_row_names_one(core: Core) -> None:
    written = plan(
        people=[{"who": "Maria", "next": "Watch my first round", "due": "2027-01-15"}, {"next": "Ring HR", "due": "2027-01-16"}],
        opportunities=[{"what": "A day with the community team", "due": "2027-01-17"}],
    )
    titles = ["Maria: Watch my first round", "Ring HR", "A day with the community team"]
    assert core("due", written, "2026-11-24")["next"] == titles
    assert sorted(str(event["SUMMARY"]) for event in events(core, written)) == sorted(titles)


def events(core: Core, written: dict[str, Any]) -> list[Any]:
    """The events of a plan's calendar, read by another library."""
    return parsed(core("calendar", written))


def parsed(text: str, kind: str = "VEVENT") -> list[Any]:
    calendar: Any = Calendar.from_ical(text)
    return list(calendar.walk(kind))


def test_a_calendar_has_the_right_days_in_summer_and_winter(core: Core) -> None:
    written = plan(
        actions=[
            {"what": "Winter", "due": "2027-01-15"},
            {"what": "Summer", "due": "2027-07-15"},
            {"what": "Over", "due": "2027-02-01", "status": "done"},
        ],
        reviews=[
            {"what": "Before the clocks change", "due": "2027-03-27", "time": "14:30"},
            {"what": "After", "due": "2027-03-28", "time": "14:30"},
            {"what": "Autumn", "due": "2027-10-31", "time": "09:00"},
        ],
    )
    found = {str(event["SUMMARY"]): event for event in events(core, written)}
    assert set(found) == {"Winter", "Summer", "Before the clocks change", "After", "Autumn"}
    for name, day in (("Winter", date(2027, 1, 15)), ("Summer", date(2027, 7, 15))):
        assert found[name]["DTSTART"].dt == day
        assert found[name]["DTEND"].dt == day + timedelta(days=1)
    for name, moment in (
        ("Before the clocks change", datetime(2027, 3, 27, 14, 30, tzinfo=UTC)),
        ("After", datetime(2027, 3, 28, 13, 30, tzinfo=UTC)),
        ("Autumn", datetime(2027, 10, 31, 9, 0, tzinfo=UTC)),
    ):
        assert found[name]["DTSTART"].dt.astimezone(UTC) == moment
    assert len({str(event["UID"]) for event in found.values()}) == len(found)
    assert [alarm["TRIGGER"].dt for alarm in found["Winter"].walk("VALARM")] == [timedelta(hours=-15)]
    (zone,) = parsed(core("calendar", written), "VTIMEZONE")
    rules = zone.to_tz()
    assert datetime(2027, 7, 1, 12, tzinfo=rules).utcoffset() == timedelta(hours=1)
    assert datetime(2027, 1, 1, 12, tzinfo=rules).utcoffset() == timedelta(0)


def test_any_words_survive_a_calendar_and_its_lines_are_short(core: Core) -> None:
    @EXAMPLES
    @given(TEXTS.filter(str.strip) | some.text('é,;\\:\n"BEGIN', min_size=1).filter(str.strip), DAYS)
    def check(what: str, day: str) -> None:
        text = core("calendar", plan(actions=[{"what": what, "due": day}]))
        assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
        assert "\n" not in text.replace("\r\n", "")
        event = parsed(text)[0]
        assert str(event["SUMMARY"]) == what
        assert str(event["DTSTART"].dt) == day

    check()


def test_a_spreadsheet_has_every_action_and_runs_no_formula(core: Core) -> None:
    @EXAMPLES
    @given(
        some.lists(
            TEXTS | some.sampled_from(["=1+1", "+44", "-x", "@sum", " =cmd|' /C calc'!A0", '"quoted", \r\n']), min_size=1, max_size=5
        )
    )
    def check(names: list[str]) -> None:
        text = core("table", plan(actions=[{"what": name, "status": "doing"} for name in names]))
        assert text.startswith("\ufeff")
        rows = list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))
        assert rows[0][:4] == ["Action", "By", "Priority", "Status"]
        for row, name in zip(rows[1:], names, strict=True):
            assert row[0] in (name, f"'{name}")
            assert not re.match(r"\s*[=+\-@]", row[0])
            assert row[3] == "Under way"

    check()


def test_words_stay_words_in_markdown(core: Core) -> None:
    markdown = MarkdownIt("commonmark", {"html": True}).enable("table")

    @EXAMPLES
    @given(
        TEXTS
        | some.sampled_from(
            ["<script>alert(1)</script>", "[x](javascript:alert(1))", "# Title", "1. one", "- dash", "a | b", "![](//x)", "&lt;"]
        )
    )
    def check(words: str) -> None:
        shown = markdown.render(core("markdown", plan(actions=[{"what": words, "people": words}])))
        assert not re.search(r"<(?!/?(?:h1|h2|h3|ul|li|strong|p|em)>)", shown), shown
        if words.strip():
            assert " ".join(words.split()) in " ".join(html.unescape(re.sub(r"<[^>]+>", "", shown)).split())

    check()


def test_plain_text_reads_in_order(core: Core) -> None:
    text = core("text", plan({"strengths": "Calm"}, actions=[{"what": "Ask", "due": "2027-01-05", "status": "todo"}]))
    assert (
        text
        == "Test\n\nWHERE I AM NOW\n\nWhat I do well\nCalm\n\nWHAT I WILL DO\n\nActions\n- Ask; By: 5 January 2027; Status: Not started\n"
    )
