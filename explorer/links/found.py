"""The links to other sites in what people wrote, each with its place. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urlsplit

from explorer.problem import Place
from explorer.read import Document

ADDRESS = re.compile(r"https?://[^\s<>\"'`\\|^]+")
# Names that lead nowhere by design. Source: RFC 2606 and RFC 6761.
NOWHERE = (".example", ".invalid", ".test", ".localhost")
SAMPLE = "work"


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """An address of another site, and where it stands."""

    at: Place
    url: str


def links(documents: Iterable[Document], own: str) -> list[Link]:
    """Every link of the content in the order of the files. own: the address of this site, whose pages are checked by each build."""
    return sorted({link for document in documents for link in _in(document) if not link.url.startswith(own)})


def target(url: str) -> str:
    """What to ask for: without the fragment, which stays in the browser, and with a word where a search puts one."""
    return urldefrag(url.replace("{words}", SAMPLE)).url


def host(url: str) -> str:
    """The name of the host, in small letters, and its port where it has one."""
    return urlsplit(url).netloc.rpartition("@")[2].lower()


def _in(document: Document) -> Iterator[Link]:
    for text, first in ((document.text, document.line), (document.body, document.body_line - 1)):
        for match in ADDRESS.finditer(text):
            url = _whole(match[0])
            name = host(url).partition(":")[0]
            if name and name != "localhost" and not name.endswith(NOWHERE):
                line = text.count("\n", 0, match.start())
                yield Link(Place(document.file, first + line + 1, match.start() - text.rfind("\n", 0, match.start())), url)


def _whole(found: str) -> str:
    """The address without what belongs to the sentence or the brackets around it."""
    while found[-1] in ".,;:!?*_" or any(
        found[-1] == close and found.count(close) > found.count(open_) for open_, close in ("()", "[]", "{}")
    ):
        found = found[:-1]
    return found
