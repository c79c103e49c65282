"""Files and folders that cannot be what a site is made from: links that lead out of it, and names that other computers cannot hold."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from explorer.fields import DEVICE
from explorer.problem import Place, Problem

FOLDERS = ("content", "pathways", "static", "templates")
# Characters that Windows refuses in a name, and those that nobody can see.
# Source: https://learn.microsoft.com/windows/win32/fileio/naming-a-file
REFUSED = re.compile(r"[<>:\"|?*\\\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]|[. ]$")
LONGEST = 150
LEADS_OUT = ("This is a link that leads out of the site.", "Put a copy in its place.")
READ = (".yaml", ".yml", ".md")
RENAME = "Rename it: letters, digits, dots and hyphens are safe."


def strange(root: Path, local: Path | None) -> list[Problem]:
    """All that is strange in the folders of a site, hidden files aside. local: the folder of an advice service, if `local/`.

    That one holds files of its own too, so only what the site would read is looked at there.
    """
    own, near = os.path.realpath(root), os.path.realpath(local or root)
    found = [problem for name in FOLDERS for problem in _top(root / name, name, own)]
    folder = local or root / "local"
    found += _top(folder, "local", near, deep=False, suffixes=READ)
    found += _top(folder / "guidance", "local/guidance", near, suffixes=READ)
    return sorted(found)


def _top(folder: Path, name: str, inside: str, *, deep: bool = True, suffixes: tuple[str, ...] = ("",)) -> Iterator[Problem]:
    if folder.is_symlink() and not _is_below(folder, inside):
        yield Problem(Place(name), *LEADS_OUT)
    elif folder.is_dir():
        yield from _in(folder, name, inside, deep, suffixes)


def _in(folder: Path, name: str, inside: str, deep: bool, suffixes: tuple[str, ...]) -> Iterator[Problem]:  # noqa: FBT001
    """What is strange below a folder. Nothing is opened, and no link is followed. inside: where links may lead."""
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        yield Problem(Place(name), f"This folder cannot be read: {error.strerror}.", "Check that it may be read.")
        return
    taken: dict[str, str] = {}
    for entry in found:
        is_folder = entry.is_dir(follow_symlinks=False)
        if entry.name.startswith(".") or (not deep if is_folder else not entry.name.endswith(suffixes)):
            continue
        place = Place(f"{name}/{_shown(entry.name)}")
        twin = taken.setdefault(unicodedata.normalize("NFC", entry.name).casefold(), entry.name)
        if wrong := _wrong_name(entry.name):
            yield Problem(place, wrong, RENAME)
        elif twin != entry.name:
            wrong = f"'{twin}' stands beside it, and many computers take the two for the same file."
            yield Problem(place, wrong, "Give one of them another name.")
        if entry.is_symlink():
            yield from _link(entry, place, inside)
        elif is_folder:
            yield from _in(Path(entry.path), place.file, inside, deep, suffixes)
        elif not entry.is_file():
            yield Problem(place, "This is neither a file nor a folder.", "Take it away.")


def _wrong_name(name: str) -> str | None:
    if REFUSED.search(name):
        return "This name holds a character that other computers cannot hold in a name."
    if DEVICE.fullmatch(name):
        return "Windows keeps this name for itself."
    return f"This name has more than {LONGEST} characters." if len(name) > LONGEST else None


def _link(entry: os.DirEntry[str], place: Place, inside: str) -> Iterator[Problem]:
    """A link may lead to a file of the same site, and nowhere else."""
    if not Path(entry.path).exists():
        yield Problem(place, "This is a link that leads nowhere.", "Take it away, or put a file in its place.")
    elif not _is_below(Path(entry.path), inside):
        yield Problem(place, *LEADS_OUT)
    elif not entry.is_file():
        yield Problem(place, "This is a link to a folder, and what is in there would not be read.", "Put a copy in its place.")


def _is_below(path: Path, folder: str) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(folder)


def _shown(name: str) -> str:
    """A name with what cannot be printed written out, so that it stays on its line."""
    return "".join(character if character.isprintable() else f"\\x{ord(character):02x}" for character in name)
