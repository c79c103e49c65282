"""`bench/axe_all.py` finds a violation on any page of a site."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from sites import PROJECT

PAGE = '<!doctype html><html lang="en"><title>{0}</title><main><h1>{0}</h1>{1}</main></html>'
MOVED = '<!doctype html><meta http-equiv="refresh" content="0; url=../"><img src="none.png">'


def asked(site: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "bench/axe_all.py", str(site), "--tabs", "2", *options]
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)


def test_a_violation_on_one_page_is_said_with_its_page(tmp_path: Path) -> None:
    pages = {"": "<p>Words", "good/": "<p>Words", "bad/": '<img src="data:,">', "old/": ""}
    for where, text in pages.items():
        (tmp_path / where).mkdir(exist_ok=True)
        (tmp_path / where / "index.html").write_text(PAGE.format(where or "home", text) if text else MOVED)
    done = asked(tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert "image-alt" in done.stdout
    assert "1 times: bad/\n" in done.stdout
    assert "3 pages looked at, 1 that lead on at once left out: 1 violations" in done.stdout
    done = asked(tmp_path, "--below", "good/")
    assert (done.returncode, done.stderr, done.stdout) == (0, "", "1 pages looked at, 0 that lead on at once left out: no violations\n")


def test_a_folder_without_pages_is_no_success(tmp_path: Path) -> None:
    assert asked(tmp_path).returncode == 2
