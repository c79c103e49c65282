"""One folder in the place of another."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest

from explorer import swap
from explorer.swap import clean, replacement


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
