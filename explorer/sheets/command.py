"""The commands export and import."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from explorer.localfiles import SERVICE
from explorer.problem import Problem, sentence
from explorer.sheets.apply import Change, Outcome, apply
from explorer.sheets.cells import Cell
from explorer.sheets.grid import Fault, Spot, understand
from explorer.sheets.layout import sheets
from explorer.sheets.reading import UnreadableError, known_sheet, read_grids
from explorer.sheets.result import Texts, check, texts_of
from explorer.sheets.sources import Sources, read_sources
from explorer.sheets.table import draft
from explorer.store import ChangedError, write_all
from explorer.swap import new_file

OK, PROBLEMS, USAGE = 0, 1, 2
SHOWN = 70


def run_export(options: argparse.Namespace) -> int:
    """Writes the workbook. Returns the exit code."""
    from explorer.sheets.workbook import TooLongError, write

    file: Path = options.xlsx
    if file.suffix.casefold() != ".xlsx" or file.is_dir() or not file.absolute().parent.is_dir():
        return _say(f"{file} cannot be written: name a file that ends in .xlsx, in a folder that exists.", USAGE)
    if file.exists() and not options.force:
        return _say(f"{file} is there already, perhaps with somebody's changes. Choose another name, or add --force.", USAGE)
    sources = read_sources(options.root)
    if sources.problems:
        _print(sorted(sources.problems))
        return _say("Nothing was written. Mend this first.", PROBLEMS)
    try:
        with new_file(file) as new:
            write(sources, new)
    except TooLongError as error:
        return _say(f"Nothing was written: {error}.", PROBLEMS)
    print(f"{sum(map(len, sources.entries.values()))} entries in {len(sheets())} sheets, in {file}")
    if (options.root / SERVICE).is_file():
        print("The notes in local/ are not in it. Change them in their own files.")
    return OK


def run_import(options: argparse.Namespace) -> int:
    """Reads sheets back, or a table of ladders. Returns the exit code."""
    file: Path = options.file
    if not file.is_file():
        return _say(f"There is no file {file}.", USAGE)
    sources = read_sources(options.root)
    if sources.problems:
        _print(sorted(sources.problems))
        return _say("Nothing was written. Mend this first.", PROBLEMS)
    try:
        if options.table:
            return _table(options, sources)
        if options.group:
            return _say("--group goes with --table.", USAGE)
        grids, faults = read_grids(file, known_sheet(options.sheet) if options.sheet else None, sheets())
    except UnreadableError as error:
        return _refuse([Fault(Spot(file.name), error.wrong, error.do)])
    if options.sheet:
        grids = [grid for grid in grids if grid.spot.sheet == known_sheet(options.sheet)]
    rows = understand(grids, faults)
    if not rows.tables and not rows.faults:
        names = ", ".join(sheets())
        return _refuse([Fault(Spot(file.name), "none of its sheets has a name that an export gives", f"They are: {names}.")])
    outcome = apply(sources, rows, remove=options.remove)
    wrong: list[Fault | Problem] = [*outcome.faults]
    texts = texts_of(sources, outcome)
    wrong += [
        Fault(Spot(file.name), f"what it changes in {name} cannot be written without harm to the rest", "Make that change by hand.")
        for name in texts.failed
    ]
    if texts.new and not texts.failed:
        wrong += _news(check(options.root, texts.new, outcome, options.jobs), outcome.faults)
    if wrong:
        return _refuse(wrong)
    return _write(options, outcome, texts)


def _news(found: Sequence[Fault | Problem], known: Sequence[Fault]) -> list[Fault | Problem]:
    """What the check says beyond the cells that could not be understood: a field that such a cell was to fill is not missing."""
    bad = {(fault.at.sheet, fault.at.row) for fault in known}
    return [
        fault
        for fault in found
        if not (isinstance(fault, Fault) and (fault.at.sheet, fault.at.row) in bad and "lacks the field" in fault.wrong)
    ]


def _refuse(wrong: Sequence[Fault | Problem]) -> int:
    faults = sorted(
        {fault for fault in wrong if isinstance(fault, Fault)}, key=lambda fault: (fault.at.file, _rank(fault.at.sheet), fault.at)
    )
    _print([*faults, *sorted({problem for problem in wrong if isinstance(problem, Problem)})])
    count = len(set(wrong))
    return _say(f"{count} {'problem' if count == 1 else 'problems'}. Nothing was written.", PROBLEMS)


def _rank(sheet: str) -> int:
    names = list(sheets())
    return names.index(sheet) if sheet in names else len(names)


def _write(options: argparse.Namespace, outcome: Outcome, texts: Texts) -> int:
    for line in describe(outcome.changes):
        print(_harmless(line))
    if outcome.left:
        some = ", ".join(outcome.left[:5]) + (" …" if len(outcome.left) > 5 else "")
        print(_harmless(f"No row, and kept as they are (--remove would take them away): {some}"))
    if not texts.new:
        print("Nothing would change.")
        return OK
    print(f"{_count(len(outcome.changes), 'change', 'changes')} in {_count(len(texts.new), 'file', 'files')}: {', '.join(texts.new)}")
    return _ask_and_write(options, texts)


def _ask_and_write(options: argparse.Namespace, texts: Texts) -> int:
    if options.dry_run:
        print("Nothing was written.")
        return OK
    if not options.yes and not _agreed():
        return _say("Nothing was written. --yes writes without asking.", PROBLEMS)
    try:
        write_all(options.root, texts.new, texts.old)
    except ChangedError as error:
        return _say(f"{error} was changed by somebody while you were asked. Nothing was written; import again.", PROBLEMS)
    print(f"Written: {_count(len(texts.new), 'file', 'files')}.")
    return OK


def _agreed() -> bool:
    try:
        return input("Write this? [y/N] ").strip().casefold() in ("y", "yes")
    except EOFError:
        print()
        return False


def _table(options: argparse.Namespace, sources: Sources) -> int:
    made = draft(options.file, sources, options.group, options.sheet)
    if made.faults:
        return _refuse(made.faults)
    for line in made.notes:
        print(_harmless(line))
    if not made.files:
        print("Nothing to write.")
        return OK
    texts = Texts({name: text.encode() for name, text in made.files.items()}, dict.fromkeys(made.files))
    code = _ask_and_write(options, texts)
    if code == OK and not options.dry_run:
        print("Next: fill in what each ladder and role lacks. `python3 build.py check` lists it, file by file.")
    return code


def describe(changes: Sequence[Change]) -> Iterable[str]:
    """The changes by entry: + is new, - goes, ~ has another value."""
    last = None
    for change in sorted(changes, key=lambda change: (change.kind, change.id)):
        if (change.kind, change.id) != last:
            last = change.kind, change.id
            sign = change.sign if not change.where and change.sign != "~" else " "
            yield f"{sign} {change.kind} {change.id}"
        where = f"{change.where}: " if change.where else ""
        if change.sign == "~":
            yield f"    {where}{change.field}: {_brief(change.old, change.new)}"
        elif change.where:
            yield f"  {change.sign} {change.where}"


def _brief(old: Cell, new: Cell) -> str:
    """The old and the new value; of long ones the part that differs."""
    if old is None:
        return f"{_shown(new)} (was empty)"
    if new is None:
        return f"empty (was {_shown(old)})"
    before, after = str(old), str(new)
    if max(len(before), len(after)) > SHOWN:
        same = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), 0)
        start = max(0, same - 20)
        lead = "…" if start else ""
        return f"{lead}{_shown(before[start:])} → {lead}{_shown(after[start:])}"
    return f"{_shown(old)} → {_shown(new)}"


def _shown(value: Cell) -> str:
    text = " / ".join(str(value).split("\n"))
    return f"'{text if len(text) <= SHOWN else text[: SHOWN - 1] + '…'}'"


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


def _print(lines: Iterable[object]) -> None:
    for line in lines:
        print(_harmless(str(line)), file=sys.stderr)


def _say(line: str, code: int) -> int:
    print(_harmless(sentence(line)), file=sys.stderr)
    return code


def _harmless(text: str) -> str:
    """The text without characters that would steer the terminal."""
    return "".join(character if character.isprintable() else " " for character in text)
