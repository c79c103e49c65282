#!/usr/bin/env python3
"""Keeps one issue on the repository about dead links: opens it, brings it up to date, and closes it when none is left.

Takes the JSON of `build.py check --links --json FILE`. Needs the command `gh`, with GH_TOKEN and GH_REPO in the environment.
"""

import json
import subprocess
import sys
from pathlib import Path

TITLE = "Dead links in the content"
MARK = "<!-- dead-links: kept by .github/workflows/links.yml -->"
LARGEST = 60_000  # GitHub takes 65,536 characters


def main(file: str) -> None:
    """Brings the issue to what the file says."""
    found = json.loads(Path(file).read_text(encoding="utf-8"))
    listed = json.loads(gh("issue", "list", "--state", "open", "--search", f'in:title "{TITLE}"', "--json", "number,title,body"))
    known = sorted(issue["number"] for issue in listed if issue["title"] == TITLE and MARK in issue["body"])
    text = body(found)
    if not found["dead"]:
        for number in known:
            gh("issue", "close", str(number), "--comment", "No dead link is left.")
    elif known:
        gh("issue", "edit", str(known[0]), "--body-file", "-", text=text)
    else:
        gh("issue", "create", "--title", TITLE, "--body-file", "-", text=text)


def body(found: dict) -> str:
    """The text of the issue, in Markdown."""
    lines = [MARK, f"Of {found['links']} links to other sites, {len(found['dead'])} are dead. This list is made again every week.", ""]
    for name, title in (("dead", "Dead"), ("moved", "Moved")):
        if found[name]:
            lines += [f"## {title}", ""]
            lines += [f"- {code(place(row))} {code(row['url'])}: {words(row['why'])} {words(row['do'])}" for row in found[name]]
            lines.append("")
    text = "\n".join(lines)
    return text if len(text) <= LARGEST else text[:LARGEST].rpartition("\n")[0] + "\n\nThere are more: run `build.py check --links`.\n"


def place(row: dict) -> str:
    """file:line:column"""
    return f"{row['file']}:{row['line']}:{row['column']}"


def code(text: str) -> str:
    """As code, so that nothing in it is markup or calls anybody by name."""
    return f"`{text.replace('`', '%60')}`"


def words(text: str) -> str:
    """A sentence in which an address is code too."""
    return " ".join(code(word) if "://" in word else word for word in text.split())


def gh(*arguments: str, text: str | None = None) -> str:
    """Runs gh, and gives what it prints."""
    return subprocess.run(["gh", *arguments], input=text, check=True, text=True, capture_output=True).stdout


if __name__ == "__main__":
    main(sys.argv[1])
