"""Whether a build would change anything: the same sources, the same engine, and an output that nobody has touched since.

Every file is read and hashed, so it does not matter when a source was saved. Of the output, names, sizes and times are held against
what was there when the build ended.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from explorer.cache import engine


def of_inputs(given: Iterable[str], folders: Iterable[Path]) -> bytes:
    """A stamp of all that a build is made from: words such as its options, and the files below the folders."""
    digest = hashlib.sha256(engine() + "\0".join(given).encode())
    for folder in folders:
        digest.update(b"\0\0" + os.fsencode(folder))
        for file in _files(folder):
            content = Path(file.path).read_bytes()
            digest.update(f"\0{os.path.relpath(file.path, folder)}\0{len(content)}\0".encode("utf-8", "surrogateescape") + content)
    return digest.digest()


def of_output(folder: Path) -> bytes | None:
    """A stamp of a folder as it is now, by the names, sizes and times of its files; None when there is no such folder."""
    if not folder.is_dir():
        return None
    digest = hashlib.sha256()
    for file in _files(folder):
        state = file.stat()
        digest.update(f"{file.path}\0{state.st_size}\0{state.st_mtime_ns}\0{state.st_ctime_ns}\n".encode("utf-8", "surrogateescape"))
    return digest.digest()


def _files(folder: Path) -> Iterator[os.DirEntry[str]]:
    """All files below a folder, always in the same order."""
    if not folder.is_dir():
        return
    for entry in sorted(os.scandir(folder), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _files(Path(entry.path))
        else:
            yield entry
