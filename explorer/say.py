"""The words of pages in one language. The English words are the keys; `locales/` has the others.

What makes words for pages is given a `Say`; nothing here is global. Sentences have places for values, `{name}`, in Python and in scripts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from babel import Locale
from babel.dates import format_date
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

FOLDER = Path(__file__).parent.parent / "locales"
# The plural forms of a message, in the order in which a .po file has them: https://cldr.unicode.org/index/cldr-spec/plural-rules
FORMS = ("zero", "one", "two", "few", "many", "other")
# Welsh lists and messages say "a(c)"; before a vowel it is "ac", and otherwise "a".
WELSH_AND = re.compile(r",? a\(c\) (?=([^\w<]*(?:<[^>]*>[^\w<]*)*[aeiouwyâêîôûŵŷ])?)", re.IGNORECASE)


def N_(text: str) -> str:  # noqa: N802  the name by which gettext knows it
    """Marks words that are said later, when the language is known."""
    return text


@dataclass(frozen=True)
class Message:
    """One message of a language: its form, or all forms of a plural by the name of the form; and whether scripts use it."""

    forms: str | Mapping[str, str]
    in_scripts: bool


@dataclass(frozen=True)
class Say:
    """The words of one language. `language`: its code, as in `<html lang>`; `messages`: by the English words, where there are some."""

    language: str = "en-GB"
    messages: Mapping[str, Message] = field(default_factory=dict, repr=False)

    def __call__(self, text: str, **values: Any) -> str:
        """The words for the English words, with values in their places."""
        said = self.text(text)
        return settled(said.format_map(values)) if values else said

    def many(self, one: str, several: str, count: float, *, shown: str | None = None, **values: Any) -> str:
        """The form of the words that goes with a number, which stands as {count}. shown: the number as it is written, if not in digits."""
        return self.form(one, several, count).format_map({"count": shown or self.number(count), **values})

    def all(self, words: Mapping[Any, str]) -> dict[str, str]:
        """The words of a whole list, by their ids."""
        return {id_: self.text(text) for id_, text in words.items()}

    def text(self, text: str) -> str:
        """The words as the language has them, places and all."""
        message = self.messages.get(text)
        return message.forms if message and isinstance(message.forms, str) else text

    def form(self, one: str, several: str, count: float) -> str:
        """The form that goes with a number, places and all."""
        message = self.messages.get(one)
        if message is None or isinstance(message.forms, str):
            return one if count == 1 else several
        return message.forms[self.locale.plural_form(count)]

    @cached_property
    def locale(self) -> Locale:
        """What Babel knows of the language."""
        return Locale.parse(self.language, sep="-")

    def day(self, when: date) -> str:
        """A date in words: 23 November 2026."""
        return _day(when, self.locale)

    def day_of_month(self, when: date) -> str:
        """A day without its year: 23 November."""
        return format_date(when, "d MMMM", self.locale)

    def month(self, when: date) -> str:
        """A month in words: November 2026."""
        return format_date(when, "MMMM y", self.locale)

    def both(self, words: Iterable[str]) -> str:
        """A list in a sentence: 'a', 'a and b', 'a, b and c'."""
        return settled(format_list(list(words), locale=self.locale))

    def number(self, amount: float) -> str:
        """A number with the marks of the language, to two places."""
        return str(amount) if isinstance(amount, int) and amount < 1000 else format_decimal(amount, "#,##0.##", self.locale)


def settled(text: str) -> str:
    """A text in which each Welsh 'a(c)' is 'a' or 'ac', as the word behind it asks."""
    return WELSH_AND.sub(lambda match: " ac " if match[1] else " a ", text) if "a(c)" in text else text


@lru_cache(maxsize=5000)
def _day(when: date, locale: Locale) -> str:
    return format_date(when, "d MMMM y", locale)


def file_for(language: str) -> Path:
    """Where the words of a language are: that of the region, or of the language as such."""
    exact = FOLDER / f"{language}.po"
    return exact if exact.is_file() else FOLDER / f"{language.split('-', maxsplit=1)[0]}.po"


def forms_of(locale: Locale) -> list[str]:
    """The plural forms of a language, in the order in which its file has them."""
    return [form for form in FORMS if form in {*locale.plural_form.tags, "other"}]


def messages_in(content: bytes) -> dict[str, Message]:
    """The messages of a .po file that are translated and need no second look."""
    catalogue = read_po(content.splitlines(keepends=True))
    names = forms_of(catalogue.locale or Locale("en"))
    found: dict[str, Message] = {}
    for message in catalogue:
        key = message.id if isinstance(message.id, str) else message.id[0]
        said: Any = message.string
        if not key or message.fuzzy or not all([said] if isinstance(said, str) else said):
            continue
        forms = said if isinstance(said, str) else dict(zip(names, said, strict=True))
        found[key] = Message(forms, any(file.endswith(".js") for file, _ in message.locations))
    return found
