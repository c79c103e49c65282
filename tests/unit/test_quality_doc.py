"""docs/quality.md names commands and files that exist, and the README leads to it."""

from __future__ import annotations

import re

from sites import PROJECT

TEXT = (PROJECT / "docs/quality.md").read_text(encoding="utf-8")


def test_every_file_that_is_named_exists() -> None:
    named = re.findall(r"\b((?:bench|tests|content)/[\w./-]*\w)", TEXT)
    assert {"bench/axe_all.py", "bench/lighthouse.py", "bench/long_use.py", "bench/browser.py"} <= set(named)
    assert [file for file in named if not (PROJECT / file).exists()] == []


def test_it_says_what_is_not_met() -> None:
    assert "\n## Not met" in TEXT
    assert "docs/quality.md" in (PROJECT / "README.md").read_text(encoding="utf-8")
