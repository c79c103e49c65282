"""The catalogue as sheets: out and back, with changes, with mistakes, and with files that mean no good."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from sites import PROJECT, Site

from explorer.cli import main
from explorer.sheets.layout import every_table, sheets

Edit = Callable[[openpyxl.Workbook], None]
KITCHEN = "pathways/ladders/kitchen.yaml"


def export(root: Path, file: Path) -> Path:
    """The workbook of a site."""
    assert main(["export", "--xlsx", str(file), "--root", str(root), "--force"]) == 0
    return file


def sources(root: Path) -> dict[str, bytes]:
    """All source files of a site."""
    files = [file for folder in ("pathways", "content") for file in sorted((root / folder).rglob("*")) if file.is_file()]
    return {file.relative_to(root).as_posix(): file.read_bytes() for file in files}


def edited(site: Site, edit: Edit) -> Path:
    """The site's workbook, changed in a spreadsheet program."""
    file = export(site.root, site.root.parent / "book.xlsx")
    book = openpyxl.load_workbook(file)
    edit(book)
    book.save(file)
    return file


def bring(site: Site, file: Path, *options: str) -> int:
    """Imports a file without asking."""
    return main(["import", str(file), "--root", str(site.root), "--jobs", "1", "--yes", *options])


def column(sheet: Worksheet, heading: str) -> int:
    """The place of a column."""
    return [cell.value for cell in sheet[1]].index(heading) + 1


def row(sheet: Worksheet, *keys: Any) -> int:
    """The row that starts with the keys."""
    return next(at for at, cells in enumerate(sheet.iter_rows(values_only=True), 1) if cells[: len(keys)] == keys)


def put(sheet: Worksheet, at: int, **values: Any) -> None:
    """Writes cells of a row; '__' stands for ': ' in a heading, '_' for a space."""
    for heading, value in values.items():
        sheet.cell(at, column(sheet, heading.replace("__", ": ").replace("_", " "))).value = value


def add(sheet: Worksheet, **values: Any) -> None:
    """Writes a new row."""
    put(sheet, sheet.max_row + 1, **values)


def changed_lines(before: Mapping[str, bytes], root: Path) -> dict[str, tuple[list[str], list[str]]]:
    """The lines that went and came in each file that changed."""
    found = {}
    for name, content in sources(root).items():
        old, new = before.get(name, b"").decode().splitlines(), content.decode().splitlines()
        if old != new:
            found[name] = ([line for line in old if line not in new], [line for line in new if line not in old])
    return found


# Out and back


def test_out_and_back_leaves_every_file_of_the_real_content_as_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for folder in ("pathways", "content"):
        shutil.copytree(PROJECT / folder, tmp_path / "site" / folder)
    before = sources(tmp_path / "site")
    site = Site(tmp_path / "site", tmp_path / "out")
    file = export(site.root, tmp_path / "real.xlsx")
    assert bring(site, file) == 0
    assert "Nothing would change." in capsys.readouterr().out
    assert sources(site.root) == before


@pytest.mark.parametrize("suffix", ["xlsx", "ods"])
def test_out_and_back_through_libreoffice(tmp_path: Path, suffix: str, soffice: str, capsys: pytest.CaptureFixture[str]) -> None:
    file = export(PROJECT, tmp_path / "real.xlsx")
    command = [soffice, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", suffix, "--outdir", str(tmp_path / "o"), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    assert main(["import", str(tmp_path / "o" / f"real.{suffix}"), "--root", str(PROJECT), "--dry-run"]) == 0
    assert "Nothing would change." in capsys.readouterr().out


def as_csv(sheet: Worksheet) -> str:
    """A sheet as a spreadsheet program saves it as csv."""
    target = io.StringIO()
    csv.writer(target).writerows([["" if value is None else value for value in values] for values in sheet.iter_rows(values_only=True)])
    return target.getvalue()


def as_ods(book: openpyxl.Workbook, file: Path) -> None:
    """A workbook as an OpenDocument file, with what other programs write: repeated cells, spaces and line breaks as elements."""

    def cell(value: Any) -> str:
        if value is None:
            return '<table:table-cell table:number-columns-repeated="1"/>'
        if isinstance(value, int | float):
            return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
        lines = "".join(f"<text:p>{escape(line).replace('  ', ' <text:s/>')}</text:p>" for line in value.split("\n"))
        note = "<office:annotation><text:p>a note</text:p></office:annotation>"
        return f'<table:table-cell office:value-type="string">{note}{lines}</table:table-cell>'

    parts = []
    for sheet in book.worksheets:
        rows = "".join(f"<table:table-row>{''.join(map(cell, values))}</table:table-row>" for values in sheet.iter_rows(values_only=True))
        end = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        parts.append(f'<table:table table:name="{escape(sheet.title)}">{rows}{end}</table:table>')
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "content.xml", f"<?xml version='1.0'?><office:document-content {spaces}>{''.join(parts)}</office:document-content>"
        )


def test_other_formats_say_the_same(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.load_workbook(export(site.root, tmp_path / "book.xlsx"))
    before = sources(site.root)
    as_ods(book, tmp_path / "book.ods")
    files = [tmp_path / "book.ods"]
    for name in sheets():
        files.append(tmp_path / f"book - {name}.csv")
        files[-1].write_text(as_csv(book[name]), encoding="utf-8-sig")
    for file in files:
        capsys.readouterr()
        assert bring(site, file) == 0, capsys.readouterr().err
        assert "Nothing would change." in capsys.readouterr().out, file
    assert sources(site.root) == before


def test_every_field_has_a_sheet_and_every_sheet_a_name_that_fits(small: Site, tmp_path: Path) -> None:
    book = openpyxl.load_workbook(export(small.root, tmp_path / "book.xlsx"))
    assert book.sheetnames == ["Start here", *sheets(), "Lists"]
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert {table.kind for table in every_table()} >= {"ladder", "role", "qualification", "skill", "funding", "body", "word"}


def test_a_sheet_helps_whoever_fills_it_in(small: Site, tmp_path: Path) -> None:
    roles = openpyxl.load_workbook(export(small.root, tmp_path / "book.xlsx"))["Roles"]
    assert roles.freeze_panes == "D2"
    assert "One of: required, helpful, no." in roles.cell(1, column(roles, "driving")).comment.text  # type: ignore[union-attr]
    ruled = {str(rule.sqref)[0]: rule for rule in roles.data_validations.dataValidation}
    stage = openpyxl.utils.get_column_letter(column(roles, "stage"))
    assert ruled[stage].type == "list"
    assert "Lists" in str(ruled[stage].formula1)


def test_words_never_become_formulas(site: Site, tmp_path: Path) -> None:
    site.change(KITCHEN, "title: Cook\n", "title: '=HYPERLINK(\"https://evil.example\",A1)'\n")
    site.change(KITCHEN, "At the stove.", "'+1-@SUM(A1)'")
    file = export(site.root, tmp_path / "book.xlsx")
    roles = openpyxl.load_workbook(file)["Roles"]
    for heading, start in (("title", "=HYPERLINK"), ("where", "+1")):
        cell = roles.cell(row(roles, "cook"), column(roles, heading))
        assert str(cell.value).startswith(start)
        assert cell.data_type == "s"
        assert cell.quotePrefix
    assert b"<f>" not in b"".join(zipfile.ZipFile(file).read(name) for name in zipfile.ZipFile(file).namelist() if "worksheets" in name)
    before = sources(site.root)
    assert bring(site, file) == 0
    assert sources(site.root) == before


# Changes


def test_only_the_lines_of_changed_values_change(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.change(KITCHEN, "    title: Cook\n", "    title: Cook  # not a chef\n    # A comment.\n")
    before = sources(site.root)

    def edit(book: openpyxl.Workbook) -> None:
        put(book["Roles"], row(book["Roles"], "cook"), title="Chef", hours__week_to=50, also_called="chef de partie\ncommis", codes__soc2020=5434)
        needs = book["Needs of roles"]
        put(needs, row(needs, "kitchen-helper", 1), strength="helpful", note="Ask: it helps")
        put(book["Moves"], row(book["Moves"], "kitchen-helper", 2), months_from=2)
        figures = book["Pay figures"]
        put(figures, row(figures, "kitchen-scale", 1, "1"), pay_to=31000)

    assert bring(site, edited(site, edit)) == 0
    shown = capsys.readouterr().out
    assert "title: 'Cook' → 'Chef'" in shown
    assert "need 1: strength: 'usual' → 'helpful'" in shown
    lines = changed_lines(before, site.root)
    assert lines[KITCHEN] == (
        [
            "      - {qualification: food-safety, strength: usual, when: after, within_months: 1}",
            "      - {to: waiter, kind: sideways, months: [1, 3], how: Carry plates on a busy night., source: wage, checked: 2026-01-15}",
            "    title: Cook  # not a chef",
            "    hours: {week: [40, 48], patterns: [evenings], note: Sundays are free.}",
        ],
        [
            "      - {qualification: food-safety, strength: helpful, when: after, within_months: 1, note: 'Ask: it helps'}",
            "      - {to: waiter, kind: sideways, months: [2, 3], how: Carry plates on a busy night., source: wage, checked: 2026-01-15}",
            "    title: Chef  # not a chef",
            "    also_called: [chef de partie, commis]",
            "    hours: {week: [40, 50], patterns: [evenings], note: Sundays are free.}",
            "    codes: {soc2020: '5434'}",
        ],
    )
    assert set(lines) == {KITCHEN, "pathways/pay.yaml"}
    assert site.problems() == []


def test_rows_come_and_go(site: Site) -> None:
    before = sources(site.root)

    def edit(book: openpyxl.Workbook) -> None:
        moves, needs, skills = book["Moves"], book["Needs of moves"], book["Skills of roles"]
        moves.delete_rows(row(moves, "kitchen-helper", 2))
        new = {"kind": "step-up", "months_from": 1, "months_to": 2, "how": "Ask.", "source": "guild", "checked": "2026-01-15"}
        add(moves, role="cook", number=1.5, to="head-waiter", **new)
        add(needs, role="cook", move_number=1.5, number=1, qualification="food-safety", strength="usual")
        add(needs, role="kitchen-helper", move_number=1, any_of="food-safety\ncookery-diploma + food-safety", strength="usual")
        skills.delete_rows(row(skills, "kitchen-helper", 1))
        book["Hurdles"].delete_rows(2, 9)
        roles = book["Roles"]
        add(
            roles, id="baker", ladder="kitchen", title="Baker", reviewed="2026-01-15", stage="senior", summary="You bake: bread.", does="Knead\nWait\nBake\nSell",
            where="At the oven.", settings="restaurant", hours__week_from=40, hours__patterns="evenings",
        )  # fmt: skip
        way = {"kind": "college", "title": "College", "how": "Study.", "cost": "Free."}
        add(book["Ways in"], role="baker", number=1, **way)
        add(book["Moves"], role="baker", to="cook", **{**new, "source": "oven"})
        add(book["Sources"], kind="role", owner="baker", id="oven", title="Oven", url="https://oven.example/", as_of=2026)

    assert bring(site, edited(site, edit)) == 0
    gone, came = changed_lines(before, site.root)[KITCHEN]
    assert gone == [
        "      - {skill: chopping, use: You peel and dice for the soup.}",
        "      - {to: waiter, kind: sideways, months: [1, 3], how: Carry plates on a busy night., source: wage, checked: 2026-01-15}",
        "    hurdles: [{what: The floor is wet., helps: Ask for boots.}]",
    ]
    assert "          - {any_of: [food-safety, [cookery-diploma, food-safety]], strength: usual}" in came
    assert "  - id: baker" in came
    assert "    does: [Knead, Wait, Bake, Sell]" in came
    assert [problem for problem in site.problems() if "warning" not in problem] == []
    file = export(site.root, site.root.parent / "again.xlsx")
    after = sources(site.root)
    assert bring(site, file) == 0
    assert sources(site.root) == after


def test_order_of_rows_and_what_the_sheet_lacks_mean_nothing(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    before = sources(site.root)

    def edit(book: openpyxl.Workbook) -> None:
        for sheet in book.worksheets[1:-1]:
            values = list(sheet.iter_rows(min_row=2, values_only=True))
            sheet.delete_rows(2, len(values))
            for cells in reversed(values):
                sheet.append(cells)
        del book["Skills"]
        book["Roles"].delete_cols(column(book["Roles"], "where"))
        book["Roles"].delete_rows(row(book["Roles"], "waiter"))
        book.create_sheet("My notes")["A1"] = "=1+1"

    assert bring(site, edited(site, edit)) == 0
    assert "role waiter" in capsys.readouterr().out
    assert sources(site.root) == before


def test_an_entry_goes_only_when_told(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        for name in ("Glossary", "Sources"):
            sheet = book[name]
            owner = 1 if name == "Glossary" else 2
            for number in range(sheet.max_row, 1, -1):
                if sheet.cell(number, owner).value == word and (name == "Glossary" or sheet.cell(number, 1).value == "word"):
                    sheet.delete_rows(number)

    book = openpyxl.load_workbook(export(site.root, site.root.parent / "book.xlsx"))
    word = book["Glossary"]["A3"].value
    before = sources(site.root)
    file = edited(site, edit)
    assert bring(site, file) == 0
    assert sources(site.root) == before
    assert bring(site, file, "--remove") == 0
    assert f"- word {word}" in capsys.readouterr().out
    gone, came = changed_lines(before, site.root)["content/glossary.yaml"]
    assert gone
    assert not came


def test_articles_keep_their_text(site: Site) -> None:
    name = next(name for name in sources(site.root) if name.startswith("content/guidance/"))
    before = sources(site.root)

    def edit(book: openpyxl.Workbook) -> None:
        put(book["Articles"], 2, summary="Another summary.")

    assert bring(site, edited(site, edit)) == 0
    lines = changed_lines(before, site.root)
    assert len(lines) == 1, name
    assert [len(side) for side in next(iter(lines.values()))] == [1, 1]


def test_a_new_ladder_with_a_role_is_a_new_file(site: Site) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        add(book["Ladders"], id="bakery", title="Bakery", reviewed="2026-01-15", group="kitchen", summary="Bread.", intro="Up early.")
        add(book["Ladder stages"], ladder="bakery", stage="entry", label="Helpers")
        add(book["Ladder guests"], ladder="bakery", role="cook", stage="entry")

    assert bring(site, edited(site, edit)) == 0
    assert (site.root / "pathways/ladders/bakery.yaml").read_text().startswith("# The ladder Bakery.\nid: bakery\ntitle: Bakery\ngroup: kitchen\n")
    assert site.problems() == []


# Mistakes


def test_all_mistakes_are_told_at_once_with_their_cells(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    before = sources(site.root)

    def edit(book: openpyxl.Workbook) -> None:
        roles, needs = book["Roles"], book["Needs of roles"]
        put(roles, row(roles, "cook"), stage="seniour", driving="somtimes", reviewed="last week", hours__week_from="many")
        put(roles, row(roles, "waiter"), where="=1+1", no_set_requirements="perhaps")
        put(needs, row(needs, "cook", 1), qualification="cookery-diplom")
        add(needs, role="cok", qualification="food-safety", strength="usual")
        add(needs, role="cook", number=1, qualification="food-safety", strength="usual")
        add(needs, role="cook", number="first", qualification="food-safety", strength="usual")
        add(book["Needs of moves"], role="cook", move_number=7, qualification="food-safety", strength="usual")
        add(roles, id="cook", title="Cook again")
        add(roles, id="baker", title="Baker", ladder="kichen")
        put(book["Qualifications"], 2, summary=None)
        book["Skills"]["C1"] = "tittle"
        book["Hurdles"].merge_cells("C2:D2")
        put(book["Moves"], 2, to="waitr")

    assert bring(site, edited(site, edit)) == 1
    said = capsys.readouterr().err
    for part in (
        "book.xlsx, sheet Roles, row 5, column E (stage): ",
        "Did you mean 'senior'?",
        "driving cannot be 'somtimes'. ",
        "'last week' is no date. Write year, month and day",
        "'many' is not a number.",
        "this cell holds a formula",
        "'perhaps' is neither yes nor no.",
        "sheet Needs of roles, row 3, column C (qualification): ",
        "'cookery-diplom'",
        "Did you mean 'cookery-diploma'?",
        "There is no role 'cok'. Did you mean 'cook'?",
        "'cook' has two rows with the number 1; the first is row 3.",
        "'first' is no place in a list.",
        "'cook' has no move of the number that this row names.",
        "The id 'cook' stands in two rows; the first is row 5.",
        "'kichen' is no ladder to put 'baker' into. Did you mean 'kitchen'?",
        "sheet Qualifications, row 2, column L (summary): ",
        "lacks the field 'summary'",
        "The sheet has no column 'tittle'. Did you mean 'title'?",
        "sheet Hurdles: The cells C2:D2 are merged. ",
        "column C (to): ",
        "Did you mean 'waiter'?",
        "Nothing was written.",
    ):
        assert part.casefold() in said.casefold(), f"{part}\n---\n{said}"
    assert sources(site.root) == before


def test_a_no_is_a_no(site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    file = edited(site, lambda book: put(book["Roles"], 2, title="Other"))
    before = sources(site.root)
    arguments = ["import", str(file), "--root", str(site.root), "--jobs", "1"]
    assert main([*arguments, "--dry-run"]) == 0
    monkeypatch.setattr("sys.stdin", io.StringIO("no\n"))
    assert main(arguments) == 1
    assert "Nothing was written." in capsys.readouterr().err
    assert sources(site.root) == before
    monkeypatch.setattr("sys.stdin", io.StringIO("y\n"))
    assert main(arguments) == 0
    assert sources(site.root) != before


def test_an_import_that_fails_half_way_leaves_every_file_whole(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        for name in ("Roles", "Qualifications", "Skills", "Glossary"):
            for number in range(2, book[name].max_row + 1):
                put(book[name], number, title=f"Another {number}")

    file = edited(site, edit)
    before = sources(site.root)
    replace = Path.replace
    left = 3

    def failing(self: Path, target: Path) -> Path:
        nonlocal left
        left -= 1
        if left == 0:
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    assert bring(site, file) == 130
    assert left < 0
    assert sources(site.root) == before


def test_a_file_that_changed_meanwhile_is_left_alone(site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    file = edited(site, lambda book: put(book["Roles"], 2, title="Other"))
    changed: dict[str, bytes] = {}

    def answer(_: str) -> str:
        for name in sources(site.root):
            (site.root / name).write_bytes((site.root / name).read_bytes() + b"# mine\n")
        changed.update(sources(site.root))
        return "y"

    monkeypatch.setattr("builtins.input", answer)
    assert main(["import", str(file), "--root", str(site.root), "--jobs", "1"]) == 1
    assert "changed by somebody" in capsys.readouterr().err
    assert sources(site.root) == changed


# Files that mean no good


def rewritten(file: Path, change: Callable[[str, bytes], bytes], **more: bytes) -> Path:
    """A workbook with other parts."""
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, change(name, content))
        for name, content in more.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return file


def hostile(site: Site, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Files that mean no good, and what is said of each."""

    def fresh(name: str) -> Path:
        return export(site.root, tmp_path / name)

    yield "unpacked it would be", rewritten(fresh("bomb.xlsx"), lambda _, content: content, xl__bomb=b" " * (90 * 1024 * 1024))
    styles = rewritten(
        fresh("styles.xlsx"), lambda name, content: content.replace(b"</fonts>", b"<font/>" * 1_000_000 + b"</fonts>") if name == "xl/styles.xml" else content
    )
    yield "its part xl/styles.xml would be 7 MB", styles
    yield "links to other workbooks", rewritten(fresh("links.xlsx"), lambda _, content: content, xl__externalLinks__externalLink1=b"<x/>")
    yield "entities of its own", rewritten(fresh("laughs.xlsx"), lambda name, content: content if "sheet5" not in name else b"<!-- " + b"x" * 9000 + b' --><!DOCTYPE x [<!ENTITY a "aaaa">]>' + content)

    def far(name: str, content: bytes) -> bytes:
        if "sheet5" not in name:
            return content
        return content.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>')

    yield "more than 50000 rows", rewritten(fresh("far.xlsx"), far)
    yield "more than 100 columns", rewritten(fresh("wide.xlsx"), lambda name, content: far(name, content).replace(b"1048576", b"9999") if "sheet5" in name else content)
    yield "damaged", rewritten(fresh("broken.xlsx"), lambda name, content: content[:200] if "sheet5" in name else content)
    (tmp_path / "text.xlsx").write_text("id,title\n")
    yield "not a workbook", tmp_path / "text.xlsx"
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    yield "files that end in '.xls' are not read", tmp_path / "old.xls"
    (tmp_path / "Roles.csv").write_bytes("id,title\ncook,Caf\xe9\n".encode("latin-1"))
    yield "not UTF-8", tmp_path / "Roles.csv"
    (tmp_path / "Skills.csv").write_text('id,title\nx,"never closed\n')
    yield "is not csv", tmp_path / "Skills.csv"
    (tmp_path / "what.csv").write_text("a,b\n1,2\n")
    yield "does not say which sheet it is", tmp_path / "what.csv"
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    many = '<table:table-row table:number-rows-repeated="99999999"><table:table-cell office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row>'
    with zipfile.ZipFile(tmp_path / "rows.ods", "w") as archive:
        archive.writestr("content.xml", f'<o:d xmlns:o="x" {spaces}><table:table table:name="Roles">{many}</table:table></o:d>')
    yield "more than 50000 rows", tmp_path / "rows.ods"
    with (tmp_path / "huge.csv").open("wb") as file:
        os.truncate(file.fileno(), 30 * 1024 * 1024)
    yield "the most is 20 MB", tmp_path / "huge.csv"


def test_hostile_files_get_a_clear_sentence(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sources(site.root)
    for said, file in hostile(site, tmp_path):
        capsys.readouterr()
        assert bring(site, file) == 1, file
        error = capsys.readouterr().err
        assert said.casefold() in error.casefold(), f"{file}: {error}"
        assert len(error.splitlines()) == 2
    assert sources(site.root) == before


def test_a_workbook_that_lies_about_its_size_is_read_as_it_is(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def lie(name: str, content: bytes) -> bytes:
        start = content.find(b'<dimension ref="')
        return content if start < 0 else content[:start] + b'<dimension ref="A1:XFD1048576"' + content[content.index(b'"', start + 16) + 1 :]

    file = rewritten(export(site.root, tmp_path / "book.xlsx"), lie)
    assert bring(site, file) == 0
    assert "Nothing would change." in capsys.readouterr().out


def test_ids_do_not_lead_out_of_the_folder(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    file = edited(site, lambda book: add(book["Ladders"], id="../../../evil", title="\x41Evil", group="kitchen"))
    assert bring(site, file) == 1
    assert "no good as an id" in capsys.readouterr().err
    assert not list(site.root.parent.rglob("evil*"))


def test_wrong_usage_is_told_from_problems(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for command in ("export", "import"):
        assert main([command, "--help"]) == 0
    assert main(["export"]) == 2
    assert main(["export", "--xlsx", str(tmp_path / "x.csv"), "--root", str(site.root)]) == 2
    file = export(site.root, tmp_path / "book.xlsx")
    assert main(["export", "--xlsx", str(file), "--root", str(site.root)]) == 2
    assert main(["import", str(tmp_path / "none.xlsx"), "--root", str(site.root)]) == 2
    assert bring(site, file, "--group", "kitchen") == 2
    assert bring(site, file, "--sheet", "Rolls") == 1
    assert "Did you mean 'roles'?" in capsys.readouterr().err
    site.write(KITCHEN, "id: [")
    assert bring(site, file) == 1
    assert main(["export", "--xlsx", str(file), "--root", str(site.root), "--force"]) == 1
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith(".")) == []
