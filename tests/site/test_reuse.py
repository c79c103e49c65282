"""What a build reuses is always right: after any edit, a build that reuses equals one from nothing."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from sites import PROJECT, Site

from explorer.site import Options, build

KITCHEN, DINING = "pathways/ladders/kitchen.yaml", "pathways/ladders/dining-room.yaml"


def _text(site: Site, count: int) -> None:
    site.change(KITCHEN, "summary: ", f"summary: New {count} ")


def _add(site: Site, count: int) -> None:
    text = (site.root / DINING).read_text(encoding="utf-8")
    role = text[text.index("  - id: head-waiter") :].partition("\n  - id: new-")[0].rstrip().replace("head-waiter", f"new-{count}", 1)
    site.write(DINING, f"{text.rstrip()}\n{role.replace('title: Head waiter', f'title: New {count}')}\n")


def _rename(site: Site, count: int) -> None:
    """The last role that was added gets another id."""
    text = (site.root / DINING).read_text(encoding="utf-8")
    before, found, last = text.rpartition("\n  - id: new-")
    if found:
        id_, _, rest = last.partition("\n")
        rest = "\n".join(line for line in rest.split("\n") if not line.startswith("    was: "))
        site.write(DINING, f"{before}{found}{id_}-{count}\n    was: [new-{id_}]\n{rest}")


def _delete(site: Site, count: int) -> None:
    text = (site.root / DINING).read_text(encoding="utf-8")
    before, found, last = text.rpartition("\n  - id: new-")
    if found and f"to: new-{last.split()[0]}" not in text:
        site.write(DINING, f"{before}\n")


def _move(site: Site, count: int) -> None:
    """The last role that was added goes to the other ladder."""
    text = (site.root / DINING).read_text(encoding="utf-8")
    before, found, last = text.rpartition("\n  - id: new-")
    if found:
        other = (site.root / KITCHEN).read_text(encoding="utf-8").rstrip()
        site.write(DINING, f"{before}\n")
        site.write(KITCHEN, f"{other}{found}{last.rstrip()}\n")


def _template(site: Site, count: int) -> None:
    site.write("templates/pages/skill.html", (PROJECT / "templates/pages/skill.html").read_text(encoding="utf-8") + f"<!-- {count} -->")


def _static(site: Site, count: int) -> None:
    site.write("static/css/9-own.css", f"p {{ order: {count} }}")


def _settings(site: Site, count: int) -> None:
    site.change("content/site.yaml", "title: ", f"title: New {count} ")


def _article(site: Site, count: int) -> None:
    file = next((site.root / "content/guidance").glob("*.md"))
    file.write_text(file.read_text(encoding="utf-8") + f"\nMore {count}.\n", encoding="utf-8")


def _qualification(site: Site, count: int) -> None:
    file = next((site.root / "pathways/qualifications").glob("*.yaml"))
    file.write_text(file.read_text(encoding="utf-8").replace("title: ", f"title: New {count} ", 1), encoding="utf-8")


def _skill(site: Site, count: int) -> None:
    site.change("pathways/skills.yaml", "summary: ", f"summary: New {count} ")


def _near(site: Site, count: int) -> None:
    """The service near the reader has another name."""
    if not (site.root / "local").exists():
        shutil.copytree(PROJECT / "tests/fixtures/local", site.root / "local")
    site.change("local/local.yaml", "title: ", f"title: New {count} ")


def _output(site: Site, count: int) -> None:
    (site.out / "index.html").write_text(f"spoilt {count}")


def _cache(site: Site, count: int) -> None:
    for file in (site.root / ".cache/explorer").iterdir():
        file.write_bytes(file.read_bytes()[:-1] + bytes([count % 256]))


def _nothing(site: Site, count: int) -> None:
    pass


EDITS = (
    _text, _add, _rename, _delete, _move, _template, _static, _settings, _article, _qualification, _skill, _near, _output, _cache, _nothing
)  # fmt: skip


@settings(max_examples=4, deadline=None)
@given(some.lists(some.sampled_from(EDITS), min_size=3, max_size=6))
def test_a_build_that_reuses_equals_one_from_nothing(edits: list[Callable[[Site, int], None]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Site.copy_of("small", Path(folder, "small"))
        warm(site)
        for count, edit in enumerate(edits):
            edit(site, count)
            warm(site)
            assert site.files() == fresh(site), edit.__name__


def warm(site: Site) -> None:
    report = build(Options(site.root, site.out))
    assert not report.failed, "\n".join(map(str, report.problems))


def fresh(site: Site) -> dict[str, bytes]:
    with tempfile.TemporaryDirectory() as folder:
        other = Site(site.root, Path(folder, "site"))
        assert not other.build().failed
        return other.files()


def test_nothing_is_written_where_nothing_has_changed(site: Site) -> None:
    warm(site)
    before = (site.out / "index.html").stat().st_ino
    warm(site)
    assert (site.out / "index.html").stat().st_ino == before


def test_only_what_shows_a_change_is_made_again(site: Site) -> None:
    warm(site)
    pages = {page: (site.out / page / "index.html").stat().st_ino for page in ("ladders/kitchen", "skills")}
    _text(site, 1)  # of the ladder
    warm(site)
    again = {page for page, number in pages.items() if (site.out / page / "index.html").stat().st_ino != number}
    assert again == {"ladders/kitchen"}


@pytest.mark.parametrize("harm", ["changed", "deleted", "added"])
def test_an_output_that_somebody_touched_is_built_again(site: Site, harm: str) -> None:
    warm(site)
    right = site.files()
    page = site.out / "index.html"
    if harm == "changed":
        page.write_text("spoilt")
    elif harm == "deleted":
        page.unlink()
    else:
        (site.out / "more.html").write_text("more")
    warm(site)
    assert site.files() == right
