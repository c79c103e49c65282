"""What the last build made, to be used again where nothing has changed that it was made from.

Files are taken over from the old output as they are, by a second name for the same content where the file system has that. A file that
somebody touched since is made again.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from explorer import offline
from explorer.trace import Look, Trace
from explorer.verify import Facts


class Output(NamedTuple):
    """A file of the output: what the list for saving has of it, and when it was written, in nanoseconds."""

    file: offline.File
    written: int


class Made(NamedTuple):
    """What a page was made from, and what it holds. given: the digest of what the page was given; looks: at the catalogue."""

    folder: str
    given: bytes
    looks: frozenset[Look]
    facts: Facts


@dataclass(frozen=True)
class Kept:
    """One build. outputs: its files by name; pages: by where they lie; seen: what each look saw, by the folder of its language."""

    outputs: Mapping[str, Output] = field(default_factory=dict)
    pages: Mapping[str, Made] = field(default_factory=dict)
    seen: Mapping[str, Mapping[Look, bytes]] = field(default_factory=dict)

    def changed(self, folder: str, trace: Trace) -> frozenset[Look]:
        """The looks that would see something else now."""
        return frozenset(look for look, digest in self.seen.get(folder, {}).items() if trace.digest(look) != digest)

    def take(self, name: str, old: Path, new: Path) -> Output | None:
        """Gives a file of the old output its place in the new one, where it is as it was written."""
        output = self.outputs.get(name)
        if output is None:
            return None
        try:
            now = (old / name).stat()
            if (now.st_size, now.st_mtime_ns) != (output.file.size, output.written):
                return None
            _same(old / name, new / name)
        except OSError:
            return None
        return output

    def same(self, name: str, content: bytes, old: Path, new: Path) -> Output | None:
        """Gives a file of the old output its place in the new one, where it is as it was written and has this content."""
        output = self.outputs.get(name)
        return self.take(name, old, new) if output and output.file.hash == offline.hashed(content) else None


def write(folder: Path, name: str, content: bytes) -> Output:
    """Writes a file of the output."""
    with (folder / name).open("wb") as target:
        target.write(content)
        target.flush()
        return Output(offline.measured(name, content), os.fstat(target.fileno()).st_mtime_ns)


def _same(old: Path, new: Path) -> None:
    """A second name for a file's content; a copy with the same time where there are none."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)
