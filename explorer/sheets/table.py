"""A table of job families and stages, as employers often draw their ladders: drafts of ladder files from it.

A row is a family, a column is a stage, and a cell names roles, with commas or line breaks between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from explorer.patch import written
from explorer.problem import nearest, suggestion
from explorer.sheets.grid import Fault, Grid, Spot
from explorer.sheets.reading import csv_rows, read_grids
from explorer.sheets.sources import Sources

LONGEST_ID = 64
BULLETS = "•·*–—- \t"
SAME = re.compile(r"(?:the\s+)?(?:same\s+as|as)\s+(.+?)(?:\s+otherwise)?\.?", re.IGNORECASE)
BRACKETS = re.compile(r"\s*\([^()]*\)")


@dataclass(frozen=True)
class Made:
    """The draft files, what to tell of them, and what is wrong with the table."""

    files: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


@dataclass
class _Ladder:
    """A family of the table on its way to a file: the labels of its stages, and its roles in order."""

    id: str
    title: str
    labels: dict[str, str] = field(default_factory=dict)
    roles: list[tuple[str, str, str]] = field(default_factory=list)  # stage, id, what the table says
    fresh: list[tuple[str, str, str, str]] = field(default_factory=list)  # the same with the title, of roles to write

    def has(self, role: str) -> bool:
        return any(known == role for _, known, _ in self.roles)


def draft(file: Path, sources: Sources, group: str | None, sheet: str | None) -> Made:
    """Draft ladder files for the families of a table. Roles that exist, by title or by another name, are named and not written again."""
    made = Made()
    groups = sources.entries.get("group", {})
    if group is not None and group not in groups:
        made.faults.append(
            Fault(Spot(file.name), f"there is no group '{group}'", suggestion(group, groups, f"Choose one of: {', '.join(groups)}."))
        )
        return made
    grids = _grids(file, sheet, made)
    if made.faults:
        return made
    maker = _Maker(sources, made)
    for grid in grids:
        maker.add(grid)
    maker.write(file.name, group)
    if not maker.ladders and not made.faults:
        made.faults.append(
            Fault(Spot(file.name), "the table has no rows", "Write a job family in the first column, and its roles beside it.")
        )
    return made


def _grids(file: Path, sheet: str | None, made: Made) -> Sequence[Grid]:
    if file.suffix.casefold() == ".csv":
        rows = csv_rows(file)
        grids = [Grid(Spot(file.name), rows[0][1] if rows else [], rows[1:])]
        return grids
    grids, faults = read_grids(file)
    names = [grid.spot.sheet for grid in grids]
    if sheet and sheet not in names:
        made.faults.append(
            Fault(Spot(file.name), f"it has no sheet '{sheet}'", suggestion(sheet, names, f"Its sheets are: {', '.join(names)}."))
        )
    grids = [grid for grid in grids if (not sheet or grid.spot.sheet == sheet) and any(map(_text, grid.headings))]
    made.faults.extend(fault for fault in faults if fault.at.sheet in {grid.spot.sheet for grid in grids})
    return grids


class _Maker:
    def __init__(self, sources: Sources, made: Made) -> None:
        self.sources = sources
        self.made = made
        self.stages = list(sources.entries.get("stage", {}))
        self.ladders: dict[str, _Ladder] = {}
        self.titles: dict[str, list[str]] = {}
        self.others: dict[str, list[str]] = {}
        self.names: dict[str, str] = {}
        self.ids = set(sources.entries.get("role", {}))
        self.same: list[tuple[_Ladder, str, str, Spot]] = []
        for id_, entry in sources.entries.get("role", {}).items():
            self.names[id_] = str(entry.raw.get("title", id_))
            self.titles.setdefault(_plain(str(entry.raw.get("title", ""))), []).append(id_)
            for name in [*entry.raw.get("also_called", []), id_.replace("-", " ")]:
                self.others.setdefault(_plain(str(name)), []).append(id_)

    def add(self, grid: Grid) -> None:
        """Takes the families of one table."""
        columns = self._columns(grid)
        for number, cells in grid.rows:
            name = _text(cells[0]) if cells else ""
            if not any(map(_text, cells)):
                continue
            if not name:
                self._fault(grid, number, 1, "this row has no job family", "Write its name in the first column.")
                continue
            id_ = _slug(name)
            if not id_:
                self._fault(grid, number, 1, f"'{name}' gives no id", "Write its name in letters.")
                continue
            ladder = self.ladders.setdefault(id_, _Ladder(id_, _title(name)))
            for index, (stage, label) in columns.items():
                text = _text(cells[index]) if index < len(cells) else ""
                spot = Spot(grid.spot.file, grid.spot.sheet, number, index + 1, label)
                for part in parts(text):
                    ladder.labels.setdefault(stage, label)
                    match = SAME.fullmatch(part)
                    if match:
                        self.same.append((ladder, stage, match[1], spot))
                    else:
                        self._role(ladder, stage, part, spot)

    def _columns(self, grid: Grid) -> dict[int, tuple[str, str]]:
        """The stage of each column. Names of stages count; as many columns as there are stages are these in their order."""
        labels = {index: _text(cell) for index, cell in enumerate(grid.headings) if index and _text(cell)}
        known = {
            _plain(name): id_
            for id_, entry in self.sources.entries.get("stage", {}).items()
            for name in (id_, str(entry.raw.get("title", "")))
        }
        if all(_plain(label) in known for label in labels.values()):
            return {index: (known[_plain(label)], label) for index, label in labels.items()}
        if len(labels) == len(self.stages):
            own = dict(zip(labels, self.stages, strict=True))
            return {index: (own[index], self._label(own[index], label)) for index, label in labels.items()}
        used = {
            _plain(str(label)): stage
            for ladder in self.sources.entries.get("ladder", {}).values()
            for stage, label in (ladder.raw.get("stages") or {}).items()
        }
        known = {**used, **known}
        found: dict[int, tuple[str, str]] = {}
        for index, label in labels.items():
            if _plain(label) in known:
                found[index] = known[_plain(label)], label
            else:
                self._fault(
                    grid, 1, index + 1, f"'{label}' is no stage",
                    suggestion(label, known, f"Name one of: {', '.join(self.stages)}; or write a column for each, in this order."),
                )  # fmt: skip
        return found

    def _label(self, stage: str, label: str) -> str:
        """The ladder's own word for a stage; the site's where the table only has a number."""
        return str(self.sources.entries["stage"][stage].raw.get("title", label)) if label.isdigit() else label

    def _role(self, ladder: _Ladder, stage: str, said: str, spot: Spot) -> None:
        title = _title(BRACKETS.sub("", said) if "," in said else said)
        if not _slug(title):
            self.made.faults.append(Fault(spot, f"'{said}' is no name for a role", "Write its name in letters, or take it away."))
            return
        role = self._known(title, ladder)
        if role is None:
            role = self._free(title, ladder)
            self.ids.add(role)
            self.names[role] = title
            self.titles[_plain(title)] = [role]
            ladder.fresh.append((stage, role, said, title))
        if not ladder.has(role):
            ladder.roles.append((stage, role, said))

    def _known(self, title: str, ladder: _Ladder) -> str | None:
        """The role of that title, or else of that other name, or else of that title without what stands in brackets."""
        found = self.titles.get(_plain(title)) or self.others.get(_plain(title)) or []
        bare = BRACKETS.sub("", f" {title}").strip()
        if not found and bare != title and (found := self.titles.get(_plain(bare), [])):
            self.made.notes.append(f"{ladder.title}: '{title}' was taken for the role '{found[0]}'.")
        if len(set(found)) > 1:
            self.made.notes.append(f"{ladder.title}: '{title}' could be {' or '.join(dict.fromkeys(found))}. The draft has the first.")
        return found[0] if found else None

    def _free(self, title: str, ladder: _Ladder) -> str:
        """An id that no role has yet."""
        plain = _slug(title)
        names = [
            plain,
            f"{plain[: LONGEST_ID - len(ladder.id) - 1].rstrip('-')}-{ladder.id}",
            *(f"{plain[: LONGEST_ID - 4].rstrip('-')}-{n}" for n in range(2, 99)),
        ]
        return next(name for name in names if name not in self.ids and len(name) <= LONGEST_ID)

    def _copies(self) -> None:
        """Takes the roles for the cells that say that they are as in another family."""
        for ladder, stage, name, spot in self.same:
            other = self.ladders.get(_slug(name))
            roles = [role for at, role, _ in other.roles if at == stage] if other else self._standing(_slug(name), stage)
            if roles is None:
                known = [*self.ladders, *self.sources.entries.get("ladder", {})]
                self.made.faults.append(
                    Fault(spot, f"there is no job family '{name}'", suggestion(_slug(name), known, "Write the roles out."))
                )
            for role in roles or ():
                if not ladder.has(role):
                    ladder.roles.append((stage, role, self.names[role]))

    def _standing(self, ladder: str, stage: str) -> list[str] | None:
        entry = self.sources.entries.get("ladder", {}).get(ladder)
        if entry is None:
            return None
        own = [role.id for role in self.sources.entries.get("role", {}).values() if role.home == ladder and role.raw.get("stage") == stage]
        return [*own, *(guest["role"] for guest in entry.raw.get("includes", []) if guest.get("stage") == stage)]

    def write(self, source: str, group: str | None) -> None:
        """Makes the drafts, and says of each family what became of it."""
        self._copies()
        known = self.sources.entries.get("ladder", {})
        titles = {_plain(str(entry.raw.get("title", ""))): id_ for id_, entry in known.items()}
        for ladder in self.ladders.values():
            there = ladder.id if ladder.id in known else titles.get(_plain(ladder.title))
            if there:
                self.made.notes.append(self._standing_already(ladder, there))
                continue
            like = nearest(ladder.id, known)
            file = f"pathways/ladders/{ladder.id}.yaml"
            self.made.files[file] = self._text(ladder, source, group)
            own, guests = len(ladder.fresh), len(ladder.roles) - len(ladder.fresh)
            note = f"{ladder.title}: {file}, with {own} new {'role' if own == 1 else 'roles'} and {guests} by reference."
            self.made.notes.append(note + (f" Is it the ladder '{like}' that exists? Then name it so in the table." if like else ""))

    def _standing_already(self, ladder: _Ladder, there: str) -> str:
        on_it = {role for stage in self.stages for role in self._standing(there, stage) or ()}
        lacks = [f"{_title(said)} ({stage})" for stage, role, said in ladder.roles if role not in on_it]
        tail = f" Of the table it lacks: {', '.join(lacks)}." if lacks else " It has all roles of the table."
        return f"{ladder.title}: there is a ladder '{there}' already, and it stays as it is.{tail}"

    def _text(self, ladder: _Ladder, source: str, group: str | None) -> str:
        order = self.stages.index
        fresh = {role: (stage, title) for stage, role, _, title in ladder.fresh}
        roles = sorted(ladder.roles, key=lambda role: order(role[0]))
        value: dict[str, Any] = {"id": ladder.id, "title": ladder.title}
        if group:
            value["group"] = group
        value["stages"] = {stage: ladder.labels[stage] for stage in self.stages if stage in ladder.labels}
        guests = [{"role": role, "stage": stage} for stage, role, _ in roles if role not in fresh]
        own = [{"id": role, "title": fresh[role][1], "stage": fresh[role][0]} for _, role, _ in roles if role in fresh]
        value |= {name: held for name, held in (("includes", guests), ("roles", own)) if held}
        text = written(value, {("stages",): "block", ("includes", "*"): "flow", ("roles", "*"): "block"})
        said = {role: said for _, role, said in ladder.roles}
        for role in fresh:
            if _plain(said[role]) != _plain(fresh[role][1]):
                text = text.replace(f"  - id: {role}\n", f"  # The table says: {' '.join(said[role].split())}\n  - id: {role}\n", 1)
        return f"# A draft from the table {' '.join(source.split())}. `python3 build.py check` names what is still missing.\n{text}"

    def _fault(self, grid: Grid, row: int, column: int, wrong: str, do: str) -> None:
        self.made.faults.append(Fault(Spot(grid.spot.file, grid.spot.sheet, row, column), wrong, do))


def parts(text: str) -> Iterator[str]:
    """The names in a cell: between commas, semicolons and line breaks, but not inside brackets."""
    depth, current = 0, ""
    for character in f"{text}\n":
        depth = max(0, depth + (character == "(") - (character == ")")) if character != "\n" else 0
        if character == "\n" or (character in ",;" and not depth):
            name = " ".join(current.split()).strip(BULLETS)
            if name:
                yield name
            current = ""
        else:
            current += character


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None else str(cell).replace("\r\n", "\n").strip()


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[-’']", " ", text).casefold().split())


def _slug(text: str) -> str:
    plain = re.sub(r"[’']", "", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LONGEST_ID].strip("-")


def _title(text: str) -> str:
    text = " ".join(text.split())
    return text[:1].upper() + text[1:]
