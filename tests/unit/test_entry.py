"""The level with which people get into a role."""

from typing import Any

from explorer.entry import usual_levels
from explorer.models import EntryRoute, Need, Qualification, Role


def made(model: Any, **fields: Any) -> Any:
    """An entry with only the fields that the level depends on."""
    return model.model_construct(**fields)


QUALIFICATIONS = {
    id_: made(Qualification, id=id_, kind=kind, level=level, builds_on=builds_on)
    for id_, kind, level, builds_on in (
        ("gcse", "school", 2, []),
        ("degree", "degree", 6, []),
        ("scheme", "other", None, []),
        ("register", "registration", None, ["degree", "scheme"]),
    )
}


def need(**fields: Any) -> Need:
    return Need.model_validate({"strength": "required", **fields})


def role(id_: str, needs: list[Need], *ways: tuple[list[str], list[Need]]) -> Any:
    entry = [made(EntryRoute, from_roles=before, needs=asked) for before, asked in ways]
    return made(Role, id=id_, needs=needs, entry=entry)


def levels(*roles: Any) -> dict[str, int | None]:
    return usual_levels({one.id: one for one in roles}, QUALIFICATIONS)


def test_the_easiest_way_in_counts_and_what_comes_after_starting_does_not() -> None:
    open_to_all = role("helper", [need(qualification="degree", when="after")], ([], []), ([], [need(qualification="gcse")]))
    assert levels(open_to_all) == {"helper": None}


def test_a_way_in_from_another_role_takes_what_that_role_takes() -> None:
    nurse = role("nurse", [], ([], [need(qualification="degree")]))
    matron = role("matron", [], (["nurse"], []))
    assert levels(matron, nurse) == {"matron": 6, "nurse": 6}


def test_roles_that_lead_to_each_other_take_what_the_way_in_from_outside_takes() -> None:
    first = role("first", [], (["second"], []), ([], [need(qualification="gcse")]))
    second = role("second", [], (["first"], []))
    assert levels(second, first) == {"second": 2, "first": 2}
    assert levels(role("second", [], (["third"], [])), role("third", [], (["second"], []))) == {"second": None, "third": None}


def test_a_register_takes_the_level_of_what_leads_to_it() -> None:
    assert levels(role("nurse", [need(qualification="register")])) == {"nurse": 6}


def test_a_choice_whose_level_is_not_known_does_not_make_it_easy() -> None:
    assert levels(role("manager", [need(any_of=["scheme", "degree"])])) == {"manager": 6}
