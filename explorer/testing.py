"""The `test` command: installs what the tests need and runs pytest, ruff and mypy."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

PROJECT = Path(__file__).parent.parent
SPREAD = ("--numprocesses=auto", "--maxprocesses=4", "--dist=worksteal")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def run(pytest_options: Sequence[str]) -> int:
    """Runs every check and returns 0 only when all pass. With options for pytest, only pytest runs."""
    if not (PROJECT / "tests").is_dir():
        print("There are no tests here: they stay with the project from which this site was made. To check the content: build.py check")
        return 1
    if not _have_browser():
        return 1
    pytest = [sys.executable, "-m", "pytest"]
    checks = [[*pytest, *pytest_options]] if pytest_options else [
        [sys.executable, "-m", "ruff", "check", "."],
        [sys.executable, "-m", "ruff", "format", "--check", "."],
        [sys.executable, "-m", "mypy"],
        *_type_check_scripts(),
        [*pytest, *SPREAD],
    ]  # fmt: skip
    failed = [check for check in checks if subprocess.run(check, cwd=PROJECT, check=False).returncode]
    for check in failed:
        print(f"failed: {' '.join(check[1:] if check[0] == sys.executable else check)}", file=sys.stderr)
    return 1 if failed else 0


def browser() -> str | None:
    """The path of the system's Chromium, or None."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def _have_browser() -> bool:
    """Whether Chromium is there, installed from the system's packages if that is possible."""
    if browser():
        return True
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Chromium from the system's packages (once)", file=sys.stderr)
        subprocess.run(["apt-get", "update", "-qq"], check=False, stdout=subprocess.DEVNULL)
        subprocess.run(["apt-get", "install", "-y", "-qq", "chromium"], check=False, stdout=subprocess.DEVNULL)
    if browser():
        return True
    print(
        "The tests need Chromium. Install it (Debian: apt install chromium; Fedora: dnf install chromium; macOS: brew install chromium).",
        file=sys.stderr,
    )
    return False


def _type_check_scripts() -> list[list[str]]:
    """The type check of the scripts, where Node's npm is present."""
    npm = shutil.which("npm")
    if npm is None:
        print("Node is not here, so the scripts' types are not checked.", file=sys.stderr)
        return []
    if not (PROJECT / "node_modules" / ".package-lock.json").exists():
        subprocess.run([npm, "ci", "--silent", "--no-fund", "--no-audit"], cwd=PROJECT, check=False)
    return [[npm, "run", "--silent", "types"]]
