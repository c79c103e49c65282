"""Drafts of ladders from a table, a row a job family and a column a stage."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest
from sites import PROJECT, Site

from explorer.cli import main
from explorer.sheets.table import parts

# The shape of the health service's example tables, with rows of them.
CLINICAL = [
    [
        "", "Support workers", "Senior support workers", "Assistant practitioners / associate practitioners / technicians", "Practitioners",
        "Senior practitioners", "Advanced practitioners", "Senior management",
    ],
    ["Nursing", "Healthcare assistant", "Senior healthcare assistant", "Nursing associate", "Registered nurse", "Ward sister", "Matron", "Chief nurse"],
    [
        "Theatre teams", "Healthcare assistant\nTheatre porter", "Senior theatre porter", "Same as nursing", "Operating department practitioner, Theatre nurse (scrub, recovery)",
        "Theatre team leader", "", "Head of theatres",
    ],
    ["Optometry", "Optical assistant, HCA, Phlebotomist (eye clinics)", "", "", "Optometrist; Theatre porter", "", "", ""],
]  # fmt: skip
NON_CLINICAL = [
    ["Job family", "Entry", "2", "3", "4", "5", "Senior or specialist manager", "Director"],
    ["Legal services", "Legal assistant", "Paralegal", "", "Solicitor", "Senior solicitor", "Head of legal", "General counsel"],
]


@pytest.fixture
def real_copy(tmp_path: Path) -> Site:
    """A copy of the project's own content."""
    import shutil

    for folder in ("pathways", "content"):
        shutil.copytree(PROJECT / folder, tmp_path / "site" / folder)
    return Site(tmp_path / "site", tmp_path / "out")


def table(file: Path, *sheets: list[list[str]]) -> Path:
    """A workbook with tables."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Table {number}")
        for cells in rows:
            sheet.append([cell or None for cell in cells])
    book.save(file)
    return file


def test_a_table_becomes_drafts_that_lack_only_what_a_table_cannot_say(real_copy: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = {file: file.read_bytes() for file in real_copy.root.rglob("*.yaml")}
    file = table(tmp_path / "nhs.xlsx", CLINICAL, NON_CLINICAL)
    arguments = ["import", "--table", str(file), "--group", "clinical", "--root", str(real_copy.root), "--yes"]
    assert main(arguments) == 0
    said = capsys.readouterr().out
    assert "there is a ladder 'nursing' already, and it stays as it is." in said
    assert "Theatre teams: pathways/ladders/theatre-teams.yaml, with 6 new roles and 2 by reference." in said
    assert "Next: fill in" in said
    draft = (real_copy.root / "pathways/ladders/theatre-teams.yaml").read_text()
    assert draft == """\
# A draft from the table nhs.xlsx. `python3 build.py check` names what is still missing.
id: theatre-teams
title: Theatre teams
group: clinical
stages:
  entry: Support workers
  experienced: Senior support workers
  associate: Assistant practitioners / associate practitioners / technicians
  practitioner: Practitioners
  senior: Senior practitioners
  director: Senior management
includes:
  - {role: healthcare-assistant, stage: entry}
  - {role: nursing-associate, stage: associate}
roles:
  - id: theatre-porter
    title: Theatre porter
    stage: entry
  - id: senior-theatre-porter
    title: Senior theatre porter
    stage: experienced
  - id: operating-department-practitioner
    title: Operating department practitioner
    stage: practitioner
  # The table says: Theatre nurse (scrub, recovery)
  - id: theatre-nurse
    title: Theatre nurse
    stage: practitioner
  - id: theatre-team-leader
    title: Theatre team leader
    stage: senior
  - id: head-of-theatres
    title: Head of theatres
    stage: director
"""
    optometry = (real_copy.root / "pathways/ladders/optometry.yaml").read_text()
    assert "  - {role: theatre-porter, stage: practitioner}\n" in optometry
    assert "  - {role: healthcare-assistant, stage: entry}\n" in optometry, "HCA is another name of it"
    assert "  - {role: phlebotomist, stage: entry}\n" in optometry
    assert "'Phlebotomist (eye clinics)' was taken for the role 'phlebotomist'." in said
    legal = (real_copy.root / "pathways/ladders/legal-services.yaml").read_text()
    assert "advanced: Senior or specialist manager" in legal
    assert "practitioner: Practitioner or team lead" in legal, "a number is no label, so the site's own stands in"
    problems = [problem for problem in real_copy.problems() if "warning" not in problem]
    assert problems
    assert [problem for problem in problems if not re.search(r"lacks the field", problem)] == []
    assert {file: file.read_bytes() for file in before} == before


def test_drafts_can_be_filled_in_from_sheets(real_copy: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = table(tmp_path / "nhs.xlsx", NON_CLINICAL)
    assert main(["import", "--table", str(file), "--root", str(real_copy.root), "--yes"]) == 0
    book_file = tmp_path / "book.xlsx"
    assert main(["export", "--xlsx", str(book_file), "--root", str(real_copy.root)]) == 0
    book = openpyxl.load_workbook(book_file)
    sheet = book["Ladders"]
    at = next(cells[0].row for cells in sheet.iter_rows(min_row=2) if cells[0].value == "legal-services")
    sheet.cell(at, [cell.value for cell in sheet[1]].index("group") + 1).value = "non-clinical"
    book.save(book_file)
    assert main(["import", str(book_file), "--root", str(real_copy.root), "--yes"]) == 0, capsys.readouterr().err
    assert "group: non-clinical" in (real_copy.root / "pathways/ladders/legal-services.yaml").read_text()


def test_what_a_table_gets_wrong_is_told_with_its_cell(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "t.csv").write_text("Family;Floor;Boss\nBar;Barkeeper;as the moon\n;Cook;\n")
    assert main(["import", "--table", str(tmp_path / "t.csv"), "--root", str(site.root)]) == 1
    said = capsys.readouterr().err
    assert "t.csv, row 2, column C (Boss): There is no job family 'the moon'." in said
    assert "t.csv, row 3, column A: This row has no job family." in said
    (tmp_path / "t.csv").write_text("Family,Floor,Boss,Top\nBar,Barkeeper,x,y\n")
    assert main(["import", "--table", str(tmp_path / "t.csv"), "--root", str(site.root)]) == 1
    said = capsys.readouterr().err
    assert "t.csv, row 1, column C: 'Boss' is no stage." in said
    assert "column B" not in said, "a ladder calls a stage so"
    assert main(["import", "--table", str(tmp_path / "t.csv"), "--group", "kichen", "--root", str(site.root)]) == 1
    assert "Did you mean 'kitchen'?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("HR assistant (recruitment, pay), HR clerk", ["HR assistant (recruitment, pay)", "HR clerk"]),
        ("• Porter\n• Cleaner\r\n\n- Cook", ["Porter", "Cleaner", "Cook"]),
        ("Nurse (open\nMatron", ["Nurse (open", "Matron"]),
        (" , ;\n", []),
    ],
)
def test_names_in_a_cell(cell: str, names: list[str]) -> None:
    assert list(parts(cell)) == names
