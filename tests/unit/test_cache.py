"""What was made before, by its source."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from explorer.cache import Cache


def made(cache: Cache, source: bytes) -> tuple[str, bool]:
    """The value for a source, and whether it had to be made."""
    calls = []

    def make() -> str:
        calls.append(source)
        return source.decode()

    return cache.get(source, make), bool(calls)


def test_a_value_is_made_once_for_each_source(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    assert made(cache, b"a") == ("a", True)
    assert made(cache, b"a") == ("a", False)
    assert made(cache, b"b") == ("b", True)
    assert made(Cache(None), b"a") == ("a", True)


@given(some.integers(0, 10_000), some.integers(0, 7))
def test_a_damaged_entry_is_made_again(tmp_path_factory: pytest.TempPathFactory, position: int, bit: int) -> None:
    folder = tmp_path_factory.mktemp("cache")
    cache = Cache(folder)
    made(cache, b"a")
    entry = next(folder.iterdir())
    content = bytearray(entry.read_bytes())
    content[position % len(content)] ^= 1 << bit
    entry.write_bytes(content)
    assert made(cache, b"a") == ("a", True)


def test_a_cache_that_cannot_be_written_is_no_problem(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert made(Cache(tmp_path / "file"), b"a") == ("a", True)


def test_old_entries_are_deleted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(tmp_path)
    for number in range(5):
        made(cache, str(number).encode())
    monkeypatch.setattr("explorer.cache.KEEP", 2)
    cache.trim()
    assert len(list(tmp_path.iterdir())) == 2
