"""The files of a site that are not made from its content: style sheets, scripts, fonts, pictures; and where templates lie."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from explorer.cache import Cache

PROJECT = Path(__file__).parent.parent
OWN_SHEETS = "css/pages/"


def static_files(root: Path, cache: Cache | None = None) -> Iterator[tuple[str, bytes]]:
    """All static files by name: the style sheets as one, in the order of their names, and the scripts without comments.

    A sheet in `css/pages/` stands alone, for the pages that ask for it.
    """
    cache = cache or Cache(None)
    files: dict[str, Path] = {}
    for folder in reversed(overlay(root, "static")):
        files |= {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*")) if file.is_file()}
    sheets = [file for name, file in sorted(files.items()) if name.startswith("css/") and not name.startswith(OWN_SHEETS)]
    yield "site.css", b"".join(file.read_bytes() for file in sheets)
    for name, file in sorted(files.items()):
        content = file.read_bytes()
        if name.startswith("css/"):
            if name.startswith(OWN_SHEETS):
                yield f"css/{name.removeprefix(OWN_SHEETS)}", content
            continue
        yield name, cache.get(b"script\0" + content, partial(_script, content)) if name.endswith(".js") else content


def _script(content: bytes) -> bytes:
    from explorer.comments import without_comments  # its parser is loaded only where a script is new

    return without_comments(content)


def overlay(root: Path, name: str) -> list[Path]:
    """The site's own folder, where it has one, before the project's; a file in the first stands in for the same file in the second."""
    folders = dict.fromkeys([root / name, PROJECT / name])
    return [folder for folder in folders if folder.is_dir()]
