"""The issue about dead links: one at most, up to date, closed when none is left. A stand-in for gh writes down what it is asked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sites import PROJECT

TITLE = "Dead links in the content"
MARK = "<!-- dead-links: kept by .github/workflows/links.yml -->"
DEAD = {
    "file": "content/guidance/a.md",
    "line": 3,
    "column": 9,
    "url": "https://a.org/`@me`",
    "why": "The page is gone (404).",
    "do": "Find it.",
}
GH = """#!/usr/bin/env python3
import json, os, sys
given = sys.stdin.read() if "-" in sys.argv else ""
with open(os.environ["ASKED"], "a") as asked:
    print(json.dumps([sys.argv[1:], given]), file=asked)
if sys.argv[2] == "list":
    print(os.environ["OPEN"])
"""


def asked(folder: Path, dead: list[dict[str, Any]], issues: list[dict[str, Any]]) -> list[tuple[list[str], str]]:
    """What gh is asked after the list of issues: the arguments and the text."""
    gh = folder / "gh"
    gh.write_text(GH)
    gh.chmod(0o755)
    (folder / "links.json").write_text(json.dumps({"links": 9, "dead": dead, "moved": [], "unknown": []}))
    environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}", "ASKED": str(folder / "asked"), "OPEN": json.dumps(issues)}
    subprocess.run([sys.executable, PROJECT / ".ci/links_issue.py", folder / "links.json"], env=environment, check=True)
    return [json.loads(line) for line in (folder / "asked").read_text().splitlines()][1:]


def test_the_first_dead_link_opens_an_issue(tmp_path: Path) -> None:
    ((arguments, text),) = asked(tmp_path, [DEAD], [{"number": 4, "title": TITLE, "body": "Somebody else's"}])
    assert arguments == ["issue", "create", "--title", TITLE, "--body-file", "-"]
    assert text.startswith(MARK)
    assert "- `content/guidance/a.md:3:9` `https://a.org/%60@me%60`: The page is gone (404). Find it." in text


def test_later_ones_change_that_issue(tmp_path: Path) -> None:
    ((arguments, _),) = asked(tmp_path, [DEAD] * 2000, [{"number": 7, "title": TITLE, "body": MARK}])
    assert arguments == ["issue", "edit", "7", "--body-file", "-"]


def test_a_long_list_is_cut_to_what_an_issue_can_hold(tmp_path: Path) -> None:
    ((_, text),) = asked(tmp_path, [DEAD] * 2000, [])
    assert len(text) < 65_536
    assert text.endswith("There are more: run `build.py check --links`.\n")


@pytest.mark.parametrize("issues", [[], [{"number": 7, "title": TITLE, "body": MARK}]])
def test_when_none_is_dead_the_issue_is_closed(tmp_path: Path, issues: list[dict[str, Any]]) -> None:
    closed = [arguments[:3] for arguments, _ in asked(tmp_path, [], issues)]
    assert closed == [["issue", "close", str(issue["number"])] for issue in issues]
