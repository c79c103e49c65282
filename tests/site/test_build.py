"""A build as a whole: the same bytes each time, the old site whole whatever happens, and a command line to rely on."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sites import FIXTURES, PROJECT, Site

from explorer.site import Options, build


def run(*arguments: object, cwd: Path = PROJECT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the command line as a user does."""
    command = [sys.executable, str(PROJECT / "build.py"), *map(str, arguments)]
    return subprocess.run(command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False)


def test_the_same_sources_give_the_same_bytes(site: Site, tmp_path: Path) -> None:
    assert run("build", "--root", site.root, "--jobs", 1, TZ="Pacific/Kiritimati", PYTHONHASHSEED="1").returncode == 0
    first = site.files()
    other = tmp_path / "elsewhere"
    for file in sorted((path for path in site.root.rglob("*") if path.is_file()), reverse=True):
        name = file.relative_to(site.root)
        if name.parts[0] in ("pathways", "content"):
            (other / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, other / name)
    assert run("--root", other, "--no-cache", "--jobs", 2, TZ="Pacific/Niue", PYTHONHASHSEED="2", LC_ALL="C").returncode == 0
    assert Site(other, other / "site").files() == first


def test_a_warm_build_gives_what_a_cold_one_gives(site: Site) -> None:
    options = Options(site.root, site.out)
    build(options)
    site.change("pathways/ladders/kitchen.yaml", "You cook what guests eat.", "You cook for guests.")
    build(options)
    warm = site.files()
    site.build()
    assert site.files() == warm


def test_a_damaged_cache_does_no_harm(site: Site) -> None:
    options = Options(site.root, site.out)
    build(options)
    right = site.files()
    chance = random.Random(7)  # noqa: S311  any damage will do
    for file in (site.root / ".cache/explorer").iterdir():
        content = bytearray(file.read_bytes())
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
        file.write_bytes(content)
    assert not build(options).failed
    assert site.files() == right


def test_a_file_that_was_too_large_and_is_empty_now_is_read_again(site: Site) -> None:
    options = Options(site.root, site.out)
    for text, message in (("a: " + "x" * 5_300_000, "the most is 5 MB"), ("", "This file is empty"), ("a: " + "x" * 6_300_000, "6.0 MB")):
        site.write("pathways/skills.yaml", text)
        assert message in str(build(options).problems[0])


def test_a_build_that_finds_problems_leaves_the_old_site(site: Site) -> None:
    site.build()
    before = site.files()
    site.change("pathways/ladders/kitchen.yaml", "- to: cook", "- to: nobody")
    done = run("build", "--root", site.root)
    assert done.returncode == 1
    assert "there is no role of that id" in done.stderr
    assert done.stderr.endswith("1 problem in 1 file. Nothing was written; the site is as it was.\n")
    assert site.files() == before


def test_a_fault_in_the_output_leaves_the_old_site(site: Site) -> None:
    site.build()
    before = site.files()
    site.write("templates/pages/plain.html", '{% extends "base.html" %}{% block content %}<h1 id="a">A</h1><p id="a"><a href="~/gone/">x</a>{% endblock %}')
    assert [str(problem) for problem in site.build().problems] == [
        "about/index.html: This page has the id 'a' 2 times. Mend the template, or the text that it shows.",
        "about/index.html: This page links to '../gone/', and there is no such page or file. Mend the link, or add what it should lead to.",
    ]
    assert site.files() == before


def test_a_build_killed_at_any_moment_leaves_a_whole_site_and_no_litter(site: Site) -> None:
    site.build()
    old = site.files()
    site.change("pathways/ladders/kitchen.yaml", "You cook what guests eat.", "You cook for guests.")
    new = Site(site.root, site.root.parent / "new")
    new.build()
    chance = random.Random(1)  # noqa: S311
    command = [sys.executable, str(PROJECT / "build.py"), "build", "--root", str(site.root), "--no-cache"]
    killed = 0
    for _ in range(12):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.15, 0.6))
        process.send_signal(signal.SIGKILL)
        killed += process.wait() == -signal.SIGKILL
        assert site.files() in (old, new.files())
    assert killed, "every build ended before it could be killed"
    assert run("build", "--root", site.root).returncode == 0
    assert site.files() == new.files()
    assert sorted(path.name for path in site.root.iterdir()) == [".cache", "content", "pathways", "site"]


def test_a_build_changes_nothing_else(site: Site) -> None:
    sources = {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file()}
    run("build", "--root", site.root)
    after = {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file()}
    assert {path: content for path, content in after.items() if path in sources} == sources
    assert {path.relative_to(site.root).parts[0] for path in after.keys() - sources.keys()} == {".cache", "site"}


def test_the_last_line_says_how_many_pages_the_time_and_where(site: Site) -> None:
    done = run("build", "--root", site.root, "--out", site.root / "public")
    assert done.returncode == 0
    assert done.stderr == ""
    line = done.stdout.splitlines()[-1]
    assert line.startswith("74 pages (4 roles, 2 ladders, 3 qualifications, 2 skills, 1 article, 3 routes, 4 old addresses, 19 short addresses, 36 others) in ")
    assert line.endswith(f" s, in {site.root / 'public'}/")


def test_no_command_builds(site: Site) -> None:
    assert run("--root", site.root, "--out", site.out).returncode == 0
    assert (site.out / "index.html").exists()


def test_check_writes_nothing_and_speaks_to_pull_requests(site: Site) -> None:
    assert run("check", "--root", site.root, "--no-cache").returncode == 0
    site.change("pathways/ladders/kitchen.yaml", "- to: cook", "- to: nobody")
    done = run("check", "--root", site.root, "--no-cache", "--format", "github")
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=pathways/ladders/kitchen.yaml,line=31,col=13::Kitchen helper names 'nobody'")
    assert not site.out.exists()
    assert sorted(path.name for path in site.root.iterdir()) == ["content", "pathways"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bake"], "invalid choice"),
        (["build", "--root", "/no/such/folder"], "is not a folder"),
        (["build", "--jobs", "none"], "is not a whole number from 1"),
        (["build", "--base-url", "example.org"], "is not a web address"),
        (["check", "--colour"], "unknown: --colour"),
    ],
)
def test_wrong_usage_has_an_exit_code_of_its_own(arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_build_never_replaces_files_that_are_not_a_site(site: Site) -> None:
    photos = site.root.parent / "photos"
    photos.mkdir()
    (photos / "me.jpg").write_bytes(b"me")
    for out in (photos, site.root, site.root.parent):
        done = run("build", "--root", site.root, "--out", out)
        assert done.returncode == 2, out
    assert (photos / "me.jpg").read_bytes() == b"me"
    assert (site.root / "content/site.yaml").exists()


@pytest.mark.parametrize("command", [[], ["build"], ["portable"], ["check"], ["test"]])
def test_every_command_explains_itself(command: list[str]) -> None:
    done = run(*command, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("usage: build.py")


def bare_python() -> str:
    """The Python that the tests' environment was made from, which has none of its packages."""
    return str(Path(sys.base_prefix) / "bin" / "python3")


def test_without_the_packages_the_command_line_makes_its_own_environment(tmp_path: Path) -> None:
    """On a machine with Python alone; the packages come from wherever pip is set up to get them."""
    for name in ("build.py", "explorer", "requirements", "templates", "static"):
        source = PROJECT / name
        shutil.copytree(source, tmp_path / name) if source.is_dir() else shutil.copyfile(source, tmp_path / name)
    command = [bare_python(), "-I", str(tmp_path / "build.py"), "check", "--root", str(FIXTURES / "small"), "--no-cache"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("Installing packages into .venv/ (once): ")
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (again.returncode, again.stderr) == (0, "")


def test_an_environment_that_cannot_be_made_says_what_to_install(tmp_path: Path) -> None:
    for name in ("build.py", "explorer", "requirements"):
        source = PROJECT / name
        shutil.copytree(source, tmp_path / name) if source.is_dir() else shutil.copyfile(source, tmp_path / name)
    (tmp_path / "requirements/build.txt").write_text("no-such-package-of-this-name==1.0 --hash=sha256:" + "0" * 64 + "\n")
    done = subprocess.run([bare_python(), "-I", str(tmp_path / "build.py")], capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "apt install python3-venv" in done.stderr
    assert "Traceback" not in done.stderr
