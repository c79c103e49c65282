"""Whatever happens to a command, the files that it writes are the old ones or the new ones, and the next command works."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from faults import Done, Unlucky, tree, unlucky
from sites import PROJECT, Site

KITCHEN = "pathways/ladders/kitchen.yaml"
ENTRY = ("new", "skill", "--title", "Sharpening", "--root")


@pytest.fixture(scope="module")
def fate() -> Iterator[Unlucky]:
    with unlucky() as started:
        yield started


def spread(count: int, most: int) -> list[int]:
    """Moments spread over a command that changes files so many times, the last ones all."""
    return sorted({*(at * count // most for at in range(most)), *range(max(0, count - 12), count)})


def fine(done: Done) -> None:
    assert (done.code, done.err) == (0, ""), done


def clear(done: Done, code: int = 1) -> None:
    """The command failed with words for people."""
    assert done.code == code, done
    assert done.err.strip()
    assert "Traceback" not in done.err
    assert "Error" not in done.err, done.err


def put(site: Site, kept: Path) -> None:
    """Puts a copy of a site where the output is."""
    shutil.rmtree(site.out)
    shutil.copytree(kept, site.out)


def test_a_build_killed_at_a_hundred_moments_leaves_the_old_site_or_the_new(fate: Unlucky, site: Site) -> None:
    command = ("build", "--root", site.root, "--jobs", 1)
    fine(fate.run(*command))
    old, kept = site.files(), site.root.parent / "old"
    shutil.copytree(site.out, kept)
    site.change(KITCHEN, "You cook what guests eat.", "You cook for guests.")
    fine(fate.run(*command))
    new = site.files()
    put(site, kept)
    moments = spread(fate.run(*command).changes, 100)
    assert len(moments) >= 100
    put(site, kept)
    seen = []
    for at in moments:
        assert fate.run(*command, die_at=at).code == -9
        files = site.files()
        assert files in (old, new), f"killed at change {at}"
        seen.append(files == new)
        if files == new:
            put(site, kept)
    assert {True, False} == set(seen)
    fine(fate.run(*command))
    assert site.files() == new
    assert sorted(path.name for path in site.root.iterdir()) == [".cache", "content", "pathways", "site"], "no litter"
