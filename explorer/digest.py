"""A digest of a value, the same whenever the value is the same: of words, numbers, dates, entries, and whatever is made of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from types import FunctionType
from typing import Any

from pydantic import BaseModel

from explorer.models import Ladder


class Digests:
    """Works out digests. What an entry comes to is kept, as entries are immutable and stand in many values."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[BaseModel, bytes]] = {}

    def of(self, *values: Any) -> bytes:
        """The digest of some values. Raises TypeError for a value of which nothing is known that says all about it."""
        parts: list[bytes] = []
        self._put(parts, values)
        return hashlib.blake2b(b"\0".join(parts), digest_size=16).digest()

    def _put(self, parts: list[bytes], value: Any) -> None:
        if isinstance(value, str):
            parts += (b"s", value.encode("utf-8", "surrogatepass"))
        elif value is None or isinstance(value, (int, float, bytes, date, Enum)):
            parts.append(repr(value).encode())
        elif isinstance(value, BaseModel):
            parts.append(self._entry(value))
        elif isinstance(value, (tuple, list)):
            self._all(parts, b"(", value)
        elif isinstance(value, Mapping):
            self._all(parts, b"{", (part for item in value.items() for part in item))
        elif isinstance(value, AbstractSet):
            parts += (b"<", *sorted(self.of(part) for part in value), b".")
        elif isinstance(value, FunctionType):
            if "<" in value.__qualname__:
                raise TypeError(f"{value.__qualname__} may hold values that nobody sees")
            parts.append(f"{value.__module__}.{value.__qualname__}".encode())
        elif is_dataclass(value) and not isinstance(value, type):
            parts.append(type(value).__qualname__.encode())
            self._all(parts, b"(", (getattr(value, field.name) for field in fields(value)))
        else:
            raise TypeError(f"{type(value).__qualname__} has no digest")

    def _all(self, parts: list[bytes], opening: bytes, values: Iterable[Any]) -> None:
        parts.append(opening)
        for value in values:
            self._put(parts, value)
        parts.append(b".")

    def _entry(self, entry: BaseModel) -> bytes:
        known = self._known.get(id(entry))
        if known is None:
            # A ladder's roles are entries of their own; of them it only says which stand where.
            without = {"roles"} if isinstance(entry, Ladder) else None
            text = f"{type(entry).__qualname__}\0{entry.model_dump_json(exclude=without)}"
            if isinstance(entry, Ladder):
                text += repr([(role.id, role.stage) for role in entry.roles])
            known = self._known[id(entry)] = (entry, hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest())
        return known[1]
