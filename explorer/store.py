"""Several files written as one: all of them, or none.

Each new text is written beside its file first and takes its place by a rename, so no file is ever half written. When anything
goes wrong between the renames, the files that were replaced already get their old texts back.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path


class ChangedError(Exception):
    """A file changed on disk since it was read."""


def write_all(root: Path, texts: Mapping[str, bytes], before: Mapping[str, bytes | None]) -> None:
    """Writes the files. before: what each held when it was read; None for one that was not there."""
    staged: list[tuple[Path, Path]] = []
    done: list[Path] = []
    old: dict[Path, bytes | None] = {}
    try:
        for name, content in texts.items():
            target = (root / name).resolve()
            old[target] = _unchanged(name, target, before[name])
            target.parent.mkdir(parents=True, exist_ok=True)
            staged.append((_beside(target, content), target))
        for new, target in staged:
            done.append(target)
            new.replace(target)
    except BaseException:
        for target in done:
            content_before = old[target]
            if content_before is None:
                target.unlink(missing_ok=True)
            elif target.read_bytes() != content_before:
                _beside(target, content_before).replace(target)
        raise
    finally:
        for new, _ in staged:
            with suppress(OSError):
                new.unlink(missing_ok=True)


def _unchanged(name: str, target: Path, before: bytes | None) -> bytes | None:
    """What a file holds, which must be what it held before."""
    now = target.read_bytes() if target.exists() else None
    if now != before:
        raise ChangedError(name)
    return now


def _beside(target: Path, content: bytes) -> Path:
    """A new file in the same folder that holds the content and is on the disk for sure."""
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.new-", dir=target.parent)
    path = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            shutil.copymode(target, path)
        else:
            path.chmod(0o644)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path
