"""Which pictures a site has in its folders, whether anything names them, and the pictures that texts hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDERS = ("content", "pathways", "templates", "static")
SUFFIXES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg"}
TEXTS = {".md", ".yaml", ".html", ".css", ".js", ".webmanifest"}
IN_TEXT = re.compile(r"!\[(?P<alt>[^\]\n]*)\]\([^)\n]*\)|<img\b(?P<tag>[^>]*)>")
ALT = re.compile(r"""\balt\s*=\s*(?:"[^"]*\S[^"]*"|'[^']*\S[^']*'|[^\s"'>]+)""")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in a file of its own: its name from the root, its size in bytes, and whether anything names it."""

    name: str
    size: int
    used: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture that a Markdown text holds: the file and line, and whether it has words for those who do not see it."""

    file: str
    line: int
    alt: bool


@dataclass(frozen=True, slots=True)
class Pictures:
    """All pictures of a site."""

    files: tuple[Picture, ...] = ()
    shown: tuple[Shown, ...] = ()


def pictures(root: Path, project: Path) -> Pictures:
    """The pictures below `root`. The templates, styles and scripts of the project may name them too."""
    texts = {file: file.read_text(encoding="utf-8", errors="replace") for file in _files((root, project), TEXTS)}
    together = "\n".join(texts.values())
    own = [file for file in _files((root,), SUFFIXES) if file.is_relative_to(root)]
    files = tuple(Picture(file.relative_to(root).as_posix(), file.stat().st_size, file.name in together) for file in own)
    content = {file.relative_to(root).as_posix(): text for file, text in texts.items() if file.is_relative_to(root / "content")}
    return Pictures(files, tuple(shown for file, text in content.items() for shown in in_text(file, text)))


def in_text(file: str, text: str) -> Iterator[Shown]:
    """The pictures in one text, with the lines where they stand."""
    for match in IN_TEXT.finditer(text):
        alt = match["alt"].strip() if match["tag"] is None else ALT.search(match["tag"])
        yield Shown(file, text.count("\n", 0, match.start()) + 1, bool(alt))


def _files(roots: Iterable[Path], suffixes: set[str]) -> list[Path]:
    found = (file for root in dict.fromkeys(roots) for folder in FOLDERS for file in (root / folder).rglob("*"))
    return sorted({file for file in found if file.suffix in suffixes and file.is_file()})
