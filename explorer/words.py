"""Figures and closed lists of the format in everyday words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import reduce
from typing import NamedTuple, TypeVar

from explorer.foreign import START, bare
from explorer.models import Months, Need, Registration
from explorer.say import N_, Say

Entry = TypeVar("Entry")

STRENGTHS = {"required": N_("Required"), "usual": N_("Usually asked for"), "helpful": N_("Helpful"), "accepted": N_("Accepted instead")}
# The same in brackets behind what is asked for.
STRENGTH_NOTES = {"required": N_("required"), "usual": N_("usual"), "helpful": N_("helpful"), "accepted": N_("accepted")}
ASKED_BY = {
    "required": N_("Required for"),
    "usual": N_("Usually asked for in"),
    "helpful": N_("Helpful for"),
    "accepted": N_("Accepted instead in"),
}
MOVES = {"step-up": N_("Step up"), "sideways": N_("Sideways"), "specialise": N_("Specialise"), "return": N_("Way back")}
MOVE_MEANINGS = {
    "step-up": N_("more responsibility, and usually more pay"),
    "sideways": N_("a different job at about the same level"),
    "specialise": N_("the same line of work, deeper in one field"),
    "return": N_("back to an earlier kind of work, with what you have learned"),
}
ENTRIES = {
    "straight-in": N_("Apply for a job"),
    "apprenticeship": N_("Apprenticeship"),
    "college": N_("College"),
    "university": N_("University"),
    "from-another-role": N_("From another job"),
    "volunteering": N_("Volunteering"),
    "returning": N_("Coming back"),
}
QUALIFICATION_KINDS = {
    "general": N_("School-level qualification"),
    "award": N_("Award"),
    "certificate": N_("Certificate"),
    "diploma": N_("Diploma"),
    "degree": N_("Degree"),
    "postgraduate": N_("Postgraduate qualification"),
    "apprenticeship": N_("Apprenticeship"),
    "registration": N_("Professional registration"),
    "short-course": N_("Short course"),
    "licence": N_("Licence"),
}
BODY_KINDS = {
    "regulator": N_("Regulators: they keep the registers of people"),
    "inspectorate": N_("Inspectorates: they check services"),
    "professional": N_("Professional bodies and unions"),
    "workforce": N_("Workforce bodies"),
    "awarding": N_("Awarding bodies"),
}

# What the notes of an advice service are called, in the order in which pages show them.
LOCAL_KINDS = {
    "employer": N_("Employers"),
    "course": N_("Courses"),
    "event": N_("Events"),
    "pay note": N_("Pay"),
    "contact": N_("Who to ask"),
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


def months(say: Say, time: Months | Span) -> str:
    """A time as people say it: '1 to 2 years', '18 months to 3 years', 'up to 3 months', 'straight away'."""
    low, high = time.low, time.high
    if high == 0:
        return say("straight away")
    if low == 0:
        return say("up to {time}", time=_span(say, high))
    if low == high:
        return _span(say, low)
    if (high < 24 and (low % 12 or high % 12)) or not (_in_years(low) or _in_years(high)):
        return say.many("{low} to {count} month", "{low} to {count} months", high, low=low)
    if _in_years(low) and _in_years(high):
        return say.many("{low} to {count} year", "{low} to {count} years", high / 12, low=_years(low), shown=_years(high))
    return say("{low} to {high}", low=_span(say, low), high=_span(say, high))


def roughly(say: Say, time: Months | Span) -> str:
    """A long time in half years, as it is added up from guesses; a short one as it is."""

    def half_years(count: int) -> int:
        return count if count < 24 else 6 * ((count + 3) // 6)

    return months(say, Span(half_years(int(time.low)), half_years(int(time.high))))


def _in_years(count: int) -> bool:
    return count > 0 and (count % 12 == 0 or (count >= 24 and count % 12 == 6))


def _years(count: int) -> str:
    return f"{count // 12}{'½' if count % 12 else ''}"


def _span(say: Say, count: int) -> str:
    if _in_years(count):
        return say.many("{count} year", "{count} years", count / 12, shown=_years(count))
    return say.many("{count} month", "{count} months", count)


def days(say: Say, first: date, last: date | None) -> str:
    """A span of days: '12 March 2027', '12 to 13 March 2027', '31 March to 2 April 2027'."""
    if last is None or last == first:
        return say.day(first)
    start = say.day(first) if first.year != last.year else say.day_of_month(first) if first.month != last.month else str(first.day)
    return say("{low} to {high}", low=start, high=say.day(last))


def hours(say: Say, week: list[float]) -> str:
    """Hours a week: '37.5 hours a week', '35 to 45 hours a week'."""
    low, high = say.number(week[0]), say.number(week[-1])
    if len(week) == 1:
        return say.many("{count} hour a week", "{count} hours a week", week[0])
    return say.many("{low} to {count} hour a week", "{low} to {count} hours a week", week[-1], low=low, shown=high)


def when(say: Say, need: Need | Registration) -> str:
    """When something asked for must be there, or the name on a register; empty when nothing is said.

    'before you start', 'after you start, within 6 months'
    """
    within = say("within {time}", time=_span(say, need.within_months)) if need.within_months else ""
    if need.when == "before":
        return say("before you start")
    if need.when == "after":
        return say("after you start, {within}", within=within) if within else say("after you start")
    return within


def dated(say: Say, as_of: str) -> str:
    """The date of a fact, as its source gives it."""
    return say("undated") if as_of == "undated" else as_of


def either(say: Say, words: Iterable[str]) -> str:
    """Choices in a sentence: 'a or b', 'a or b or c'."""
    return reduce(lambda first, other: say("{first} or {other}", first=first, other=other), words)


def together(say: Say, words: Iterable[str]) -> str:
    """Things that belong together, within choices: 'a and b', 'a and b and c'."""
    return reduce(lambda first, other: say("{first} and {other}", first=first, other=other), words)


def in_sentence(title: str) -> str:
    """A title as it stands within a sentence: 'head chef', but 'HR assistant'."""
    if title.startswith(START):
        return START + in_sentence(title[1:])
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def capital(text: str) -> str:
    """A text that starts with a capital letter, the others as they are."""
    return START + capital(text[1:]) if text.startswith(START) else text[:1].upper() + text[1:]


def by_letter(say: Say, named: Iterable[tuple[str, Entry]]) -> list[tuple[str, list[Entry]]]:
    """Entries from A to Z by the first letter of their names, those that start with a figure first."""
    letters: dict[str, list[Entry]] = {}
    for name, entry in sorted(named, key=lambda pair: bare(pair[0]).casefold()):
        first = bare(name)[0]
        letters.setdefault(first.upper() if first.isalpha() else say("0 to 9"), []).append(entry)
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
