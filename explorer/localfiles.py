"""Which files of the folder `local/` are read. It is often a repository of its own, with files that are no business of the site."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path

from explorer import local
from explorer.check import Draft, knows
from explorer.problem import Place, Problem, suggestion
from explorer.read import Document, walk_files

FOLDER = "local"
SERVICE = "local/local.yaml"

Checked = tuple[list[Document], list[Draft], list[Problem]]


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read. name: what tells its kind; base: the folder from which its name counts; below: what the name has before that.

    shown: its name in problems, where that is another one
    """

    name: str
    file: Path
    base: Path
    below: str = ""
    shown: str = ""


def sources(root: Path, elsewhere: Path | None) -> tuple[list[Source], list[Problem]]:
    """The files of the local folder: of another one, or of `local/` in the root; and what is wrong with their names.

    Only YAML is read, and Markdown in guidance/. Nothing is there when the folder has none of these.
    """
    folder = elsewhere or root / FOLDER
    files: list[Source] = []
    problems: list[Problem] = []
    for file in walk_files(folder, (".yaml", ".yml", ".md")):
        inside = file.relative_to(folder)
        if any(part.startswith(".") for part in inside.parts) or (file.suffix == ".md" and inside.parts[0] != "guidance"):
            continue
        name = f"{FOLDER}/{inside.as_posix()}"
        shown = name if elsewhere is None else _from_here(file)
        if file.suffix == ".yml":
            wrong, do = "This file's name ends in .yml, so it would not be read.", "Rename it so that it ends in .yaml."
            problems.append(Problem(Place(shown), wrong, do))
        elif not knows(name):
            names = [Path(one).name for one in (*local.LISTS, SERVICE)]
            wrong, otherwise = (
                "The local folder has no file of this name.",
                f"Its files are: {', '.join(names)}; and articles in guidance/.",
            )
            problems.append(Problem(Place(shown), wrong, suggestion(inside.name, names, otherwise)))
        else:
            files.append(Source(name, file, folder, f"{FOLDER}/", "" if shown == name else shown))
    if (files or elsewhere) and not any(source.name == SERVICE for source in files):
        place = Place(SERVICE if elsewhere is None else _from_here(folder / "local.yaml"))
        problems.append(
            Problem(place, "This file is not there, so nobody knows whose notes these are.", "Write it: docs/local.md has one.")
        )
    return files, problems


def shown_as(checked: Checked, name: str) -> Checked:
    """What was read and checked, with the name by which its keeper knows the file."""
    documents, drafts, problems = checked
    renamed = [replace(document, file=name) for document in documents]
    return (
        renamed,
        [replace(draft, document=document) for document in renamed for draft in drafts],
        [replace(problem, at=replace(problem.at, file=name)) for problem in problems],
    )


def _from_here(file: Path) -> str:
    """The name of a file, as short as it can be from where the command was started."""
    try:
        return Path(os.path.relpath(file)).as_posix()
    except ValueError:  # on another drive
        return file.as_posix()
