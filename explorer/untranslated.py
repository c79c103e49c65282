"""What of a site is not translated, or was translated from words that have changed since."""

from __future__ import annotations

from collections.abc import Iterator

from explorer.catalogue import Catalogue
from explorer.translations import KINDS, PAGES, lacks

SHOWN = 3


def untranslated(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """What there is to do in each language: the language, the file or the kind of entry, and what is missing or old."""
    for language in catalogue.others:
        yield from _whole_entries(catalogue, language)
    old: set[tuple[str, str]] = set()
    for lack in lacks(catalogue, catalogue.translations):
        one = lack.translation
        place = one.place()
        if lack.missing:
            fields = [".".join(map(str, path)) for path in lack.missing]
            more = f" and {len(fields) - SHOWN} more" if len(fields) > SHOWN else ""
            yield one.language, f"{place.file}:{place.line}", f"{one.id} has no words for {', '.join(fields[:SHOWN])}{more}"
        if lack.mark and (place.file, lack.mark) not in old:
            old.add((place.file, lack.mark))
            what = "the file" if one.file_mark else one.id
            advice = f"the other file says something else now, or no mark was set: look at {what}, then write english: '{lack.mark}'"
            yield one.language, f"{place.file}:{1 if one.file_mark else place.line}", advice


def _whole_entries(catalogue: Catalogue, language: str) -> Iterator[tuple[str, str, str]]:
    """How many entries of each kind have no translation at all."""
    done = {(one.kind, one.id) for one in catalogue.translations if one.language == language}
    for kind, name in {**KINDS, **PAGES}.items():
        entries = getattr(catalogue, name)
        left = sum((kind, str(id_)) not in done for id_ in entries)
        if left:
            yield language, name, f"{left} of {len(entries)} are not translated"
