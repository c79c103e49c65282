"""A new site, as its maintainer makes it on the command line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sites import PROJECT

from explorer import init, schemas
from explorer.init import SETTINGS_ASKED, STARTER, make, suggested


def run(folder: Path, *arguments: object, said: str = "") -> subprocess.CompletedProcess[str]:
    """Runs the build.py of a folder, with what somebody types."""
    command = [sys.executable, str(folder / "build.py"), *map(str, arguments)]
    return subprocess.run(command, cwd=folder, input=said, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new site for which every question was answered, the third one wrongly at first."""
    folder = tmp_path_factory.mktemp("new") / "my site"
    folder.mkdir()
    done = run(PROJECT, "init", folder, said="Bread: \"the\" way\nJo & sons\nnobody\njo@bread.example\nhttps://bread.example/jobs/\n")
    assert done.returncode == 0, done.stderr
    assert "'nobody' will not do. Write it like this: name@example.org." in done.stdout
    assert "E-mail address for readers [hello@bakery.example]: " in done.stdout
    return folder


def test_a_new_site_checks_and_builds_by_itself(made: Path) -> None:
    for command in ("check", "build", "schema --check"):
        done = run(made, *command.split())
        assert (done.returncode, done.stderr) == (0, ""), command
    home = (made / "site" / "index.html").read_text(encoding="utf-8")
    assert "Bread: &#34;the&#34; way" in home
    assert "Jo &amp; sons" in home
    assert "https://bread.example/jobs/" in home
    assert (made / "README.md").read_text(encoding="utf-8").startswith('# Bread: "the" way\n')


def test_it_has_what_its_maintainer_needs_and_nothing_of_this_site(made: Path) -> None:
    needed = (".gitignore", ".vscode/settings.json", ".github/workflows/publish.yml", ".github/workflows/check.yml", ".github/ISSUE_TEMPLATE/wrong.yml")
    assert [name for name in needed if not (made / name).is_file()] == []
    assert {file.name for file in (made / "pathways/ladders").iterdir()} == {"bakery.yaml"}
    assert not (made / "tests").exists()
    assert [file.name for file in made.parent.iterdir()] == [made.name]
    assert "care-worker" not in (made / "schemas/ids.json").read_text(encoding="utf-8")


def test_a_new_site_can_make_the_next(made: Path, tmp_path: Path) -> None:
    assert run(made, "init", tmp_path / "next", "--yes").returncode == 0
    done = run(tmp_path / "next", "check")
    assert (done.returncode, done.stderr) == (0, "")


def test_options_are_not_asked(tmp_path: Path) -> None:
    options = ("--title", "Beans", "--organisation", "Bean board", "--email", "a@b.example", "--base-url", "https://beans.example/")
    done = run(PROJECT, "init", tmp_path / "deep" / "beans", *options)
    assert done.returncode == 0, done.stderr
    settings = (tmp_path / "deep/beans/content/site.yaml").read_text(encoding="utf-8")
    assert "title: Beans\n" in settings
    assert '  email: "a@b.example"\n' in settings


REFUSED: dict[str, tuple[tuple[str, ...], str]] = {
    "a folder with a file in it": (("full", "--yes"), "is not empty. Choose a new folder"),
    "a file": (("full/note.txt", "--yes"), "is a file"),
    "a folder of the project": ((str(PROJECT / "static" / "new"), "--yes"), "lies inside this project"),
    "an address without a slash": (("new", "--yes", "--base-url", "https://beans.example"), "--base-url: 'https://beans.example' will not do"),
    "nobody to ask": (("new", "--title", "Beans"), "Nobody answered. Give the answers as options, or --yes"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused(tmp_path: Path, case: str) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note.txt").write_text("keep me")
    (name, *options), words = REFUSED[case]
    done = run(PROJECT, "init", tmp_path / name, *options)
    assert done.returncode == 2
    assert words in done.stderr
    assert "Nothing was written." in done.stderr
    assert [file.relative_to(tmp_path).as_posix() for file in sorted(tmp_path.rglob("*"))] == ["full", "full/note.txt"]
    assert (tmp_path / "full" / "note.txt").read_text() == "keep me"


def test_what_stops_in_the_middle_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(schemas, "write", full)
    with pytest.raises(OSError, match="No space left"):
        make(tmp_path / "new", suggested())
    assert list(tmp_path.iterdir()) == []


def test_each_setting_has_an_answer_in_the_starter() -> None:
    assert all(init.fault(setting, suggested()[setting.name]) is None for setting in SETTINGS_ASKED)
    assert (STARTER / "README.md").read_text(encoding="utf-8").startswith(f"# {suggested()['title']}\n")
