"""A route on one page to take away, in the largest type with which it fits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from explorer.catalogue import Catalogue
from explorer.measure import POINT, line_count
from explorer.models import Role
from explorer.pay import PayLine, pay_words
from explorer.prose import plain
from explorer.routes import Step
from explorer.sheet import Item, asked_words, stem
from explorer.words import capital, months

WIDTH = 172.0
HEIGHT = 188.0  # what the title, the code and the foot leave of US Letter, the shorter paper
LEADING = 1.3
BETWEEN = 3.0
SIZES = (12.0, 11.0, 10.0)


class Leg(Protocol):
    """One step of a route and what a page shows of it."""

    @property
    def step(self) -> Step: ...
    @property
    def role(self) -> Role: ...
    @property
    def kind(self) -> str: ...
    @property
    def pay(self) -> PayLine | None: ...


@dataclass(frozen=True)
class Handout:
    """The handout of a route: its legs in order."""

    catalogue: Catalogue
    legs: tuple[Leg, ...]

    @cached_property
    def fitted(self) -> tuple[float, tuple[Item, ...]]:
        """The size of the type in points, and each step in words: with how it is done, if there is room for that."""
        for full in (True, False):
            items = tuple(self._item(leg, full=full) for leg in self.legs)
            for size in SIZES:
                if sum(_height(item, size) for item in items) <= HEIGHT:
                    return size, items
        return SIZES[-1], items

    def _item(self, leg: Leg, *, full: bool) -> Item:
        say = self.catalogue.say
        said = [leg.kind + (f": {leg.step.entry.title}" if leg.step.entry else ""), capital(months(say, leg.step.months))]
        asked = asked_words(self.catalogue, leg.step.needs)
        said.append(say("Needs: {needs}", needs=asked) if asked else say("No new qualification"))
        if full:
            said.append(stem(plain(leg.step.of.how)))
        if leg.pay:
            said.append(say("Pay there: {pay} ({year})", pay=pay_words(say, leg.pay), year=leg.pay.as_of))
        return Item(f"{leg.role.title}.", ". ".join(said) + ".")


def _height(item: Item, size: float) -> float:
    return line_count([(item.bold, True), (item.text, False)], WIDTH / (size * POINT)) * size * POINT * LEADING + BETWEEN
