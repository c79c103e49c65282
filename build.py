#!/usr/bin/env python3
"""Builds the site: `python3 build.py`, or `python3 build.py --help` for all that it can do.

This file makes sure that the packages are there, and hands over to the package `explorer`. Where they are missing it makes
an environment of its own, `.venv`, from the pinned lists in `requirements/`.
"""

import hashlib
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

PROJECT = Path(__file__).resolve().parent
ENVIRONMENT = PROJECT / ".venv"
PACKAGES = {
    "build": ("babel", "jinja2", "markdown_it", "nh3", "pydantic", "segno", "selectolax", "tree_sitter", "tree_sitter_javascript", "yaml"),
    "links": ("httpx",),
    "report": ("textstat",),
    "pdf": ("rich", "weasyprint"),
    "serve": ("watchfiles",),
    "test": (
        "axe_playwright_python",
        "cyclonedx",
        "hypothesis",
        "icalendar",
        "jsonschema",
        "mypy",
        "networkx",
        "PIL",
        "playwright",
        "pypdf",
        "pytest",
        "ruff",
        "zxingcpp",
    ),
    "xlsx": ("openpyxl",),
}
# The lists that a command needs beyond that of a build.
MORE = {
    "export": ("xlsx",),
    "import": ("xlsx",),
    "pdf": ("pdf",),
    "report": ("report",),
    "serve": ("serve",),
    "test": ("links", "pdf", "report", "serve", "test", "xlsx"),
}
NO_PACKAGES = 3
ADVICE = """The packages could not be installed. Check the network, and that Python has venv and pip
(on Debian and Ubuntu: apt install python3-venv). Or install the packages yourself: pip install """


def main() -> int:
    if sys.version_info < (3, 11):
        print(
            f"This needs Python 3.11 or later; this is {sys.version.split()[0]}. Get it from your system or from python.org.",
            file=sys.stderr,
        )
        return NO_PACKAGES
    lists = ("build", *MORE.get("".join(sys.argv[1:2]), ()), *(("links",) if "--links" in sys.argv else ()))
    missing = [package for name in lists for package in PACKAGES[name] if find_spec(package) is None]
    if missing:
        return go_on_in_environment(lists, missing)
    from explorer.cli import main as run

    return run(sys.argv[1:])


def go_on_in_environment(lists: tuple[str, ...], missing: list[str]) -> int:
    """Makes or updates the environment and runs the same command in it."""
    python = ENVIRONMENT / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    files = [PROJECT / "requirements" / f"{name}.txt" for name in lists]
    stamp = ENVIRONMENT / f"installed-{'-'.join(lists)}"
    wanted = hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()
    if not (python.exists() and stamp.exists() and stamp.read_text() == wanted):
        print(f"Installing packages into {ENVIRONMENT.name}/ (once): {', '.join(missing)}", file=sys.stderr)
        if not install(python, files):
            return NO_PACKAGES
        stamp.write_text(wanted)
    elif Path(sys.prefix).resolve() == ENVIRONMENT:
        print(f"{ENVIRONMENT.name}/ lacks {', '.join(missing)}. Delete the folder and run this again.", file=sys.stderr)
        return NO_PACKAGES
    command = [str(python), str(PROJECT / "build.py"), *sys.argv[1:]]
    if os.name == "nt":
        return subprocess.call(command)
    os.execv(command[0], command)


def install(python: Path, files: list[Path]) -> bool:
    """Installs the pinned packages; says what to do when that cannot be done."""
    options = [option for file in files for option in ("-r", str(file))]
    inside = Path(sys.prefix).resolve() == ENVIRONMENT
    steps = [] if inside else [[sys.executable, "-m", "venv", str(ENVIRONMENT)]]
    steps.append([str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--require-hashes", *options])
    for step in steps:
        done = subprocess.run(step, capture_output=True, text=True, check=False)
        if done.returncode:
            print(*(done.stderr.strip() or done.stdout.strip()).splitlines()[-1:], file=sys.stderr)
            print(ADVICE + " ".join(f"-r requirements/{file.name}" for file in files), file=sys.stderr)
            return False
    return True


if __name__ == "__main__":
    sys.exit(main())
