"""From changed values to the texts of files, and the engine's own check of them before anything is written."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from explorer.patch import PatchError, patch, written
from explorer.problem import Problem
from explorer.read import Document, Path_, walk_files
from explorer.sheets.apply import Outcome
from explorer.sheets.grid import Fault, Row, Spot
from explorer.sheets.sources import Sources, read_sources
from explorer.site import SOURCES, Options, load

LACKS = re.compile(r"lacks the field '(\w+)'")


@dataclass(frozen=True)
class Texts:
    """What each file would hold, what it holds now (None for a new one), and those that cannot be written."""

    new: dict[str, bytes]
    old: dict[str, bytes | None]
    failed: tuple[str, ...] = ()


def texts_of(sources: Sources, outcome: Outcome) -> Texts:
    """The files that the outcome changes, as bytes."""
    new: dict[str, bytes] = {}
    old: dict[str, bytes | None] = {}
    failed: list[str] = []
    for file, value in outcome.values.items():
        document = sources.documents[file]
        raw = (sources.root / file).read_bytes()
        try:
            text = patch(document, value)
        except PatchError:
            failed.append(file)
            continue
        whole = raw.decode("utf-8")
        start = whole.find("\n") + 1 if file.endswith(".md") else whole.startswith("\ufeff")
        content = (whole[:start] + text + whole[start + len(document.text) :]).encode()
        if content != raw:
            new[file], old[file] = content, raw
    for file, value in outcome.fresh.items():
        new[file], old[file] = f"# The ladder {value.get('title', value['id'])}.\n{written(value)}".encode(), None
        if (sources.root / file).exists():
            failed.append(file)
    return Texts(new, old, tuple(failed))


def check(root: Path, texts: Mapping[str, bytes], outcome: Outcome, jobs: int) -> list[Fault | Problem]:
    """What the engine finds wrong in the site with the new texts, and did not before: at the cell that it comes from where there is one."""
    before = {(problem.at.file, problem.wrong, problem.do) for problem in _errors(root, jobs)}
    with tempfile.TemporaryDirectory(prefix="pathway-import-") as folder:
        copy = Path(folder)
        for name, suffixes in SOURCES:
            (copy / name).mkdir()
            for file in walk_files(root / name, suffixes):
                target = copy / file.relative_to(root)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, target)
        for name, content in texts.items():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            (copy / name).write_bytes(content)
        found = [problem for problem in _errors(copy, jobs) if (problem.at.file, problem.wrong, problem.do) not in before]
        if not found:
            return []
        finder = _Finder(read_sources(copy), outcome)
        return [finder.fault(problem) for problem in found]


def _errors(root: Path, jobs: int) -> list[Problem]:
    return [problem for problem in load(Options(root, root, jobs=jobs, cache=False))[1] if not problem.warning]


class _Finder:
    """Finds the cell from which a value of a file came."""

    def __init__(self, sources: Sources, outcome: Outcome) -> None:
        self.spans: dict[str, list[tuple[tuple[int, int], tuple[int, int], Spot]]] = {}
        self.fields: dict[tuple[Spot, str], tuple[str, Spot]] = {}
        for row, inner in outcome.located:
            entry = sources.entries.get(row.table.kind, {}).get(row.owner)
            if entry is not None:
                self._row(entry.document, (*entry.path, *inner), row)

    def _row(self, document: Document, path: Path_, row: Row) -> None:
        if not row.table.keyed:
            self._span(document, path, row.spot)
        for column, (_, spot) in row.cells.items():
            self.fields.setdefault(
                (row.spot, str(column.path[-1] if column.path[-1] not in (0, 1) else column.path[-2])), (column.name, spot)
            )
            inner = (path if column.path[0] == "value" else ()) if row.table.keyed else (*path, *column.path)
            self._span(document, (*inner, *column.path[1:]) if row.table.keyed and inner else inner, spot)

    def _span(self, document: Document, path: Path_, spot: Spot) -> None:
        node = _node(document.root, path)
        if node is not None and path:
            first = document.line + 1
            start, end = node.start_mark, node.end_mark
            self.spans.setdefault(document.file, []).append(
                ((start.line + first, start.column + 1), (end.line + first, end.column + 1), spot)
            )

    def fault(self, problem: Problem) -> Fault | Problem:
        """The problem at its cell, or else where it is in the files."""
        at = (problem.at.line, problem.at.column)
        around = [(start, end, spot) for start, end, spot in self.spans.get(problem.at.file, ()) if start <= at <= end]
        if not around:
            return problem
        _, _, spot = max(around, key=lambda span: (span[0], (-span[1][0], -span[1][1])))
        lacking = LACKS.search(problem.wrong)
        if lacking and (spot, lacking[1]) in self.fields:
            name, spot = self.fields[spot, lacking[1]]
            return Fault(spot, problem.wrong, f"Fill in the column '{name}'.")
        return Fault(spot, problem.wrong, problem.do)


def _node(node: Any, path: Path_) -> yaml.Node | None:
    for step in path:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == str(step)), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
            node = node.value[step]
        else:
            return None
    return node  # type: ignore[no-any-return]
