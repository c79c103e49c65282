"""What `check` says of the roles and moves as a network."""

from __future__ import annotations

from sites import Site

KITCHEN = "pathways/ladders/kitchen.yaml"
DINING_ROOM = "pathways/ladders/dining-room.yaml"


def test_a_first_job_with_too_few_directions_is_named(site: Site) -> None:
    site.change(KITCHEN, "      - {to: head-waiter, kind: step-up, months: [36, 60], how: Learn the names of the guests., source: wage, checked: 2026-01-15}\n", "")
    assert site.problems() == [
        f"{KITCHEN}:30:5: warning: Kitchen helper is a first job and leads to 2 roles only. "
        "Add moves until there are 3: a step up, a step sideways, another ladder."
    ]


def test_a_role_that_no_first_job_leads_to_is_named(site: Site) -> None:
    site.change(DINING_ROOM, "{to: head-waiter, kind: step-up", "{to: cook, kind: sideways")
    site.change(KITCHEN, "{to: head-waiter, kind: step-up", "{to: waiter, kind: step-up")
    assert f"{DINING_ROOM}:26:5: warning: No chain of moves leads from a first job to Head waiter. Add a move to it from the role before it." in (
        site.problems()
    )
    site.change(KITCHEN, "{to: kitchen-helper, kind: return", "{to: head-waiter, kind: return")
    assert not [problem for problem in site.problems() if "No chain" in problem]
