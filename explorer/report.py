"""What an editor wants to know of the prose: how hard it is to read, and which texts say the same."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from statistics import median
from typing import Any

import textstat

from explorer.catalogue import Catalogue
from explorer.fields import Markup
from explorer.prose import plain
from explorer.table import Table
from explorer.walk import marked

AIM = 13
SHOWN = 12
ALIKE = 0.5
SHINGLE = 3
COMMON = 40
SENTENCE_END = re.compile(r"(?<=[.!?:])\s+|\n+")
WORD = re.compile(r"[\w'’£%-]+")


@dataclass(frozen=True, slots=True)
class Text:
    """All the prose of one entry, in sentences."""

    kind: str
    id: str
    sentences: tuple[str, ...]


def report(catalogue: Catalogue) -> tuple[Table, ...]:
    """Every part of the report that is about the prose, and takes a while."""
    textstat.set_lang(catalogue.site.language.replace("-", "_"))
    texts = list(texts_of(catalogue))
    ages = {text: reading_age(text.sentences) for text in texts if text.sentences}
    return (
        reading_ages(ages),
        hardest(ages),
        shared(text for text in texts if text.kind == "role"),
        alike(texts),
    )


def reading_age(sentences: Iterable[str]) -> float:
    """The age at which most people can read the text: its Flesch-Kincaid grade and five years.

    Source: Kincaid and others, Derivation of new readability formulas, 1975; a US grade is the age less five.
    """
    return float(textstat.flesch_kincaid_grade(" ".join(sentence.rstrip(".!?:") + "." for sentence in sentences))) + 5


def texts_of(catalogue: Catalogue) -> Iterator[Text]:
    """The prose of every entry that has a page or a place of its own."""
    entries: list[tuple[str, Iterable[Any]]] = [
        ("role", catalogue.roles.values()),
        ("ladder", (ladder.model_copy(update={"roles": []}) for ladder in catalogue.ladders.values())),
        ("qualification", catalogue.qualifications.values()),
        ("skill", catalogue.skills.values()),
        ("funding", catalogue.funding.values()),
        ("body", catalogue.bodies.values()),
        ("word", catalogue.words.values()),
    ]
    for kind, models in entries:
        for model in models:
            yield Text(kind, model.id, tuple(_sentences(_prose(model))))
    for written in catalogue.articles.values():
        yield Text("article", written.front.id, tuple(_sentences([*_prose(written.front), written.body])))


def _prose(model: Any) -> Iterator[str]:
    yield getattr(model, "summary", "")
    yield from (text for _, mark, text in marked(model) if isinstance(mark, Markup))


def _sentences(texts: Iterable[str]) -> Iterator[str]:
    for text in texts:
        yield from (sentence for part in SENTENCE_END.split(plain(text)) if len(WORD.findall(sentence := part.strip())) > 1)


def reading_ages(ages: dict[Text, float]) -> Table:
    """The median and the highest reading age of each kind of entry."""
    kinds: dict[str, list[float]] = defaultdict(list)
    for text, age in ages.items():
        kinds[text.kind].append(age)
    rows = [(kind, str(len(some)), f"{median(some):.1f}", f"{max(some):.1f}") for kind, some in kinds.items()]
    if ages:
        rows.append(("all", str(len(ages)), f"{median(ages.values()):.1f}", f"{max(ages.values()):.1f}"))
    lead = f"The age at which most people can read it (Flesch-Kincaid grade and five years). The aim is a median of {AIM} or less."
    return Table("ages", "Reading age", lead, ("kind", "entries", "median", "highest"), tuple(rows))


def hardest(ages: dict[Text, float]) -> Table:
    """The entries above the aim, hardest first."""
    over = sorted(((age, text) for text, age in ages.items() if age > AIM), key=lambda pair: (-pair[0], pair[1].id))
    rows = tuple((f"{age:.1f}", f"{text.kind}:{text.id}", max(text.sentences, key=len)) for age, text in over[:SHOWN])
    return Table(
        "hard",
        "Hard to read",
        f"{len(over)} entries are above {AIM}; the hardest, with their longest sentence.",
        ("age", "entry", "sentence"),
        rows,
    )


def shared(texts: Iterable[Text]) -> Table:
    """Sentences of four words or more that stand word for word in more than one entry."""
    owners: dict[str, set[str]] = defaultdict(set)
    for text in texts:
        for sentence in text.sentences:
            words = WORD.findall(sentence.casefold())
            if len(words) >= 4:
                owners[" ".join(words)].add(text.id)
    rows = tuple((sentence, ", ".join(sorted(ids))) for sentence, ids in sorted(owners.items()) if len(ids) > 1)
    return Table("same", "The same sentence in two roles", "Each role has its own words.", ("sentence", "roles"), rows)


def alike(texts: Iterable[Text]) -> Table:
    """Pairs of sentences of different entries that share most of their runs of three words."""
    sentences = [(text, sentence) for text in texts for sentence in dict.fromkeys(text.sentences) if len(WORD.findall(sentence)) >= 6]
    shingles = [_shingles(sentence) for _, sentence in sentences]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, some in enumerate(shingles):
        for shingle in some:
            holders[shingle].append(index)
    pairs = Counter(pair for some in holders.values() if len(some) <= COMMON for pair in combinations(some, 2))
    rows = []
    for (first, second), count in pairs.items():
        (one, a), (other, b) = sentences[first], sentences[second]
        ratio = count / len(shingles[first] | shingles[second])
        if (one.kind, one.id) != (other.kind, other.id) and ratio >= ALIKE:
            rows.append((f"{ratio:.2f}", f"{one.kind}:{one.id}", f"{other.kind}:{other.id}", a, b))
    lead = "Sentences of two entries that share most of their words, in order."
    return Table("alike", "Nearly the same", lead, ("alike", "entry", "and", "sentence", "and"), tuple(sorted(rows, reverse=True)))


def _shingles(sentence: str) -> set[tuple[str, ...]]:
    words = WORD.findall(sentence.casefold())
    return {tuple(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1)}
