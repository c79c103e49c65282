"""What a role pays, nation by nation, by the year and by the hour."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from babel import Locale
from babel.numbers import format_currency

from explorer.catalogue import Catalogue
from explorer.models import Role, Source
from explorer.say import Say
from explorer.words import dated

WEEKS = 365.25 / 7

Amounts = tuple[float, float | None]


@dataclass(frozen=True, slots=True)
class PayLine:
    """One figure on a page.

    Amounts are gross pounds, lowest and highest. `stated` says whether the source gives pay by the year or by the hour;
    the other is worked out for a full-time week of `week` hours.
    """

    nations: tuple[str, ...]
    label: str
    year: Amounts
    hour: Amounts
    week: float
    stated: str
    as_of: str
    source: Source | None
    note: str | None


def pay_lines(catalogue: Catalogue, role: Role) -> Iterator[PayLine]:
    """The figures for a role: for a band, one line for each set of rates that holds it in a nation of the entry."""
    for pay in role.pay:
        if pay.low is not None:
            source = next((source for source in role.sources if source.id == pay.source), None)
            amounts = _both(_range(pay.low, pay.high), str(pay.per), catalogue.site.full_time_week)
            yield PayLine(
                tuple(pay.nations),
                "",
                *amounts,
                catalogue.site.full_time_week,
                str(pay.per),
                dated(catalogue.say, str(pay.as_of)),
                source,
                pay.note,
            )
            continue
        scale = catalogue.scales[str(pay.scale)]
        last = pay.to_band or str(pay.band)
        for rates in scale.rates:
            if pay.band not in rates.bands or last not in rates.bands:
                continue
            nations = [nation for nation in rates.nations if not pay.nations or nation in pay.nations]
            if not nations:
                continue
            bands = pay.band if last == pay.band else catalogue.say("{low} to {high}", low=pay.band, high=last)
            label = f"{scale.title}, {scale.band_word.lower()} {bands}"
            source = next((source for source in scale.sources if source.id == rates.source), None)
            week = rates.week or scale.week
            amounts = _both(_range(rates.bands[pay.band][0], rates.bands[last][1]), scale.per, week)
            note = " ".join(note for note in (rates.note, pay.note) if note) or None
            yield PayLine(tuple(nations), label, *amounts, week, scale.per, rates.year, source, note)


def by_hour(year: float, week: float) -> float:
    """Pay by the hour, in pounds and pence, from pay by the year in a post of `week` hours a week."""
    return round(year / WEEKS / week, 2)


def by_year(hour: float, week: float) -> float:
    """Pay by the year, to the nearest ten pounds, from pay by the hour in a post of `week` hours a week."""
    return float(round(hour * WEEKS * week, -1))


def _both(stated: Amounts, per: str, week: float) -> tuple[Amounts, Amounts]:
    """The amounts by the year and by the hour, from the ones that are stated."""
    low, high = stated
    if per == "year":
        return stated, (by_hour(low, week), None if high is None else by_hour(high, week))
    return (by_year(low, week), None if high is None else by_year(high, week)), stated


def _range(low: float, high: float | None) -> Amounts:
    return low, (high if high != low else None)


def pay_words(say: Say, line: PayLine | None) -> str:
    """'£25,760 to £27,476 a year', as the source states it; empty where no figure is known."""
    if line is None:
        return ""
    by_the_year = line.stated == "year"
    amounts = money_range(say, line.year if by_the_year else line.hour)
    return say("{amount} a year", amount=amounts) if by_the_year else say("{amount} an hour", amount=amounts)


def money(say: Say, amount: float) -> str:
    """An amount in pounds as it is read aloud: £25,272, £12.71, and no pence where there are none in a large amount."""
    return _money(say.locale, amount)


@lru_cache(maxsize=10_000)
def _money(locale: Locale, amount: float) -> str:
    return str(format_currency(amount, "GBP", "¤#,##0" if amount >= 1000 else "¤#,##0.00", locale, currency_digits=False))


def money_range(say: Say, amounts: Amounts) -> str:
    """'£25,760 to £27,476', or one amount where both ends are the same or only one is known."""
    low, high = amounts
    if high is None or high == low:
        return money(say, low)
    return say("{low} to {high}", low=money(say, low), high=money(say, high))
