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
from typing import Any

import openpyxl
import pytest
from faults import Done, Unlucky, tree, unlucky
from sites import PROJECT, Site

KITCHEN = "pathways/ladders/kitchen.yaml"
SKILLS = "pathways/skills.yaml"
CLEAN = [".cache", "content", "pathways", "site"]


@pytest.fixture(scope="module")
def fate() -> Iterator[Unlucky]:
    with unlucky() as started:
        yield started


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A copy of the small site in a folder of its own, beside which nothing may change."""
    return Site.copy_of("small", tmp_path / "work" / "small")


def spread(count: int, most: int) -> list[int]:
    """Moments spread over a command that changes files so many times, the last ones all."""
    return sorted({*(at * count // most for at in range(most)), *range(max(0, count - 4), count)})


def fine(done: Done) -> Done:
    assert (done.code, done.err) == (0, ""), done
    return done


def clear(done: Done, code: int = 1) -> None:
    """The command failed with words for people."""
    assert done.code == code, done
    assert done.err.strip()
    assert "Traceback" not in done.err
    assert "Error" not in done.err, done.err


def put(kept: Path, folder: Path) -> None:
    """Makes a folder what a copy of it was."""
    shutil.rmtree(folder)
    shutil.copytree(kept, folder, symlinks=True)


def edit(site: Site) -> None:
    site.change(KITCHEN, "You cook what guests eat.", "You cook for guests.")


def build(site: Site) -> tuple[object, ...]:
    return ("build", "--root", site.root, "--jobs", 1)


def test_a_build_killed_at_a_hundred_moments_leaves_the_old_site_or_the_new(fate: Unlucky, site: Site) -> None:
    fine(fate.run(*build(site)))
    old, kept = site.files(), site.root.parent / "old"
    shutil.copytree(site.out, kept)
    edit(site)
    fine(fate.run(*build(site)))
    new = site.files()
    put(kept, site.out)
    moments = spread(fate.run(*build(site)).changes, 100)
    assert len(moments) >= 100
    put(kept, site.out)
    seen = set()
    for at in moments:
        assert fate.run(*build(site), die_at=at).code == -9
        files = site.files()
        assert files in (old, new), f"killed before change {at}"
        seen.add(files == new)
        if files == new:
            put(kept, site.out)
    assert seen == {True, False}
    fine(fate.run(*build(site)))
    assert site.files() == new
    assert sorted(path.name for path in site.root.iterdir()) == CLEAN, "no litter"


@pytest.mark.parametrize("why", ["ENOSPC", "EROFS"])
def test_a_disk_that_fails_at_any_moment_leaves_the_old_site_and_no_litter(fate: Unlucky, site: Site, why: str) -> None:
    fine(fate.run(*build(site)))
    old = site.files()
    edit(site)
    count = fine(fate.run(*build(site), "--out", site.root.parent / "new")).changes
    failed = 0
    for at in range(0, count, count // 8):
        done = fate.run(*build(site), fail_at=at, why=why)
        if done.code == 0:
            fine(done)
            break
        failed += 1
        clear(done)
        assert done.err.endswith(". The site is as it was.\n")
        assert site.files() == old
        if why == "ENOSPC":
            assert sorted(path.name for path in site.root.iterdir()) == CLEAN
    assert failed
    fine(fate.run(*build(site)))
    assert sorted(path.name for path in site.root.iterdir()) == CLEAN
    assert site.files() == Site(site.root, site.root.parent / "new").files()


def test_a_file_too_large_for_the_disk_leaves_the_old_site(fate: Unlucky, site: Site) -> None:
    fine(fate.run(*build(site)))
    old = site.files()
    edit(site)
    for largest in (0, 1000, 10_000):
        clear(fate.run(*build(site), largest=largest))
        assert fate.run(*build(site), largest=largest, deadly=True).code < 0, "killed in the midst of a file"
        assert site.files() == old
    fine(fate.run(*build(site)))
    assert site.files() != old
    assert sorted(path.name for path in site.root.iterdir()) == CLEAN


def arguments(name: str, site: Site) -> list[object]:
    """A command that writes files, and what it needs."""
    beside = site.root.parent
    return {
        "new": ["new", "skill", "--title", "Sharpening", "--kind", "technical", "--root", site.root],
        "addresses": ["addresses", "--root", site.root],
        "import": ["import", beside / "changed.xlsx", "--yes", "--root", site.root],
        "portable": ["portable", "--out", beside / "copy.zip", "--root", site.root, "--jobs", 1],
        "export": ["export", "--xlsx", beside / "all.xlsx", "--force", "--root", site.root],
        "schema": ["schema", "--root", site.root],
        "pdf": ["pdf", "sheets", "--root", site.root, "--jobs", 1],
    }[name]


@pytest.fixture(scope="module")
def written(fate: Unlucky, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a site for which every command has been run."""
    folder = tmp_path_factory.mktemp("written") / "work"
    site = Site.copy_of("small", folder / "small")
    for name in ("export", "portable", "addresses", "schema", "pdf"):
        fine(fate.run(*arguments(name, site)))
    change_workbook(folder)
    return folder


def change_workbook(folder: Path) -> None:
    """Other titles in three sheets, which are entries of four files."""
    book = openpyxl.load_workbook(folder / "all.xlsx")
    for sheet in ("Roles", "Skills", "Qualifications"):
        heading = next(cell for row in book[sheet].iter_rows() for cell in row if str(cell.value).casefold() == "title")
        assert heading.row
        for row in book[sheet].iter_rows(min_row=heading.row + 1, min_col=heading.column, max_col=heading.column):
            row[0].value = f"{row[0].value} too"
    book.save(folder / "changed.xlsx")


def state(folder: Path) -> dict[str, object]:
    """What a folder holds. Workbooks say when they were written, which does not count; half of one cannot be opened."""
    found: dict[str, object] = {}
    for name, what in tree(folder, ".cache").items():
        found[name] = what
        if name.endswith(".xlsx") and not is_leftover(name):
            with zipfile.ZipFile(folder / name) as book:
                found[name] = {part: book.read(part) for part in book.namelist() if part.startswith("xl/")}
    return found


def each_is_old_or_new(now: dict[str, object], before: dict[str, object], after: dict[str, object]) -> bool:
    return all(now.get(file) in (before.get(file), after.get(file)) for file in {*now, *before, *after} if not is_leftover(file))


def is_leftover(name: str) -> bool:
    """Whether a file is one that the next command clears away."""
    return ".new-" in name


@pytest.mark.parametrize("name", ["new", "addresses", "import", "portable", "export", "schema", "pdf"])
def test_what_a_command_writes_is_old_or_new_whatever_happens(fate: Unlucky, written: Path, tmp_path: Path, name: str) -> None:
    folder, kept = tmp_path / "work", tmp_path / "kept"
    shutil.copytree(written, folder)
    site = Site(folder / "small", folder / "small/site")
    command = arguments(name, site)
    if name != "import":
        site.change(SKILLS, "title: ", "title: More ")
        site.write("content/pages/more.md", "---\nid: more\ntitle: More\nsummary: More.\nreviewed: 2026-11-01\n---\nMore.\n")
    (site.root / "schemas/skills.json").write_text("{}")
    shutil.copytree(folder, kept)
    before = state(folder)
    count = fine(fate.run(*command)).changes
    after = state(folder)
    assert after != before
    deaths: list[dict[str, Any]] = [*({"die_at": at} for at in spread(count, 4)), *({"largest": most, "deadly": True} for most in (0, 2000))]
    for fault in deaths:
        if state(folder) != before:
            put(kept, folder)
        fate.run(*command, **fault)
        assert each_is_old_or_new(state(folder), before, after), fault
    fine(fate.run(*command))
    assert state(folder) == after, "no litter"
    failures: list[dict[str, Any]] = [*({"fail_at": at, "why": "ENOSPC"} for at in spread(count, 4)), *({"largest": most} for most in (0, 2000))]
    for fault in failures:
        if state(folder) != before:
            put(kept, folder)
        done = fate.run(*command, **fault)
        if done.code:
            clear(done)
        now = state(folder)
        if done.code and name in ("new", "schema"):  # the schemas are many files that do not hang together
            assert each_is_old_or_new(now, before, after), fault
            assert not any(map(is_leftover, now)), fault
        else:
            assert now == (before if done.code else after), fault


def test_who_stands_in_the_output_still_gets_a_build(fate: Unlucky, site: Site) -> None:
    fine(fate.run(*build(site)))
    edit(site)
    with (site.out / "index.html").open("rb") as opened:
        assert f"in {site.out}/" in fine(fate.run(*build(site), cwd=site.out / "roles")).out
        assert opened.read().startswith(b"<!doctype html>"), "what another program has open stays readable"
    assert "You cook for guests." in site.page("roles/cook/").text


def test_two_builds_at_once_both_end_well(fate: Unlucky, site: Site) -> None:
    with unlucky() as other:
        for _ in range(3):
            answers = [one.start(*build(site), "--no-cache") for one in (other, fate)]
            for answer in answers:
                fine(answer())
            shutil.rmtree(site.root / ".cache", ignore_errors=True)
            assert sorted(path.name for path in site.root.iterdir()) == ["content", "pathways", "site"]
            right = site.files()
            fine(fate.run(*build(site), "--no-cache"))
            assert site.files() == right
            shutil.rmtree(site.out)


@pytest.mark.parametrize("when", [0, 4_000_000_000])
def test_a_clock_that_jumps_makes_no_difference(fate: Unlucky, site: Site, when: int) -> None:
    """Sources, cache and output from 1970 or from 2096; an edit that gets the same time as the file had before."""
    fine(fate.run(*build(site)))

    def dated() -> None:
        for path in site.root.rglob("*"):
            os.utime(path, (when, when))

    dated()
    edit(site)
    dated()
    zone = {"TZ": "Pacific/Kiritimati"}
    fine(fate.run(*build(site), environment=zone))
    warm = site.files()
    fine(fate.run(*build(site), "--no-cache", environment={"TZ": "Pacific/Niue"}))
    assert site.files() == warm
    assert "You cook for guests." in site.page("roles/cook/").text


def test_a_day_that_no_calendar_has_is_refused(fate: Unlucky, site: Site) -> None:
    clear(fate.run(*build(site), environment={"SOURCE_DATE_EPOCH": "9" * 20}), code=2)


def test_whatever_happens_to_the_cache_the_site_is_right(fate: Unlucky, site: Site) -> None:
    command = arguments("pdf", site)
    fine(fate.run(*command))
    right = site.files()
    chance = random.Random(9)
    for harm in ("flip", "flip", "flip", "cut", "empty", "other", "folder"):
        files = sorted(file for file in (site.root / ".cache").rglob("*") if file.is_file())
        assert len(files) > 20
        for file in files:
            damage(file, harm, chance)
        (site.out / "index.html").write_text("to be built again")
        fine(fate.run(*command))
        assert site.files() == right, harm


def damage(file: Path, harm: str, chance: random.Random) -> None:
    content = bytearray(file.read_bytes())
    if harm == "flip" and content:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    elif harm == "cut":
        content = content[: chance.randrange(len(content) + 1)]
    elif harm == "empty":
        content.clear()
    elif harm == "other":
        content = bytearray(next(iter(file.parent.iterdir())).read_bytes()) if chance.random() < 0.5 else bytearray(b"x" * 99)
    if harm == "folder":
        if file.parent.name == "explorer" and chance.random() < 0.2:
            file.unlink()
            file.mkdir()
    else:
        file.write_bytes(content)


def test_a_cache_that_cannot_be_written_or_made_is_no_problem(fate: Unlucky, site: Site) -> None:
    fine(fate.run(*build(site), below=str(site.root / ".cache"), fail_at=0, why="EROFS"))
    right = site.files()
    (site.root / ".cache").rmdir() if (site.root / ".cache").is_dir() else None
    (site.root / ".cache").write_text("in the way")
    edit(site)
    fine(fate.run(*build(site)))
    assert site.files() != right


def test_without_a_home_or_room_for_temporary_files(fate: Unlucky, site: Site, tmp_path: Path) -> None:
    for name in ("pdf", "portable", "export"):
        fine(fate.run(*arguments(name, site), environment={"HOME": None, "XDG_CACHE_HOME": None, "USER": None}))
    full = tmp_path / "tmp"
    full.mkdir()
    fine(fate.run(*build(site), environment={"TMPDIR": str(full)}, below=str(full), fail_at=0, why="ENOSPC"))
    before = (site.root.parent / "copy.zip").read_bytes()
    clear(fate.run(*arguments("portable", site), environment={"TMPDIR": str(full)}, below=str(full), fail_at=4, why="ENOSPC"))
    assert (site.root.parent / "copy.zip").read_bytes() == before


@pytest.mark.parametrize("name", ["build", "check", "report", "new", "addresses", "import", "portable", "export", "schema", "pdf"])
def test_a_command_changes_only_what_it_is_there_for(fate: Unlucky, written: Path, tmp_path: Path, name: str) -> None:
    """In the folder around the site, at home, where the user stands, and among the temporary files."""
    for folder in ("home", "here", "tmp"):
        (tmp_path / folder).mkdir()
    shutil.copytree(written, tmp_path / "work")
    site = Site(tmp_path / "work/small", tmp_path / "work/small/site")
    edit(site)
    shutil.rmtree(site.root / "schemas")
    before = tree(tmp_path)
    command = arguments(name, site) if name not in ("build", "check", "report") else [name, "--root", site.root]
    done = fate.run(*command, cwd=tmp_path / "here", environment={"HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path / "tmp")})
    assert done.code == 0, done
    after = tree(tmp_path)
    changed = {file for file in {*before, *after} if before.get(file) != after.get(file)} - {"work/small/.cache", "work/small/site"}
    mine = {
        "build": ("work/small/site/",),
        "new": ("work/small/pathways/skills.yaml",),
        "addresses": ("work/small/content/published.txt",),
        "import": ("work/small/pathways/",),
        "portable": ("work/copy.zip",),
        "export": ("work/all.xlsx",),
        "schema": ("work/small/schemas",),
        "pdf": ("work/small/site/",),
    }.get(name, ())
    other = {file for file in changed if not file.startswith(("work/small/.cache/", *mine))}
    assert other == set()


NO_LIBYAML = "import sys; sys.modules['yaml._yaml'] = None; from explorer.cli import main; import yaml; assert not yaml.__with_libyaml__; "


def test_without_libyaml_the_site_is_the_same(fate: Unlucky, site: Site) -> None:
    fine(fate.run(*build(site)))
    right = site.files()
    (site.out / "index.html").write_text("to be built again")
    command = [sys.executable, "-c", NO_LIBYAML + "sys.exit(main(sys.argv[1:]))", *map(str, build(site)), "--no-cache"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert site.files() == right
    site.write(SKILLS, "skills:\n  - id: x\n   title: y\n")
    clear(fate.run("check", "--root", site.root))
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    clear(Done(done.returncode, done.stdout, done.stderr, 0))
    assert done.stderr.startswith(f"{SKILLS}:3:")


def test_a_cache_of_another_version_is_not_used(site: Site, tmp_path: Path) -> None:
    other = tmp_path / "other"
    for folder in ("explorer", "templates", "static", "locales", "requirements"):
        shutil.copytree(PROJECT / folder, other / folder)
    shutil.copyfile(PROJECT / "build.py", other / "build.py")
    code = other / "explorer/read.py"
    was = "return CONSTANTS.get(word, word)"
    assert was in code.read_text()
    code.write_text(code.read_text().replace(was, 'return CONSTANTS.get(word, word.replace("guests", "visitors"))'))
    for engine, word in ((PROJECT, "guests"), (other, "visitors"), (PROJECT, "guests")):
        done = subprocess.run([sys.executable, engine / "build.py", *map(str, build(site))], capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert f"You cook what {word} eat." in site.page("roles/cook/").text


def test_a_part_of_the_work_that_the_system_ends_is_an_error_with_words(fate: Unlucky, site: Site) -> None:
    """As where there is too little memory: on Linux the system kills one of the processes."""
    article = (site.root / "content/guidance/starting.md").read_text(encoding="utf-8")
    for number in range(25):  # so many pages that they are written in several processes
        site.write(f"content/guidance/more-{number}.md", article.replace("id: starting", f"id: more-{number}"))
    fine(fate.run(*build(site)))
    old = site.files()
    edit(site)
    clear(fate.run("build", "--root", site.root, "--jobs", 2, "--no-cache", children_die=True))
    assert site.files() == old
    assert sorted(path.name for path in site.root.iterdir()) == CLEAN
