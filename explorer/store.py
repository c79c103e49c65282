"""Several files written as one: all of them, or none.

Each new text is written beside its file first and takes its place by a rename, so no file is ever half written. When anything
goes wrong between the renames, the files that were replaced already get their old texts back.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path

from explorer.swap import beside, new_file, settle


class ChangedError(Exception):
    """A file changed on disk since it was read."""


def write_all(root: Path, texts: Mapping[str, bytes], before: Mapping[str, bytes | None]) -> None:
    """Writes the files. before: what each held when it was read; None for one that was not there."""
    done: list[Path] = []
    old: dict[Path, bytes | None] = {}
    with ExitStack() as stack:
        staged: list[tuple[Path, Path]] = []
        for name, content in texts.items():
            target = (root / name).resolve()
            old[target] = _unchanged(name, target, before[name])
            target.parent.mkdir(parents=True, exist_ok=True)
            new = stack.enter_context(beside(target))
            new.write_bytes(content)
            settle(new)
            staged.append((new, target))
        try:
            for new, target in staged:
                done.append(target)
                new.replace(target)
        except BaseException:
            for target in done:
                _put_back(target, old[target])
            raise


def _put_back(target: Path, content: bytes | None) -> None:
    """Gives a file what it held before."""
    if content is None:
        target.unlink(missing_ok=True)
    elif target.read_bytes() != content:
        with new_file(target) as new:
            new.write_bytes(content)


def _unchanged(name: str, target: Path, before: bytes | None) -> bytes | None:
    """What a file holds, which must be what it held before."""
    now = target.read_bytes() if target.exists() else None
    if now != before:
        raise ChangedError(name)
    return now
