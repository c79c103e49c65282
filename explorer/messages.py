"""The messages that templates, scripts and Python use, and the files in `locales/` that have them in other languages.

The English words are the keys. `build.py words` brings the files up to date: what is new is added without words, what nothing uses any
more goes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages import Catalog
from babel.messages.catalog import Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from babel.plural import to_gettext
from jinja2.ext import babel_extract

from explorer.say import FOLDER, forms_of
from explorer.swap import new_file

PROJECT = Path(__file__).parent.parent
PYTHON = {"say": None, "N_": None, "many": (1, 2)}
SCRIPTS = {"_": None, "_n": (1, 2)}
TEMPLATES = {"_": None, "ngettext": (1, 2), "gettext": None}
OPTIONS = {"trimmed": "true", "silent": "false", "trim_blocks": "true", "lstrip_blocks": "true"}
# A file that uses a message, the line, and the message: its words, or those for one and for several.
Use = tuple[str, int, str | tuple[str, ...]]
HEADER = """msgid ""
msgstr ""
"Language: {language}\\n"
"Plural-Forms: {forms}\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
# What stands in a message for something that is put in, and the tags of HTML.
PLACE = re.compile(r"%\(\w+\)s|\{\w+\}|</?\w+[^>]*>")


def used(project: Path = PROJECT) -> Catalog:
    """Every message that the project uses, with the files that use it."""
    catalogue = Catalog(charset="utf-8", fuzzy=False)
    for name, lineno, message in _found(project):
        if isinstance(message, str):
            catalogue.add(message, locations=[(name, lineno)])
        else:
            first, several = message[0], message[1]
            known = catalogue.get(first)
            if known is not None and isinstance(known.id, str):
                catalogue.delete(first)
            catalogue.add((first, several), locations=[*(known.locations if known else []), (name, lineno)])
    return catalogue


def _found(project: Path) -> Iterator[Use]:
    for file in sorted((project / "explorer").rglob("*.py")):
        yield from _of(project, file, "python", PYTHON)
    for file in sorted((project / "static" / "js").glob("*.js")):
        yield from _of(project, file, "javascript", SCRIPTS)
    for file in sorted(file for file in (project / "templates").rglob("*") if file.is_file()):
        with file.open("rb") as source:
            for lineno, _, message, _ in babel_extract(source, list(TEMPLATES), [], OPTIONS):
                parts = tuple(str(part) for part in message if part is not None) if isinstance(message, tuple) else (str(message),)
                yield file.relative_to(project).as_posix(), lineno, parts if len(parts) > 1 else parts[0]


def _of(project: Path, file: Path, how: str, keywords: Mapping[str, tuple[int, ...] | None]) -> Iterator[Use]:
    with file.open("rb") as source:
        for lineno, message, _, _ in extract(how, source, keywords=keywords, options={"parse_template_string": True}):
            yield file.relative_to(project).as_posix(), lineno, message


def read(file: Path) -> Catalog:
    """The messages of a language."""
    with file.open("rb") as source:
        return read_po(source)


def brought_up_to_date(file: Path, messages: Catalog) -> bool:
    """Writes the file of a language with the messages that are used, in its own words where it has some; gives whether it has changed."""
    before = file.read_bytes() if file.exists() else b""
    own = read(file) if before else Catalog(locale=file.stem.replace("-", "_"))
    locale = Locale.parse(file.stem, sep="-")
    forms = len(forms_of(locale))
    fresh = Catalog(locale=locale, charset="utf-8", fuzzy=False)
    fresh._num_plurals = forms  # type: ignore[assignment]  # noqa: SLF001  CLDR knows more forms of some languages than Babel's own list
    for message in messages:
        if message.id:
            fresh.add(
                message.id,
                _words(own, message, forms),
                locations=sorted({(name, 0) for name, _ in message.locations}),
                flags=_flags(message),
            )
    with BytesIO() as target:
        write_po(target, fresh, width=140, sort_output=True, omit_header=True, include_lineno=False)
        text = HEADER.format(language=file.stem, forms=to_gettext(locale.plural_form)) + target.getvalue().decode()
    with new_file(file) as new:
        new.write_text(text, encoding="utf-8")
    return file.read_bytes() != before


def _words(own: Catalog, message: Message, forms: int) -> str | tuple[str, ...]:
    known = own.get(message.id if isinstance(message.id, str) else message.id[0])
    several = not isinstance(message.id, str)
    if known is not None and known.string and not known.fuzzy and (not isinstance(known.string, str)) == several:
        return known.string if isinstance(known.string, str) else tuple(known.string)
    return ("",) * forms if several else ""


def _flags(message: Message) -> set[str]:
    return {flag for flag in message.flags if flag == "python-format"}


def wrong_with(file: Path, messages: Catalog) -> Iterator[str]:
    """What keeps the file of a language from being whole: messages lacking, used by nothing, without words, or with other places."""
    own = read(file)
    ids = {_key(message): message for message in messages if message.id}
    known = {_key(message): message for message in own if message.id}
    yield from (f"{file.name} lacks: {key}" for key in ids if key not in known)
    yield from (f"{file.name} has what nothing uses: {key}" for key in known if key not in ids)
    for key, message in known.items():
        forms = [message.string] if isinstance(message.string, str) else list(message.string or [""])
        if message.fuzzy or not all(forms):
            yield f"{file.name} has no words for: {key}"
        english = [message.id] if isinstance(message.id, str) else list(message.id)
        places = {tuple(sorted(PLACE.findall(text))) for text in english}
        yield from (
            f"{file.name} has other places than the English: {form}"
            for form in forms
            if form and tuple(sorted(PLACE.findall(form))) not in places
        )


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def languages() -> list[Path]:
    """The files of all languages."""
    return sorted(FOLDER.glob("*.po"))
