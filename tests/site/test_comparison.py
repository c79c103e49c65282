"""Roles side by side, in the small site and over made-up roles."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from made_up import GROUPS, sides
from sites import Site

from explorer.compare import PaperRow, Row, comparison, on_paper
from explorer.say import Say
from explorer.sides import Item, Side


@pytest.fixture
def compared(site: Site) -> Site:
    site.change(
        "content/site.yaml",
        "find:\n",
        "compare:\n  - {roles: [kitchen-helper, cook, waiter], in_short: 'One washes, one cooks and one carries.'}\nfind:\n",
    )
    assert not site.build().failed
    return site


def rows(site: Site) -> dict[str, list[str]]:
    """The rows of the comparison: title and verdict, and the words of the cells."""
    found = {}
    for row in site.page("compare/kitchen-helper/cook/waiter/").all("table.compare tr"):
        head, *cells = ([" ".join(cell.text(separator=" ").split()) for cell in row.css("th, td")])
        found[head] = cells
    return found


def test_the_same_field_stands_in_the_same_row_and_the_difference_in_words(compared: Site) -> None:
    found = rows(compared)
    assert found["Shifts In all three"] == ["Evenings"]
    assert found["Places of work In all three"] == ["Restaurant"]
    assert found["Stage Different"] == ["Kitchen helper Starting out", "Cook Senior", "Waiter Starting out"]
    assert found["Hours Different"] == ["Kitchen helper 40 hours a week", "Cook 40 to 48 hours a week", "Waiter 20 to 40 hours a week"]
    assert found["Skills Only here"] == ["Kitchen helper Chopping Calm", "Cook No others", "Waiter No others"]


def test_pay_and_registration_are_compared_nation_by_nation(compared: Site) -> None:
    found = rows(compared)
    assert [title for title in found if title.startswith("Registration")] == ["Registration, England Different", "Registration, Wales Different"]
    assert found["Registration, Wales Different"] == [
        "Kitchen helper Nothing is said",
        "Cook Guild of Cooks, after you start, within 6 months",
        "Waiter Nothing is said",
    ]
    pay = {title: cells for title, cells in found.items() if title.startswith("Pay")}
    assert all(cells[2] == "Waiter No sure figure" for cells in pay.values())


def test_needs_say_how_much_more_and_less_they_are(compared: Site) -> None:
    found = rows(compared)
    assert found["Asks for more or less"] == [
        "Kitchen helper The others are held against this one",
        "Cook 1 more and 1 less",
        "Waiter 1 less",
    ]
    assert "or Cookery award" in found["Qualifications Only here"][1], "what is accepted instead stands beside it"


def test_moves_between_the_roles_lead_to_the_routes(compared: Site) -> None:
    assert rows(compared)["From here"] == [
        "Kitchen helper To Cook , step up, 1 to 2 years To Waiter , sideways, 1 to 3 months",
        "Cook To Kitchen helper , way back, up to 1 month To Waiter , no direct move",
        "Waiter To Kitchen helper , sideways, up to 1 month To Cook , step up, 1 to 2 years",
    ]
    links = compared.page("compare/kitchen-helper/cook/waiter/").links("table.compare")
    assert links["To Waiter"].startswith("../../../../routes/?from=")


def test_on_paper_a_field_is_one_row_and_what_is_the_same_is_said_once(compared: Site) -> None:
    found = {}
    for row in compared.page("compare/kitchen-helper/cook/waiter/").all("table.compare-paper tbody tr"):
        head, *cells = (" ".join(cell.text(separator=" ").split()) for cell in row.css("th, td"))
        found[head] = cells
    assert found["Hours"] == ["40 hours a week", "40 to 48 hours a week", "20 to 40 hours a week"]
    assert found["Skills"] == ["Only here: Chopping · Calm", "No others", "No others"]
    assert found["Registration"][1].startswith("England:")
    assert found["Registration"][2] == "Nothing is said"
    (same,) = found["The same for all"]
    assert "Shifts: Evenings" in same
    assert "Places of work: Restaurant" in same
    assert "Stage" not in found, "the head of the column says it"


def test_a_way_in_of_one_role_only_is_said_to_be_so(compared: Site) -> None:
    found = rows(compared)
    assert found["Way in: apply for a job In some"][1] == "Cook Not this way"
    assert found["Way in: college Only here"][1] == "Cook Cookery college , 12 to 18 months, England"


def test_a_role_leads_to_the_roles_with_which_it_is_mixed_up(compared: Site) -> None:
    assert compared.page("roles/cook/").links(".mixed-up") == {"Kitchen helper and Waiter": "../../compare/kitchen-helper/cook/waiter/"}
    assert not compared.page("roles/head-waiter/").all(".mixed-up")


def test_the_old_name_of_a_role_still_finds_its_side(small: Site) -> None:
    old, new = ((small.out / f"data/roles/{id_}.json").read_text() for id_ in ("scullion", "kitchen-helper"))
    assert old == new
    assert json.loads(new)["id"] == "kitchen-helper"


def test_a_comparison_names_different_roles(site: Site) -> None:
    site.change("content/site.yaml", "find:\n", "compare:\n  - {roles: [cook, cook], in_short: The same.}\nfind:\n")
    assert site.problems() == ["content/site.yaml:14:5: In site 'Small kitchen': a role is compared with itself. Name each role once."]


@given(sides)
def test_nothing_is_lost_and_nothing_is_made_up(roles: list[Side]) -> None:
    for title, groups_of_rows in comparison(Say(), roles, GROUPS):
        for some_rows in groups_of_rows:
            for row in some_rows:
                assert len(row.cells) in (1, len(roles)), title
    for name, title in (("patterns", "Shifts"), ("skills", "Skills")):
        shown: list[set[tuple[str, int]]] = [set() for _ in roles]
        for row in _all(roles):
            if row.title == title:
                for at in range(len(roles)):
                    shown[at] |= {(item.key, item.grade) for item in row.cells[0 if len(row.cells) == 1 else at]}
        assert shown == [{(item.key, item.grade) for item in role.fields[name]} for role in roles]


@given(sides)
def test_only_here_is_true_and_so_is_in_all(roles: list[Side]) -> None:
    for row in _all(roles):
        if row.title != "Skills":
            continue
        held = [{(item.key, item.grade) for item in role.fields["skills"]} for role in roles]
        for at, cell in enumerate(row.cells):
            for item in cell:
                count = sum((item.key, item.grade) in one for one in held)
                assert (count == 1) == (row.verdict == "Only here")
                assert (count == len(roles)) == (len(row.cells) == 1)
                assert len(row.cells) == 1 or (item.key, item.grade) in held[at]


def _all(roles: list[Side]) -> list[Row]:
    return [row for _, some_fields in comparison(Say(), roles, GROUPS) for some_rows in some_fields for row in some_rows]


@given(sides)
def test_paper_says_all_that_the_screen_says(roles: list[Side]) -> None:
    screen = {
        (row.title.split(",")[0].split(":")[0], at, item.text)
        for _, fields in comparison(Say(), roles, GROUPS)
        for rows in fields
        for row in rows
        for at, cell in enumerate(row.cells)
        for item in cell
        if len(row.cells) > 1 and row.title not in ("Stage", "From here")
    }
    same, differing = on_paper(Say(), roles, GROUPS)
    paper = {(row.title, at, item.text) for row in differing for at, item in _items(row) if row.title != "From here"}
    assert paper == screen
    assert all(len(row.cells) == 1 for row in same)


def _items(row: PaperRow) -> list[tuple[int, Item]]:
    return [(at, item) for at, cell in enumerate(row.cells) for part in cell for item in part.items]
