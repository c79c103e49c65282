"""Figures in everyday words, and money."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from explorer import words
from explorer.models import Months, Need
from explorer.pay import by_hour, money, money_range
from explorer.say import Say

SAY = Say()


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (0, 0, "straight away"),
        (0, 3, "up to 3 months"),
        (1, 1, "1 month"),
        (12, 12, "1 year"),
        (12, 24, "1 to 2 years"),
        (12, 18, "12 to 18 months"),
        (18, 36, "18 months to 3 years"),
        (30, 36, "2½ to 3 years"),
        (36, 48, "3 to 4 years"),
        (6, 60, "6 months to 5 years"),
    ],
)
def test_a_time_reads_as_people_say_it(low: int, high: int, expected: str) -> None:
    assert words.months(SAY, Months.model_validate([low, high])) == expected


@given(some.integers(0, 240), some.integers(0, 240))
def test_every_time_has_words(one: int, other: int) -> None:
    said = words.months(SAY, Months.model_validate(sorted([one, other])))
    assert re.fullmatch(r"straight away|(up to )?[1-9]\d*½?( (months?|years?))?( to [1-9]\d*½? (months?|years?))?", said)


def test_when_something_must_be_there() -> None:
    assert words.when(SAY, Need(experience="x", strength="usual", when="before")) == "before you start"
    assert words.when(SAY, Need(experience="x", strength="usual", when="after", within_months=6)) == "after you start, within 6 months"
    assert words.when(SAY, Need(experience="x", strength="usual")) == ""


def test_a_later_day_exists() -> None:
    assert words.later(date(2026, 11, 23), 12) == date(2027, 11, 23)
    assert words.later(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert words.later(date(2026, 12, 31), 2) == date(2027, 2, 28)


def test_dates_and_lists_read_as_in_a_sentence() -> None:
    assert SAY.day(date(2026, 4, 1)) == "1 April 2026"
    assert [SAY.both([]), SAY.both(["a"]), SAY.both(["a", "b"]), SAY.both(["a", "b", "c"])] == ["", "a", "a and b", "a, b and c"]


def test_money_is_read_aloud_as_written() -> None:
    assert [money(SAY, 25272), money(SAY, 12.71), money(SAY, 12), money(SAY, 950.5)] == ["£25,272", "£12.71", "£12.00", "£950.50"]
    assert money_range(SAY, (25760, 27476)) == "£25,760 to £27,476"
    assert money_range(SAY, (12.71, None)) == "£12.71"


@pytest.mark.parametrize(("title", "expected"), [("Care worker", "care worker"), ("HR assistant", "HR assistant"), ("A", "a")])
def test_a_title_within_a_sentence(title: str, expected: str) -> None:
    assert words.in_sentence(title) == expected


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(54, 99, "4½ to 8½ years"), (3, 18, "3 to 18 months"), (20, 31, "20 months to 2½ years"), (0, 0, "straight away")],
)
def test_long_times_that_are_added_up_are_said_roughly(low: int, high: int, expected: str) -> None:
    assert words.roughly(SAY, words.Span(low, high)) == expected


def test_pay_by_the_hour_is_that_of_the_full_week() -> None:
    """A year of 52.18 weeks of 37.5 hours: £25,272 comes to £12.92, as the health service's own tables have it."""
    assert by_hour(25272, 37.5) == 12.92


def test_a_span_of_days_says_nothing_twice() -> None:
    march = date(2027, 3, 12)
    assert words.days(SAY, march, None) == words.days(SAY, march, march) == "12 March 2027"
    assert words.days(SAY, march, date(2027, 3, 13)) == "12 to 13 March 2027"
    assert words.days(SAY, march, date(2027, 4, 2)) == "12 March to 2 April 2027"
    assert words.days(SAY, date(2026, 12, 31), date(2027, 1, 1)) == "31 December 2026 to 1 January 2027"
