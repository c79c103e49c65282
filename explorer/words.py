"""Figures and closed lists of the format in everyday words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple, TypeVar

from explorer.models import Months, Need, Registration

Entry = TypeVar("Entry")

STRENGTHS = {"required": "Required", "usual": "Usually asked for", "helpful": "Helpful", "accepted": "Accepted instead"}
ASKED_BY = {"required": "Required for", "usual": "Usually asked for in", "helpful": "Helpful for", "accepted": "Accepted instead in"}
MOVES = {"step-up": "Step up", "sideways": "Sideways", "specialise": "Specialise", "return": "Way back"}
MOVE_MEANINGS = {
    "step-up": "more responsibility, and usually more pay",
    "sideways": "a different job at about the same level",
    "specialise": "the same line of work, deeper in one field",
    "return": "back to an earlier kind of work, with what you have learned",
}
ENTRIES = {
    "straight-in": "Apply for a job",
    "apprenticeship": "Apprenticeship",
    "college": "College",
    "university": "University",
    "from-another-role": "From another job",
    "volunteering": "Volunteering",
    "returning": "Coming back",
}
QUALIFICATION_KINDS = {
    "general": "School-level qualification",
    "award": "Award",
    "certificate": "Certificate",
    "diploma": "Diploma",
    "degree": "Degree",
    "postgraduate": "Postgraduate qualification",
    "apprenticeship": "Apprenticeship",
    "registration": "Professional registration",
    "short-course": "Short course",
    "licence": "Licence",
}
BODY_KINDS = {
    "regulator": "Regulators: they keep the registers of people",
    "inspectorate": "Inspectorates: they check services",
    "professional": "Professional bodies and unions",
    "workforce": "Workforce bodies",
    "awarding": "Awarding bodies",
}


class Span(NamedTuple):
    """A time from shortest to longest, in months, of any length."""

    low: int
    high: int


class Sum(NamedTuple):
    """Ranges added up: the least and the most, how many there were, and how many more are not known."""

    low: float
    high: float
    known: int
    unknown: int

    @classmethod
    def of(cls, ranges: Sequence[tuple[float, float] | None]) -> Sum:
        """The sum of the ranges that are known."""
        known = [one for one in ranges if one is not None]
        return cls(sum(low for low, _ in known), sum(high for _, high in known), len(known), len(ranges) - len(known))


def verdict(needs: Iterable[Need]) -> str:
    """Whether a step needs a new qualification, as a word for the style sheet and the scripts: 'new', 'usual', 'helps' or 'none'."""
    strengths = {need.strength for need in needs if not need.experience}
    return "new" if "required" in strengths else "usual" if "usual" in strengths else "helps" if "helpful" in strengths else "none"


def months(time: Months | Span) -> str:
    """A time as people say it: '1 to 2 years', '18 months to 3 years', 'up to 3 months', 'straight away'."""
    low, high = time.low, time.high
    if high == 0:
        return "straight away"
    if low == 0:
        return f"up to {_span(high)}"
    if low == high:
        return _span(low)
    if high < 24 and (low % 12 or high % 12):
        return f"{low} to {high} months"
    first, last = _span(low).split(), _span(high).split()
    same_unit = first[1].rstrip("s") == last[1].rstrip("s")
    return " ".join([first[0] if same_unit else _span(low), "to", *last])


def roughly(time: Months | Span) -> str:
    """A long time in half years, as it is added up from guesses; a short one as it is."""

    def half_years(count: int) -> int:
        return count if count < 24 else 6 * ((count + 3) // 6)

    return months(Span(half_years(int(time.low)), half_years(int(time.high))))


def _span(count: int) -> str:
    years, rest = divmod(count, 12)
    if years and not rest:
        return "1 year" if years == 1 else f"{years} years"
    if years >= 2 and rest == 6:
        return f"{years}½ years"
    return "1 month" if count == 1 else f"{count} months"


def day(when: date) -> str:
    """A date as it is written in the UK: 23 November 2026."""
    return f"{when.day} {when:%B %Y}"


def hours(week: list[float]) -> str:
    """Hours a week: '37.5 hours a week', '35 to 45 hours a week'."""
    return f"{' to '.join(f'{part:g}' for part in week)} hours a week"


def both(words: list[str]) -> str:
    """A list in a sentence: 'a', 'a and b', 'a, b and c'."""
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else ""


def when(need: Need | Registration) -> str:
    """When something asked for must be there, or the name on a register; empty when nothing is said.

    'before you start', 'after you start, within 6 months'
    """
    within = f"within {_span(need.within_months)}" if need.within_months else ""
    if need.when == "before":
        return "before you start"
    if need.when == "after":
        return f"after you start, {within}" if within else "after you start"
    return within


def in_sentence(title: str) -> str:
    """A title as it stands within a sentence: 'head chef', but 'HR assistant'."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def by_letter(named: Iterable[tuple[str, Entry]]) -> list[tuple[str, list[Entry]]]:
    """Entries from A to Z by the first letter of their names, those that start with a figure first."""
    letters: dict[str, list[Entry]] = {}
    for name, entry in sorted(named, key=lambda pair: pair[0].casefold()):
        letters.setdefault(name[0].upper() if name[0].isalpha() else "0 to 9", []).append(entry)
    return list(letters.items())


def later(start: date, count: int) -> date:
    """The same day a number of months later, or the last day of that month."""
    year, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    for last in (start.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise ValueError(f"no day in {year}-{month + 1}")
