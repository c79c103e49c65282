"""What a page reads of the catalogue, so that it is made again when that changes, and only then.

A page is made from a view of the catalogue that notes each look: which entry, which list, which lookup. The next build holds what was
looked at against its own catalogue. The idea is that of verifying traces: A. Mokhov, N. Mitchell, S. Peyton Jones, Build systems à la
carte, 2018, section 4.2.2.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import FunctionType
from typing import Any, cast

from explorer.catalogue import Catalogue
from explorer.digest import Digests

# What all pages show some of, so that none notes it: a change of these makes every page again.
GROUND = (
    "site", "match", "stages", "groups", "scales", "levels", "words", "synonyms", "shortcuts", "packs", "terms", "worksheet", "local",
    "say", "translated",
)  # fmt: skip
ALL, IDS, ANY = "*", "#", "?"

Look = tuple[str, Any]


class Trace:
    """Notes what is looked at through its view. Keys of mappings are ids, so none is one of the marks for all, ids and any."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._digests = Digests()
        self._known: dict[Look, bytes] = {}
        self._seen: set[Look] = set()
        self.view = cast("Catalogue", _View(catalogue, self))

    def start(self) -> None:
        """Forgets what was seen."""
        self._seen = set()

    @property
    def seen(self) -> frozenset[Look]:
        """What was looked at since the start."""
        return frozenset(self._seen)

    def note(self, look: Look) -> None:
        """Notes one look."""
        self._seen.add(look)

    def digest(self, look: Look) -> bytes:
        """The digest of what a look sees now."""
        known = self._known.get(look)
        if known is None:
            known = self._known[look] = self._digests.of(self._at(look))
        return known

    def digest_of(self, *values: Any) -> bytes:
        """The digest of some values that may hold entries of the catalogue. Raises TypeError as `Digests.of` does."""
        return self._digests.of(*values)

    def ground(self) -> bytes:
        """The digest of what no page notes."""
        return self._digests.of(*(getattr(self._catalogue, name) for name in GROUND))

    def _at(self, look: Look) -> Any:
        name, key = look
        value = getattr(self._catalogue, name, None)
        if key == ALL or value is None:
            return value
        if key == IDS:
            return list(value)
        return bool(value) if key == ANY else value.get(key)


class _View:
    """Stands in for the catalogue."""

    def __init__(self, catalogue: Catalogue, trace: Trace) -> None:
        self._catalogue = catalogue
        self._trace = trace

    def __getattr__(self, name: str) -> Any:
        if isinstance(method := getattr(Catalogue, name, None), FunctionType):
            return method.__get__(self)
        value = getattr(self._catalogue, name)
        if name in GROUND:
            seen = value
        elif isinstance(value, Mapping):
            seen = _Part(name, value, self._trace)
        else:
            self._trace.note((name, ALL))
            return value
        self.__dict__[name] = seen
        return seen


class _Part(Mapping[Any, Any]):
    """A mapping of the catalogue."""

    __slots__ = ("_name", "_trace", "_value")

    def __init__(self, name: str, value: Mapping[Any, Any], trace: Trace) -> None:
        self._name = name
        self._value = value
        self._trace = trace

    def __getitem__(self, key: Any) -> Any:
        self._trace.note((self._name, key))
        return self._value[key]

    def get(self, key: Any, default: Any = None) -> Any:
        self._trace.note((self._name, key))
        return self._value.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._trace.note((self._name, key))
        return key in self._value

    def __iter__(self) -> Iterator[Any]:
        self._trace.note((self._name, IDS))
        return iter(self._value)

    def __len__(self) -> int:
        self._trace.note((self._name, IDS))
        return len(self._value)

    def __bool__(self) -> bool:
        self._trace.note((self._name, ANY))
        return bool(self._value)

    def values(self) -> Any:
        self._trace.note((self._name, ALL))
        return self._value.values()

    def items(self) -> Any:
        self._trace.note((self._name, ALL))
        return self._value.items()
