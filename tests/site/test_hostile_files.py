"""Files that somebody made to do harm, or that other computers cannot hold: each is told in words, quickly and within 200 MB."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from sites import PROJECT, Site

from explorer import strange
from explorer.site import Options, build, load

MEMORY = 200 * 1024 * 1024
SKILLS = "pathways/skills.yaml"
LAUGHS = "a: &a [1,1,1,1,1,1,1,1,1]\n" + "".join(
    f"{new}: &{new} [{','.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)
MUCH = 4_900_000
# What each file holds, and what is said of it.
BOMBS = {
    "aliases": (LAUGHS, "repeats or nests its values too much"),
    "aliases in a long file": (
        "a: &a {b: 1}\nc: &c [" + "*a," * 999 + "]\nd: [" + "*c," * 999 + "]\n#" + "x" * MUCH,
        "repeats or nests its values too much",
    ),
    "merge keys": ("a: &a {b: 1}\n" + "".join(f"a{n}: &a{n} {{<<: [*a, *a, *a]}}\n" for n in range(999)), "is not a list that this file"),
    "itself": ("skills: &a [*a, *a]\n", "repeats or nests its values too much"),
    "deep brackets": ("skills: " + "[" * MUCH, "repeats or nests its values too much"),
    "deep braces": ("skills: " + "{a: " * (MUCH // 4), "repeats or nests its values too much"),
    "deep dashes": ("skills: \n" + "- " * (MUCH // 2), "repeats or nests its values too much"),
    "deep lines": ("".join(" " * depth + "a:\n" for depth in range(3000)), "repeats or nests its values too much"),
    "many values": ("skills: [" + "1," * (MUCH // 2) + "1]\n", "holds more than 100000 values"),
    "many pairs": ("skills: [" + "a: b," * (MUCH // 5) + "]\n", "holds more than 100000 values"),
    "many lines": ("skills:\n" + "-\n" * (MUCH // 2), "holds more than 100000 values"),
    "many lists": ("".join(f"a{number}: 1\n" for number in range(49_000)), "is not a list that this file can hold"),
    "many fields": ("skills:\n  - id: x\n" + "".join(f"    a{number}: 1\n" for number in range(45_000)), "has no field 'a0'"),
    "one field many times": ("a: 1\n" * 49_000, "'a' stands here twice"),
    "a huge number": (f"skills: [{{id: x, title: x, kind: {'9' * MUCH}}}]\n", "kind cannot be '9999"),
    "a huge figure": (f"skills: [{{id: x, title: 1.{'9' * MUCH}}}]\n", "'title' has more than 400 characters"),
    "a huge word": (f"skills: [{{id: {'x' * MUCH}}}]\n", "In skill 'xxx"),
    "a huge name": (f"skills: [{{? {'x' * 900} : 1}}]\n", "has no field 'xxx"),
    "a huge file": ("x" * 6_000_000, "the most is 5 MB"),
    "many invisible characters": ("a: " + "\u202e" * 1_000_000, "invisible character U+202E"),
}


# One process for all, as starting takes longer than most of them.
CHECKS = """
import shutil, sys
from explorer.cli import main
for bomb in sys.argv[3:]:
    shutil.copy(bomb, sys.argv[2])
    sys.stdout.flush()
    print("\\0", main(["check", "--root", sys.argv[1], "--jobs", "1", "--no-cache"]), flush=True)
"""


def test_bombs_are_refused_with_words_and_within_200_mb(site: Site, tmp_path: Path) -> None:
    files = [tmp_path / str(number) for number in range(len(BOMBS))]
    for file, (text, _) in zip(files, BOMBS.values(), strict=True):
        file.write_text(text)
    done = subprocess.run(
        [sys.executable, "-c", CHECKS, site.root, site.root / SKILLS, *files],
        cwd=PROJECT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY)),
    )
    answers = done.stdout.split("\0")
    assert len(answers) == len(BOMBS) + 1, f"{list(BOMBS)[len(answers) - 1]}: {answers[-1][-2000:]}"
    for name, (_, said), before, after in zip(BOMBS, BOMBS.values(), answers[:-1], answers[1:], strict=True):
        assert after.split()[0] == "1", name
        assert said in before, f"{name}: {before[:1000]}"
        assert len(before) < 200_000, name
        assert max(map(len, before.splitlines())) < 1200, name


def problems(site: Site) -> list[str]:
    """What `check` says; a build says the same and writes nothing."""
    said = [str(problem) for problem in load(Options(site.root, site.out, cache=False))[1]]
    for cache in (False, True):
        report = build(Options(site.root, site.out, jobs=1, cache=cache))
        assert [str(problem) for problem in report.problems] == said
        assert report.failed
    assert not site.out.exists()
    return said


@pytest.mark.parametrize("place", ["pathways/ladders/more.yaml", "content/pages/more.md", "static/more.svg", "templates/more.html"])
def test_a_link_out_of_the_site_is_refused(site: Site, tmp_path: Path, place: str) -> None:
    secret = tmp_path / "secret"
    secret.write_text("title: A secret\n")
    (site.root / place).parent.mkdir(parents=True, exist_ok=True)
    (site.root / place).symlink_to(secret)
    assert problems(site) == [f"{place}: This is a link that leads out of the site. Put a copy in its place."]


def test_a_folder_that_is_a_link_is_refused(site: Site, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (site.root / "static").symlink_to(outside)
    (site.root / "pathways/more").symlink_to(outside)
    (site.root / "content/round").symlink_to(site.root)
    (site.root / "content/twice").symlink_to("pages")
    (site.root / "local").symlink_to(outside)
    out = "This is a link that leads out of the site. Put a copy in its place."
    names = ("round", "twice")
    assert problems(site) == [
        *(
            f"content/{name}: This is a link to a folder, and what is in there would not be read. Put a copy in its place."
            for name in names
        ),
        f"local: {out}",
        f"pathways/more: {out}",
        f"static: {out}",
    ]


def test_links_that_lead_nowhere_or_round_in_circles_and_pipes_are_refused(site: Site) -> None:
    folder = site.root / "pathways/ladders"
    (folder / "a.yaml").symlink_to("b.yaml")
    (folder / "b.yaml").symlink_to("a.yaml")
    (folder / "c.yaml").symlink_to("gone.yaml")
    os.mkfifo(folder / "d.yaml")
    nowhere = "This is a link that leads nowhere. Take it away, or put a file in its place."
    assert problems(site) == [
        *(f"pathways/ladders/{name}.yaml: {nowhere}" for name in "abc"),
        "pathways/ladders/d.yaml: This is neither a file nor a folder. Take it away.",
    ]


def test_a_link_to_a_file_of_the_same_site_is_a_file(site: Site) -> None:
    (site.root / "content/pages/about.md").rename(site.root / "about.md")
    (site.root / "content/pages/about.md").symlink_to("../../about.md")
    assert not site.build().failed
    assert "Made for tests." in site.page("about/").text


def test_a_folder_that_may_not_be_read_is_a_problem(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def refused(folder: Path) -> object:
        if str(folder).endswith("ladders"):
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr("os.scandir", refused)
    said = [str(problem) for problem in strange.strange(site.root, None)]
    assert said == ["pathways/ladders: This folder cannot be read: Permission denied. Check that it may be read."]


@pytest.mark.parametrize(
    ("name", "shown", "wrong"),
    [
        (b"two\nlines.yaml", "two\\x0alines.yaml", "This name holds a character that other computers cannot hold in a name."),
        (b"caf\xe9.yaml", "caf\\xdce9.yaml", "This name holds a character that other computers cannot hold in a name."),
        ("gnp\u202elmay.yaml".encode(), "gnp\\x202elmay.yaml", "This name holds a character that other computers cannot hold in a name."),
        (b"a:b.yaml", "a:b.yaml", "This name holds a character that other computers cannot hold in a name."),
        (b"con.yaml", "con.yaml", "Windows keeps this name for itself."),
        (b"LPT1", "LPT1", "Windows keeps this name for itself."),
        (b"x" * 250 + b".yaml", "x" * 250 + ".yaml", "This name has more than 150 characters."),
        (b"Kitchen.yaml", "kitchen.yaml", "'Kitchen.yaml' stands beside it, and many computers take the two for the same file."),
    ],
)
def test_a_name_that_other_computers_cannot_hold_is_a_problem(site: Site, name: bytes, shown: str, wrong: str) -> None:
    (site.root / "pathways/ladders" / os.fsdecode(name)).write_text("id: x\n")
    (said,) = problems(site)
    assert said.startswith(f"pathways/ladders/{shown}: {wrong} ")


def test_other_files_of_a_local_folder_are_no_business_of_the_site(site: Site, tmp_path: Path) -> None:
    near = tmp_path / "near"
    (near / "node_modules").mkdir(parents=True)
    (near / "node_modules/con.yaml").write_text("")
    (near / "tools").symlink_to(tmp_path)
    (near / ".secret.yaml").symlink_to("/etc/passwd")
    assert strange.strange(site.root, near) == []
    (near / "events.yaml").symlink_to(site.root / "content/site.yaml")
    assert [problem.at.file for problem in strange.strange(site.root, near)] == ["local/events.yaml"]


def test_an_id_that_windows_keeps_for_itself_is_a_problem(site: Site) -> None:
    site.change("content/pages/about.md", "id: about", "id: con")
    assert problems(site) == [
        "content/pages/about.md:2:5: In page 'About this site': 'con' is a name that Windows keeps for itself. Choose another id."
    ]
