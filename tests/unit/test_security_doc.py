"""docs/security.md names tests and modules that exist."""

from __future__ import annotations

import re

import pytest
from sites import PROJECT

TEXT = (PROJECT / "docs/security.md").read_text(encoding="utf-8")
THREATS = re.findall(r"^## (.+)\n((?:(?!^## ).*\n)+)", TEXT, re.MULTILINE)


def test_every_threat_is_there() -> None:
    assert [title for title, _ in THREATS] == [
        "A pull request with hostile YAML or Markdown",
        "A hostile plan file, share link, map or list address",
        "A hostile spreadsheet",
        "A compromised dependency",
        "The hosting workflow's token",
        "Another page framing this one",
        "A shared computer",
    ]


@pytest.mark.parametrize(("title", "said"), THREATS, ids=[title for title, _ in THREATS])
def test_a_threat_has_a_promise_tests_that_exist_and_what_is_open(title: str, said: str) -> None:
    assert "\nPromised: " in said, title
    assert "\nOpen: " in said, title
    tests = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", said)
    assert tests, title
    missing = [f"{file}::{name}" for file, name in tests if f"\ndef {name}(" not in (PROJECT / file).read_text(encoding="utf-8")]
    assert missing == []


def test_every_file_that_is_named_exists() -> None:
    named = re.findall(r"`((?:explorer|static|tests|\.github)/[\w./-]+)`", TEXT)
    assert named
    assert [file for file in named if not (PROJECT / file).exists()] == []
