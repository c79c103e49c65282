"""What was read and checked before, by the content that it was made from.

An entry is found by the hash of its source and of the engine, so a change of either makes a new one. A damaged entry counts as
missing. The folder can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Any, TypeVar

Value = TypeVar("Value")

DIGEST = 32
KEEP = 4000


class Cache:
    """Values by key in one folder. With no folder it remembers nothing."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def get(self, source: bytes, make: Callable[[], Value]) -> Value:
        """The value made from the source before, or by `make` now."""
        value = self.recall(source)
        if value is None:
            value = make()
            self.keep(source, value)
        return value  # type: ignore[no-any-return]

    def recall(self, source: bytes) -> Any:
        """What was kept for the source, or None."""
        return None if self._folder is None else _load(self._folder / _name(source))

    def keep(self, source: bytes, value: object) -> None:
        """Keeps a value for the source."""
        if self._folder is not None:
            _store(self._folder / _name(source), value)

    def trim(self) -> None:
        """Deletes the oldest entries beyond `KEEP`."""
        if self._folder is None or not self._folder.is_dir():
            return
        with suppress(OSError):
            files = sorted(self._folder.iterdir(), key=lambda file: file.stat().st_mtime, reverse=True)
            for file in files[KEEP:]:
                file.unlink(missing_ok=True)


@cache
def engine() -> bytes:
    """A hash of all that decides what is made of a source: the engine's code, Python, and the versions of the libraries."""
    libraries = sorted(f"{one.name} {one.version}" for one in distributions())
    digest = hashlib.sha256(" ".join([sys.version, *libraries]).encode())
    for file in sorted(Path(__file__).parent.rglob("*")):
        if file.suffix in (".py", ".js"):
            digest.update(file.read_bytes())
    return digest.digest()


def _name(source: bytes) -> str:
    return hashlib.sha256(engine() + source).hexdigest()


def checked(file: Path) -> bytes | None:
    """What was kept in a file, or None when there is none or it is damaged."""
    try:
        content = file.read_bytes()
    except OSError:
        return None
    return content[DIGEST:] if _seal(file, content[DIGEST:]) == content[:DIGEST] else None


def keep_checked(file: Path, content: bytes) -> None:
    """Keeps bytes so that damage is seen. Writes beside and renames, so that two builds at once do no harm. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(_seal(file, content) + content)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _seal(file: Path, content: bytes) -> bytes:
    """What stands before the content of a file of this name, and of no other."""
    return hashlib.sha256(file.name.encode() + b"\0" + content).digest()


def _load(file: Path) -> Any:
    """The value in a file, or None when there is none or it is damaged."""
    content = checked(file)
    return None if content is None else pickle.loads(content)  # noqa: S301  written by this project, and checked above


def _store(file: Path, value: Any) -> None:
    """Keeps a value. A cache that cannot be written is no problem."""
    with suppress(OSError):
        keep_checked(file, pickle.dumps(value, pickle.HIGHEST_PROTOCOL))
