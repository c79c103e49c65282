"""New entries, as an author adds them on the command line."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
import time

import pytest
from sites import PROJECT, Site

from explorer.cli import main
from explorer.new import KINDS, slug

KITCHEN = "pathways/ladders/kitchen.yaml"


def new(site: Site, kind: str, *options: str) -> int:
    """Runs `new` where nobody can be asked."""
    return main(["new", kind, "--root", str(site.root), *options])


OPTIONS = {
    "role": ("--title", "Head cook", "--ladder", "kitchen", "--stage", "senior"),
    "ladder": ("--title", "Bakery", "--group", "kitchen", "--summary", "Bread: and cakes."),
    "qualification": ("--title", "Bread course", "--file", "bread", "--kind", "short-course"),
    "skill": ("--title", "Kneading", "--kind", "technical"),
    "body": ("--title", "Guild of Bakers", "--kind", "professional"),
    "funding": ("--title", "Bread fund"),
    "article": ("--title", "Nights in a bakery"),
    "word": ("--title", "Crumb", "--meaning", "The inside of bread."),
}
FILES = {
    "role": KITCHEN,
    "ladder": "pathways/ladders/bakery.yaml",
    "qualification": "pathways/qualifications/bread.yaml",
    "skill": "pathways/skills.yaml",
    "body": "pathways/bodies.yaml",
    "funding": "pathways/funding.yaml",
    "article": "content/guidance/nights-in-a-bakery.md",
    "word": "content/glossary.yaml",
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_entry_lacks_only_what_is_still_to_be_written(site: Site, kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    before = {file: file.read_bytes() for file in site.root.rglob("*") if file.is_file()}
    assert new(site, kind, *OPTIONS[kind]) == 0
    said = capsys.readouterr().out
    assert f"is in {FILES[kind]}, from line" in said
    changed = {file for file in before if file.read_bytes() != before[file]}
    assert changed <= {site.root / FILES[kind]}
    problems = site.problems()
    named = [line.split()[0].rstrip(":") for line in said.splitlines() if line.startswith("  ")]
    assert all(problem.startswith(f"{FILES[kind]}:") for problem in problems), problems
    assert all("is empty" in problem for problem in problems), problems
    assert len(problems) == len(named)


def test_a_role_stands_after_the_others_of_its_stage(site: Site) -> None:
    assert new(site, "role", "--title", "Pot washer", "--ladder", "kitchen", "--stage", "entry") == 0
    text = (site.root / KITCHEN).read_text()
    assert text.index("id: kitchen-helper") < text.index("id: pot-washer") < text.index("id: cook\n")


def test_a_word_stands_in_the_order_of_the_list(site: Site) -> None:
    site.write("content/glossary.yaml", "words:\n  - {id: pan, title: Pan, meaning: A., reviewed: 2026-01-15}\n  - {id: tin, title: Tin, meaning: B., reviewed: 2026-01-15}\n")
    assert new(site, "word", "--title", "Sieve", "--meaning", "It has holes.") == 0
    assert [line.strip() for line in (site.root / "content/glossary.yaml").read_text().splitlines() if "id:" in line][1] == "- id: sieve"


def test_a_new_file_names_its_schema(site: Site) -> None:
    assert main(["schema", "--root", str(site.root)]) == 0
    assert new(site, "ladder", *OPTIONS["ladder"]) == 0
    first = (site.root / "pathways/ladders/bakery.yaml").read_text().splitlines()[0]
    assert first == "# yaml-language-server: $schema=../../schemas/ladder.json"
    assert new(site, "role", "--title", "Baker", "--ladder", "bakery", "--stage", "entry") == 0
    assert '"baker"' in (site.root / "schemas/ids.json").read_text(), "an editor knows the new id at once"


REFUSED = {
    "an id that there is": (("role", "--title", "Cook", "--ladder", "kitchen", "--stage", "entry"), f"There is a role 'cook' already: {KITCHEN}:47:5."),
    "an older id": (("role", "--title", "Scullion", "--ladder", "kitchen", "--stage", "entry"), "There is a role 'scullion' already"),
    "no title": (("role", "--ladder", "kitchen"), "Say --title."),
    "no stage": (("role", "--title", "Baker", "--ladder", "kitchen"), "Say --stage: one of entry, senior."),
    "a ladder that there is not": (("role", "--title", "Baker", "--ladder", "kichen", "--stage", "entry"), "Did you mean 'kitchen'?"),
    "an id with capitals": (("skill", "--title", "Baking", "--id", "Baking", "--kind", "technical"), "Use small letters, digits and single hyphens, like 'baking'."),
    "a level above the highest": (("qualification", "--title", "Bread", "--file", "food", "--kind", "award", "--level", "9"), "level cannot be '9'."),
    "a file outside": (("qualification", "--title", "Bread", "--file", "../bread", "--kind", "award"), "'../bread' is no good as an id."),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused(site: Site, case: str, capsys: pytest.CaptureFixture[str]) -> None:
    arguments, words = REFUSED[case]
    before = {file: file.read_bytes() for file in site.root.rglob("*.*") if file.is_file() and ".cache" not in file.parts}
    assert new(site, *arguments) == 2
    said = capsys.readouterr().err
    assert words in said
    assert "Nothing was written." in said
    assert {file: file.read_bytes() for file in site.root.rglob("*.*") if file.is_file() and ".cache" not in file.parts} == before


def test_a_file_that_cannot_be_read_comes_first(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.change(KITCHEN, "title: Kitchen\n", "title: Kitchen: pots\n")
    assert new(site, "skill", *OPTIONS["skill"]) == 1
    assert f"{KITCHEN}:2:15" in capsys.readouterr().err


def typed(site: Site, kind: str, *answers: str) -> str:
    """What a terminal shows when somebody answers each question."""
    here, there = pty.openpty()
    command = [sys.executable, str(PROJECT / "build.py"), "new", kind, "--root", str(site.root)]
    process = subprocess.Popen(command, stdin=there, stdout=there, stderr=there, start_new_session=True)
    os.close(there)
    shown = b""
    left = list(answers)
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            shown += os.read(here, 4096)
        except OSError:  # the other side is gone
            break
        if left and shown.endswith(b": "):
            os.write(here, f"{left.pop(0)}\n".encode())
    process.wait()
    os.close(here)
    return shown.decode()


def test_a_terminal_is_asked_and_asked_again(site: Site) -> None:
    shown = typed(site, "role", "", "Head cook", "", "kichen", "kitchen", "senior", "You plan the menu.")
    assert "Write something here" in shown
    assert "Id, which becomes the address [head-cook]:" in shown
    assert "Did you mean 'kitchen'?" in shown
    assert "Stage (entry, senior):" in shown
    assert "Head cook is in pathways/ladders/kitchen.yaml" in shown
    text = (site.root / KITCHEN).read_text()
    assert "    summary: You plan the menu.\n" in text
    assert "  - id: head-cook\n" in text


@pytest.mark.parametrize(("title", "id_"), [("Head cook", "head-cook"), ("Cook’s help (nights)", "cooks-help-nights"), ("É", ""), ("A" * 80, "a" * 64)])
def test_an_id_is_suggested(title: str, id_: str) -> None:
    assert slug(title) == id_


@pytest.mark.parametrize("kind", KINDS)
def test_help_says_what_can_be_given(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", kind, "--help"]) == 0
    assert "--title" in capsys.readouterr().out
