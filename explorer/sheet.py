"""What of a role stands on its sheet, so that every sheet is exactly one page.

All words are measured at build time. The sheet takes the largest type, from 12 to 10 points, with which everything fits; where even
the smallest is too large, the longest lists lose their last entries, and say how many more the page has. US Letter is shorter than A4, so
there the same sheet leaves out a little more: the style sheet hides what is marked `tall`. Sizes are in millimetres, and the same as in
`static/css/pages/paper.css`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

from explorer.catalogue import Catalogue
from explorer.diagram import Column, Edge, Stop
from explorer.fields import Strength
from explorer.foreign import END
from explorer.local import Service
from explorer.measure import POINT, em, line_count
from explorer.models import EntryRoute, Move, Need, Role
from explorer.needs import parted
from explorer.pay import PayLine, pay_lines, pay_words
from explorer.picture import Picture, Room, picture
from explorer.prose import plain
from explorer.words import ENTRIES, MOVES, STRENGTH_NOTES, STRENGTHS, Span, capital, dated, either, hours, months, together, when

WIDTH = 186.0
HEIGHT = 276.0  # A4 within margins of 10 mm, less a little
LETTER = 258.0  # the same for US Letter
COLUMN = 90.0
FACT = 58.0
HEAD_TEXT = 148.0
HEAD_LEAST = 38.0  # the QR code and the line below it
FOOT = 24.5
BACK_HEAD = 14.0
LEADING = 1.3
SIZES = (12.0, 11.5, 11.0, 10.5, 10.0)
TITLE = 24.0
SUMMARY = 12.0
INDENT = 4.0
BETWEEN = 0.7  # below each item
SECTION = 2.1  # around a section's heading
SMALL = 10.0  # the type of the foot
ROWS = 4
SHOWN_PLACES = 4
SHOWN_NAMES = 3


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a section: a few bold words, then the rest."""

    bold: str
    text: str


@dataclass(frozen=True, slots=True)
class Section:
    """Entries below a heading.

    least: how many to keep as long as others have more to spare; left_out: how many there was no room for; tall: for how many of the last
    ones there is none on US Letter; dots: whether each has a mark
    """

    title: str
    items: tuple[Item, ...]
    least: int = 1
    left_out: int = 0
    tall: int = 0
    dots: bool = False


@dataclass(frozen=True, slots=True)
class Side:
    """One side of paper: the size of its type in points, its two columns, and whether nothing was left out."""

    size: float
    left: tuple[Section, ...]
    right: tuple[Section, ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Front:
    """The sheet itself: its columns, and the drawing of who comes and where it leads."""

    side: Side
    facts: tuple[tuple[Item, ...], ...]
    names: str
    drawing: Picture | None


class Sheet:
    """The sheet of one role. It is worked out when a template first asks, which is in the process that renders the page."""

    def __init__(self, catalogue: Catalogue, role: Role) -> None:
        self._catalogue = catalogue
        self.say = catalogue.say
        self.role = role
        self.title = role.title
        self.ladder = catalogue.home_ladder(role)
        self.group = catalogue.group_of(role)
        self.stage = self.ladder.stages[role.stage]
        self.nations = role.nations
        self.source_titles = tuple(source.title for source in role.sources)

    @cached_property
    def front(self) -> Front:
        """The one-page sheet."""
        front = self._front(ROWS)
        return front if front.side.whole else self._front(ROWS - 1)

    @cached_property
    def back(self) -> Side:
        """What the other side of the paper adds: the ways in and the moves in full, skills, what helps, sources."""
        left = (self._ways_in(full=True), self._hurdles(), self._sources())
        right = (self._moves(full=True), self._skills(full=True))
        return best_side(left, right, HEIGHT - BACK_HEAD)

    @cached_property
    def all(self) -> tuple[Section, ...]:
        """Everything, for large print."""
        facts = Section(self.say("In short"), tuple(item for column in self._facts for item in column))
        sections = (
            facts, self._does(), self._needs(), self._ways_in(full=True), self._moves(full=True), self._from(), self._skills(full=True),
            self._hurdles(), self._sources(),
        )  # fmt: skip
        return tuple(section for section in sections if section.items)

    def _front(self, rows: int) -> Front:
        drawing = self._drawing(rows)
        left = (self._does(), self._needs(), self._skills(full=False), self._hurdles())
        right = (self._ways_in(full=False), self._moves(full=False), self._from())

        def room(size: float) -> float:
            facts = max(sum(_height(item, FACT, size) + BETWEEN for item in column) for column in self._facts) + 2.5
            return HEIGHT - self._head(size) - facts - (drawing.height + 8.5 if drawing else 0) - FOOT

        return Front(best_side(left, right, room), self._facts, self._names, drawing)

    def _head(self, size: float) -> float:
        role = self.role
        kicker = f"{self.ladder.title}: {self.stage}"
        text = _text(size, line_count([(kicker, True)], (HEAD_TEXT - 8) / (size * POINT)))
        text += TITLE * POINT * 1.1 * line_count([(role.title, True)], HEAD_TEXT / (TITLE * POINT)) + 1.5
        text += _text(size, line_count([(self._names, False)], HEAD_TEXT / (size * POINT))) if self._names else 0
        text += _text(SUMMARY, line_count([(role.summary, False)], HEAD_TEXT / (SUMMARY * POINT)))
        return max(HEAD_LEAST, text) + 3

    @cached_property
    def _names(self) -> str:
        """Other names of the role, as many as fit one line at any size."""
        names = list(self.role.also_called[:SHOWN_NAMES])
        while names and em(words := self.say("Also called {names}", names=self.say.both(names))) * SIZES[0] * POINT > HEAD_TEXT:
            names.pop()
        return words if names else ""

    @cached_property
    def _facts(self) -> tuple[tuple[Item, ...], ...]:
        role, catalogue, say = self.role, self._catalogue, self.say
        level = catalogue.usual_levels[role.id]
        level_words = level_title(catalogue, level)
        patterns = [catalogue.terms["pattern"][id_].title for id_ in role.hours.patterns]
        places = [catalogue.terms["setting"][id_].title for id_ in role.settings]
        shown = places if len(places) <= SHOWN_PLACES else [*places[:SHOWN_PLACES], say("more")]
        driving = () if role.driving == "no" else (Item(say("Driving licence:"), say(STRENGTHS[role.driving])),)
        return (
            (Item(say("Pay:"), self._pay()),),
            (Item(say("Hours:"), f"{hours(say, role.hours.week)}. {', '.join(patterns)}"), Item(say("Places:"), ", ".join(shown))),
            (Item(say("Usual level to get in:"), level_words), *driving, Item(say("Registration:"), self._registration())),
        )

    def _pay(self) -> str:
        lines = list(pay_lines(self._catalogue, self.role))
        if not lines:
            return self.say("No figure with a good source. Adverts near you are the best guide.")
        return ". ".join(self._pay_words(line) for line in lines[:3]) + "."

    def _pay_words(self, line: PayLine) -> str:
        where = nation_words(self._catalogue, line.nations)
        return pay_words(self.say, line) + f" ({', '.join(words for words in (where, line.label, line.as_of) if words)})"

    def _registration(self) -> str:
        say, said = self.say, []
        for rule in self.role.registration:
            where = nation_words(self._catalogue, rule.nations)
            body = self._catalogue.bodies[rule.body].short if rule.body else ""
            words = say("none needed")
            if rule.status == "voluntary":
                words = say("{body}, if you choose", body=body)
            elif rule.status == "required":
                words = say("{body} register", body=body)
                if rule.within_months:
                    words += say(", within {time}", time=months(say, Span(rule.within_months, rule.within_months)))
            said.append(f"{where}: {words}" if where else capital(words))
        return ". ".join(said) if said else say("None needed")

    def _does(self) -> Section:
        return Section(self.say("What you do"), tuple(Item("", plain(text)) for text in self.role.does), least=4, dots=True)

    def _needs(self) -> Section:
        items = [
            Item("", f"{need_words(self._catalogue, need)} ({self.say(STRENGTH_NOTES[need.strength])})")
            for need in self.role.needs
            if need.strength != "accepted"
        ]
        return Section(self.say("What you need"), tuple(items), least=2, dots=True)

    def _ways_in(self, *, full: bool) -> Section:
        return Section(self.say("Ways in"), tuple(self._way_in(route, full=full) for route in self.role.entry), least=2)

    def _way_in(self, route: EntryRoute, *, full: bool) -> Item:
        say = self.say
        kind = say(ENTRIES[route.kind]) + (say(", learn while paid") if route.paid and route.kind != "straight-in" else "")
        facts = [kind, capital(months(say, route.months)) if route.months else "", nation_words(self._catalogue, route.nations)]
        said = [". ".join(fact for fact in facts if fact)]
        if full:
            said.append(stem(plain(route.how)))
        if asked := asked_words(self._catalogue, route.needs):
            said.append(say("Needs: {needs}", needs=asked))
        said.append(say("Cost to you: {cost}", cost=stem(plain(route.cost))))
        if full and route.gains:
            said.append(
                say("You come out with: {names}", names=", ".join(self._catalogue.qualifications[id_].title for id_ in route.gains))
            )
        if full and route.funding:
            said.append(say("Help with the cost: {names}", names=", ".join(self._catalogue.funding[id_].title for id_ in route.funding)))
        return Item(f"{route.title}.", ". ".join(said) + ".")

    def _moves(self, *, full: bool) -> Section:
        return Section(self.say("Where it can lead"), tuple(self._move(move, full=full) for move in self.role.moves), least=2)

    def _move(self, move: Move, *, full: bool) -> Item:
        asked = asked_words(self._catalogue, move.needs)
        words = f"{self.say(MOVES[move.kind])}, {months(self.say, move.months)}"
        if full:
            words += f". {stem(plain(move.how))}"
        needs = self.say("Needs: {needs}", needs=asked)
        return Item(f"{self._catalogue.roles[move.to].title}.", words + (f". {needs}." if asked else "."))

    def _from(self) -> Section:
        names = list(dict.fromkeys(arrival.role.title for arrival in self._catalogue.arrivals[self.role.id]))
        return Section(self.say("People come from"), (Item("", ", ".join(names)),) if names else (), least=0)

    def _skills(self, *, full: bool) -> Section:
        uses = [(self._catalogue.skills[use.skill].title, plain(use.use)) for use in self.role.skills]
        if full:
            return Section(self.say("Skills"), tuple(Item(f"{title}.", use) for title, use in uses))
        return Section(self.say("Skills"), (Item("", ", ".join(title for title, _ in uses)),) if uses else (), least=1)

    def _hurdles(self) -> Section:
        items = tuple(Item(plain(hurdle.what), plain(hurdle.helps)) for hurdle in self.role.hurdles)
        return Section(self.say("What can get in the way, and what helps"), items, least=0)

    def _sources(self) -> Section:
        items = tuple(Item("", f"{source.title} ({dated(self.say, source.as_of)})") for source in self.role.sources)
        return Section(self.say("Where this comes from"), items, least=0, dots=True)

    def _drawing(self, rows: int) -> Picture | None:
        """Who comes here and where it leads, at most so many of each."""
        catalogue, role = self._catalogue, self.role
        before = [
            (f"from:{arrival.role.id}:{at}", arrival.role, arrival.move.kind) for at, arrival in enumerate(catalogue.arrivals[role.id])
        ]
        after = [(f"to:{move.to}:{at}", catalogue.roles[move.to], move.kind) for at, move in enumerate(role.moves)]
        if not before and not after:
            return None

        def stops(steps: Sequence[tuple[str, Role, str]]) -> tuple[Stop, ...]:
            return tuple(Stop(key, one.title, "", "", catalogue.group_of(one).colour) for key, one, kind in steps[:rows])

        def heading(words: str, count: int) -> str:
            return words if count <= rows else self.say("{words} ({rows} of {count})", words=words, rows=rows, count=count)

        columns = [
            Column(heading(self.say("People come from"), len(before)), "", stops(before)),
            Column(self.say("This role"), "", (Stop("here", role.title, None, "", self.group.colour),)),
            Column(heading(self.say("You can go on to"), len(after)), "", stops(after)),
        ]
        edges = [Edge(key, "here", kind) for key, _, kind in before[:rows]] + [Edge("here", key, kind) for key, _, kind in after[:rows]]
        return picture(columns, edges, Room(WIDTH, inf, 0.2, (10.0,), 10.0))


def contact_line(service: Service) -> str:
    """How to reach a service, as much of it as one line at the foot of a sheet holds; the telephone first."""
    web = service.url.partition("://")[2].rstrip("/") if service.url else None
    ways = [way for way in (service.phone, service.email, web) if way]
    room = WIDTH / (SMALL * POINT)
    return next((line for end in range(len(ways), 0, -1) if em(line := " · ".join(ways[:end])) <= room), "")


def nation_words(catalogue: Catalogue, ids: Sequence[str]) -> str:
    """The names of nations, or nothing where it is all of them."""
    terms = catalogue.terms["nation"]
    return catalogue.say.both([terms[id_].title for id_ in ids]) if 0 < len(ids) < len(terms) else ""


def stem(text: str) -> str:
    """A sentence without its full stop, to which something is added."""
    return text[:-2] + END if text.endswith(f".{END}") else text.rstrip(".")


def level_title(catalogue: Catalogue, level: int | None) -> str:
    """The name of a level; none where no level is asked for."""
    if level is None:
        return catalogue.say("No set level")
    return catalogue.levels[level].title if level in catalogue.levels else catalogue.say("Level {level}", level=level)


def choice_words(catalogue: Catalogue, ways: Iterable[Iterable[str]]) -> str:
    """Qualifications of which one way is enough, in words. ways: of ids that are needed together."""
    say = catalogue.say
    return either(say, [together(say, [catalogue.qualifications[id_].title for id_ in way]) for way in ways])


def _choices(catalogue: Catalogue, need: Need) -> str:
    """The qualifications of a need: what all choices share once, then what they differ in."""
    common, rest = parted(need)
    words = choice_words(catalogue, rest)
    if not common:
        return words
    return catalogue.say(
        "{common}, and {rest}", common=catalogue.say.both([catalogue.qualifications[id_].title for id_ in common]), rest=words
    )


def need_words(catalogue: Catalogue, need: Need) -> str:
    """One thing that is asked for, in words."""
    words = stem(plain(need.experience)) if need.experience else _choices(catalogue, need)
    more = ", ".join(part for part in (when(catalogue.say, need), nation_words(catalogue, need.nations)) if part)
    return f"{words}, {more}" if more else words


def asked_words(catalogue: Catalogue, needs: Sequence[Need]) -> str:
    """What is required or usual, in words; empty when nothing is."""
    strong: list[Strength] = ["required", "usual"]
    return "; ".join(need_words(catalogue, need) for need in needs if need.strength in strong)


def best_side(left: Sequence[Section], right: Sequence[Section], room: float | Callable[[float], float]) -> Side:
    """Two columns in the largest type with which all fits on A4; in the smallest, shortened, where none does.

    room: the height of the columns, or what it is for each size of type
    """
    rooms = room if callable(room) else lambda _: room
    columns = [tuple(section for section in one if section.items) for one in (left, right)]
    smallest = SIZES[-1]
    if any(column_height(one, smallest) > rooms(smallest) for one in columns):
        short = [shortened(one, rooms(smallest), smallest) for one in columns]
        return _marked(Side(smallest, short[0], short[1], whole=False), rooms(smallest))
    size = next(size for size in SIZES if all(column_height(one, size) <= rooms(size) for one in columns))
    return _marked(Side(size, columns[0], columns[1], whole=True), rooms(size))


def _marked(side: Side, room: float) -> Side:
    """The side with what has no room on US Letter marked."""

    def column(sections: tuple[Section, ...]) -> tuple[Section, ...]:
        kept = {section.title: len(section.items) for section in shortened(sections, room - (HEIGHT - LETTER), side.size)}
        return tuple(replace(section, tall=len(section.items) - kept.get(section.title, 0)) for section in sections)

    return replace(side, left=column(side.left), right=column(side.right))


def shortened(sections: Sequence[Section], room: float, size: float) -> tuple[Section, ...]:
    """The sections without the last entries of those that have most to spare, until the column fits its room."""
    kept = list(sections)
    while kept and column_height(kept, size) > room:
        at = max(range(len(kept)), key=lambda place: (_spare(kept[place]), place))
        section = kept[at]
        rest = replace(section, items=section.items[:-1], left_out=section.left_out + 1)
        kept[at : at + 1] = [rest] if rest.items else []
    return tuple(kept)


def _spare(section: Section) -> float:
    """How much a section can lose: what has no least goes first, what is at its least goes last."""
    if section.least == 0:
        return 100 + len(section.items)
    return len(section.items) / section.least if len(section.items) > section.least else 0.01 * len(section.items) / section.least


def column_height(sections: Sequence[Section], size: float) -> float:
    """The height of one column of the sheet in millimetres."""
    return sum(_section_height(section, size) for section in sections)


def _section_height(section: Section, size: float) -> float:
    width = COLUMN - (INDENT if section.dots else 0)
    items = sum(_height(item, width, size) + BETWEEN for item in section.items)
    more = _text(size, 1) + BETWEEN if section.left_out else 0
    return SECTION + _text(size * 1.15, line_count([(section.title, True)], COLUMN / (size * 1.15 * POINT))) + items + more


def _height(item: Item, width: float, size: float) -> float:
    return _text(size, line_count([(item.bold, True), (item.text, False)], width / (size * POINT)))


def _text(size: float, lines: int) -> float:
    return size * POINT * LEADING * lines
