"""One folder in the place of another."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from explorer import swap
from explorer.swap import clean, new_file, replacement


def fill(folder: Path, text: str) -> None:
    (folder / "page").write_text(text)


def test_the_new_folder_takes_the_place_of_the_old(tmp_path: Path) -> None:
    target = tmp_path / "site"
    for text in ("first", "second"):
        with replacement(target) as staging:
            fill(staging, text)
        assert (target / "page").read_text() == text
        assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_an_error_leaves_the_old_folder_and_no_litter(tmp_path: Path) -> None:
    target = tmp_path / "site"
    with replacement(target) as staging:
        fill(staging, "old")
    with suppress(RuntimeError), replacement(target) as staging:
        fill(staging, "new")
        raise RuntimeError
    assert (target / "page").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_where_folders_cannot_be_exchanged_they_are_renamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(swap, "_exchange", lambda _one, _other: False)
    test_the_new_folder_takes_the_place_of_the_old(tmp_path)


def test_what_a_killed_build_left_is_put_right(tmp_path: Path) -> None:
    target = tmp_path / "site"
    (tmp_path / ".site.new-dead").mkdir()
    fill(tmp_path / ".site.new-dead", "half")
    (tmp_path / ".site.old").mkdir()
    fill(tmp_path / ".site.old", "old")
    clean(target)
    assert (target / "page").read_text() == "old", "the old folder had been moved away, and no new one came"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_build_that_still_runs_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "site"
    with replacement(target) as first:
        fill(first, "first")
        with replacement(target) as second:
            fill(second, "second")
            assert (first / "page").exists()
    assert (target / "page").read_text() == "first"


def test_a_file_is_made_beside_the_old_one_and_keeps_its_rights_and_its_link(tmp_path: Path) -> None:
    real, link = tmp_path / "list[1].txt", tmp_path / "link.txt"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    (tmp_path / ".list[1].txt.new-dead").write_text("half, of a process that was killed")
    with suppress(RuntimeError), new_file(link) as new:
        new.write_text("half")
        raise RuntimeError
    assert real.read_text() == "old"
    with new_file(link) as new:
        new.write_text("new")
        assert real.read_text() == "old"
    assert (real.read_text(), real.stat().st_mode & 0o777, link.is_symlink()) == ("new", 0o640, True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.txt", "list[1].txt"]


def test_a_backup_that_somebody_made_of_a_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("old")
    (tmp_path / ".list.txt.old").write_text("mine")
    with new_file(tmp_path / "list.txt") as new:
        new.write_text("new")
    assert (tmp_path / ".list.txt.old").read_text() == "mine"
