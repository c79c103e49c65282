"""The copy for a stick as files: the same bytes each time, the old zip whole whatever happens, and any module carried."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from sites import PROJECT, Site

from explorer import portable


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Runs the command line as a user does."""
    command = [sys.executable, str(PROJECT / "build.py"), "portable", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def names(file: Path) -> set[str]:
    with zipfile.ZipFile(file) as archive:
        return set(archive.namelist())


def test_the_same_site_gives_the_same_zip(site: Site) -> None:
    first, second = site.root / "site-portable.zip", site.root / "elsewhere" / "copy.zip"
    done = run("--root", site.root, "--jobs", 1)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("74 pages (")
    assert run("--root", site.root, "--no-cache", "--out", second).returncode == 0
    assert first.read_bytes() == second.read_bytes()
    assert {"index.html", "roles/cook/index.html", "portable.js", "data/search.json.js"} <= names(first)
    assert not names(first) & {"sw.js", "404.html", "data/offline.json"}
    assert sorted(path.name for path in site.root.iterdir()) == [".cache", "content", "elsewhere", "pathways", "site-portable.zip"]


def test_an_old_zip_stays_when_something_is_wrong(site: Site) -> None:
    zipped = site.root / "site-portable.zip"
    assert run("--root", site.root).returncode == 0
    before = zipped.read_bytes()
    site.write("static/js/one.js", "import './two.js'\n")
    site.write("static/js/two.js", "export { a } from './one.js'\n")
    done = run("--root", site.root)
    assert done.returncode == 1
    assert done.stderr == "These modules import each other in a circle: static/js/one.js, static/js/two.js. Nothing was written.\n"
    site.change("pathways/ladders/kitchen.yaml", "- to: cook", "- to: nobody")
    done = run("--root", site.root)
    assert done.returncode == 1
    assert done.stderr.endswith("1 problem in 1 file. Nothing was written.\n")
    assert zipped.read_bytes() == before


def test_a_zip_that_cannot_be_finished_leaves_the_old_one(small: Site, tmp_path: Path) -> None:
    target = tmp_path / "site.zip"
    portable.pack(small.out, target)
    before = target.read_bytes()

    def stop(done: int, _of: int) -> None:
        if done > 20:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        portable.pack(small.out, target, stop)
    assert target.read_bytes() == before
    assert [path.name for path in tmp_path.iterdir()] == ["site.zip"]


@pytest.mark.parametrize("out", ["content", "content/site.yaml"])
def test_a_file_that_is_no_zip_is_not_replaced(site: Site, out: str) -> None:
    before = {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file()}
    done = run("--root", site.root, "--out", site.root / out)
    assert done.returncode == 2
    assert "is not a zip" in done.stderr
    assert {path: path.read_bytes() for path in site.root.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("written", "carried"),
    [
        ("import { a } from './a.js'", "import { a } from 'portable:static/js/a.js'"),
        ("import A, { b as c } from \"../vendor/a/a.js\"", "import A, { b as c } from \"portable:static/vendor/a/a.js\""),
        ("import {\n  a,\n  b,\n} from './a.js'", "import {\n  a,\n  b,\n} from 'portable:static/js/a.js'"),
        ("import * as a from './a.js'", "import * as a from 'portable:static/js/a.js'"),
        ("import './a.js'", "import 'portable:static/js/a.js'"),
        ("export * from './a.js'", "export * from 'portable:static/js/a.js'"),
        ("export { a, b as c } from './a.js'", "export { a, b as c } from 'portable:static/js/a.js'"),
        ("const a = await import('./a.js')", "const a = await portable.open('static/js/a.js')"),
        ("new URL('a.json', import.meta.url)", "new URL('a.json', portable.at('static/js/x.js'))"),
        ("const from = './a.js'", "const from = './a.js'"),
        ("export const a = 'import'", "export const a = 'import'"),
    ],
)  # fmt: skip
def test_every_form_of_import_is_carried(written: str, carried: str) -> None:
    assert portable.module("static/js/x.js", f"/** A. */\n{written}\n") == f"/** A. */\n{carried}\n"


def test_an_import_of_what_is_not_there_is_a_fault() -> None:
    with pytest.raises(portable.CannotCarryError, match="static/js/x.js imports static/js/gone.js, which is not there"):
        portable.check({"static/js/x.js": portable.module("static/js/x.js", "import './gone.js'")})


@pytest.mark.parametrize(
    ("written", "carried"),
    [
        ('<a href="../">', '<a href="../index.html">'),
        ('<a class="x" href="../roles/?flag=open#top">', '<a class="x" href="../roles/index.html?flag=open#top">'),
        ('<form role="search" action="../search/">', '<form role="search" action="../search/index.html">'),
        ('<input type="submit" formaction="../plan/">', '<input type="submit" formaction="../plan/index.html">'),
        ('<a href="../data/roles.csv">', '<a href="../data/roles.csv">'),
        ('<a href="#top">', '<a href="#top">'),
        ('<a href="?q=x">', '<a href="?q=x">'),
        ('<a href="https://example.org/">', '<a href="https://example.org/">'),
        ('<a href="mailto:a@example.org">', '<a href="mailto:a@example.org">'),
        ('<link rel="canonical" href="https://example.org/x/">', '<link rel="canonical" href="https://example.org/x/">'),
        ('<p>href="../"</p>', '<p>href="../"</p>'),
    ],
)
def test_links_lead_to_files(written: str, carried: str) -> None:
    assert portable.page("roles/index.html", written) == carried
