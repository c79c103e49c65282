"""What a need asks for: qualifications, alone or together, in choices."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.models import Need


def named(need: Need) -> Iterator[str]:
    """The qualifications that a need names."""
    for choice in choices(need):
        yield from choice


def choices(need: Need) -> list[list[str]]:
    """What meets a need: a list of choices, each a list of qualifications that are needed together. Empty where it is experience."""
    if need.qualification:
        return [[need.qualification]]
    return [[choice] if isinstance(choice, str) else choice for choice in need.any_of]


def parted(need: Need) -> tuple[list[str], list[list[str]]]:
    """The choices of a need in two parts: what all of them ask for, and what each asks for besides.

    Nothing is parted off where a choice would be left with nothing.
    """
    among = choices(need)
    common = [id_ for id_ in among[0] if all(id_ in choice for choice in among)] if len(among) > 1 else []
    rest = [[id_ for id_ in choice if id_ not in common] for choice in among]
    return (common, rest) if all(rest) else ([], among)
