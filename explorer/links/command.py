"""`check --links`: tries every link to another site, and says which are dead or moved."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from explorer import __version__
from explorer.links import memory
from explorer.links.ask import ask_all
from explorer.links.found import Link, host, links, target
from explorer.links.verdict import Answer, Verdict, judge
from explorer.problem import Problem
from explorer.read import Document
from explorer.settings import Site

CACHE = ".cache/links.json"
PATIENCE = 20.0
FEW = 3


@dataclass(frozen=True)
class Outcome:
    """What came of trying all links: each with its verdict, in the order of the files."""

    tried: tuple[tuple[Link, Verdict], ...]

    def of(self, status: str) -> list[tuple[Link, Verdict]]:
        """The links of one status."""
        return [(link, verdict) for link, verdict in self.tried if verdict.status == status]

    def problems(self) -> list[Problem]:
        """Dead links as problems, moved ones as warnings."""
        return [
            Problem(link.at, f"{link.url}: {verdict.why}", verdict.do, warning=verdict.status == "moved")
            for link, verdict in self.tried
            if verdict.status in ("dead", "moved")
        ]

    def summary(self) -> str:
        """'412 links to 97 hosts: 3 dead, 2 moved, 5 not known'."""
        hosts = len({host(link.url) for link, _ in self.tried})
        counts = ", ".join(
            f"{len(self.of(status))} {word}" for status, word in (("dead", "dead"), ("moved", "moved"), ("unknown", "not known"))
        )
        count = len(self.tried)
        return f"{count} {'link' if count == 1 else 'links'} to {hosts} {'host' if hosts == 1 else 'hosts'}: {counts}"

    def as_json(self) -> str:
        """Everything but the good ones, for programs."""

        def rows(status: str) -> list[dict[str, object]]:
            return [
                {
                    "file": link.at.file,
                    "line": link.at.line,
                    "column": link.at.column,
                    "url": link.url,
                    "why": verdict.why,
                    "do": verdict.do,
                }
                for link, verdict in self.of(status)
            ]

        found = {"links": len(self.tried), **{status: rows(status) for status in ("dead", "moved", "unknown")}}
        return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


class NoNetworkError(Exception):
    """Nothing answered at all, so nothing is known about the links."""


def try_links(
    root: Path, documents: Iterable[Document], site: Site, *, cache: bool = True, tell: Callable[[int, int], None] = lambda _done, _of: None
) -> Outcome:
    """Tries every link of the documents. Raises NoNetworkError when no host answers."""
    found = links(documents, site.base_url)
    known = memory.recall(root / CACHE, time.time(), site.links.days) if cache else {}
    wanted = list(dict.fromkeys(target(link.url) for link in found))
    agent = f"PathwayExplorer/{__version__} (link check; +{site.repository or site.base_url})"
    answers = ask_all([url for url in wanted if url not in known], agent, site.links.pause, PATIENCE, tell)
    if _nothing_answered(answers):
        raise NoNetworkError
    now = time.time()
    known |= {url: (now, answer) for url, answer in answers.items()}
    memory.remember(root / CACHE, known)
    return Outcome(tuple((link, judge(target(link.url), known[target(link.url)][1], site.links.moody)) for link in found))


def write(text: str, file: str) -> None:
    """Writes to a file, or to the terminal for '-'."""
    if file == "-":
        sys.stdout.write(text)
    else:
        Path(file).write_text(text, encoding="utf-8")


def _nothing_answered(answers: dict[str, Answer]) -> bool:
    return len({host(url) for url in answers}) >= FEW and all(
        answer.fault in ("closed", "slow") and not answer.hops for answer in answers.values()
    )
