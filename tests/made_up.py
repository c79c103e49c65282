"""Made-up roles to compare, for property tests."""

from __future__ import annotations

from hypothesis import strategies as some

from explorer.sides import Item, Side

GROUPS = {"nations": {"north": "North", "south": "South"}, "kinds": {"straight-in": "Apply for a job", "college": "College"}}


def _unique(cell: list[Item]) -> tuple[Item, ...]:
    return tuple({item.key: item for item in cell}.values())


items = some.builds(
    Item,
    some.sampled_from("abcd"),
    some.sampled_from("abcd"),
    some.sampled_from(["", "x", "y"]),
    some.just(""),
    some.lists(some.sampled_from(["north", "south"]), max_size=2, unique=True).map(tuple),
    some.integers(0, 2),
)
ways = some.builds(
    Item,
    some.text("pq", min_size=1, max_size=2),
    some.text("pq", min_size=1, max_size=2),
    groups=some.sampled_from([("straight-in",), ("college",)]),
)


cells = some.lists(items, max_size=4).map(_unique)
fields = some.fixed_dictionaries(
    {
        **dict.fromkeys(("pay", "patterns", "registration", "places", "needs", "experience", "skills"), cells),
        **{name: items.map(lambda item: (item,)) for name in ("hours", "stage", "level", "driving")},
        "moves": some.lists(some.builds(Item, some.sampled_from(["r0", "r1", "r2"]), some.just("R"), some.just("step up")), max_size=3).map(
            _unique
        ),
        "ways": some.lists(ways, max_size=3).map(_unique),
    }
)
sides = some.lists(fields, min_size=2, max_size=4).map(
    lambda some_fields: [Side(f"r{at}", f"Role {at}", "", "", "g", one) for at, one in enumerate(some_fields)]
)
