"""The last look at every page before it is published: links that lead somewhere, ids that are unique, a title, and words for pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from posixpath import join, normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from explorer.address import file_of
from explorer.problem import Place, Problem

EXTERNAL = ("http:", "https:", "mailto:", "tel:", "data:")


class Target(NamedTuple):
    """Where a link leads: a file of the output, and the part of it, if any. The link itself is for problems."""

    file: str
    fragment: str
    link: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What one page holds that other pages depend on: the ids on it, and where its links lead."""

    address: str
    ids: frozenset[str]
    targets: frozenset[Target]
    faults: tuple[str, ...]


def facts(address: str, html: str, base_path: str) -> Facts:
    """Reads one page. `address` is relative to the site. base_path: that of the site's address, for links that start with '/'."""
    tree = LexborHTMLParser(html)
    ids = [str(node.attributes["id"]) for node in tree.css("[id]")]
    links = {
        str(node.attributes.get(name) or "") for selector, name in (("[href]", "href"), ("[src]", "src")) for node in tree.css(selector)
    }
    faults = [f"has the id '{id_}' {count} times" for id_, count in Counter(ids).items() if count > 1]
    title = tree.css_first("title")
    if title is None or not title.text().strip():
        faults.append("has no title")
    faults += [f"shows a picture without alt text: {node.attributes.get('src')}" for node in tree.css("img:not([alt])")]
    targets = []
    for link in sorted(link for link in links if not link.startswith(EXTERNAL)):
        target = _target(link, address, base_path)
        if isinstance(target, Target):
            targets.append(target)
        else:
            faults.append(f"links to '{link}', {target}")
    return Facts(address, frozenset(ids), frozenset(targets), tuple(faults))


def problems(pages: Iterable[Facts], files: Collection[str]) -> Iterator[Problem]:
    """Everything that is wrong with the output. files: all files of the output, relative to it."""
    pages = list(pages)
    ids = {file_of(page.address): page.ids for page in pages}
    for page in pages:
        place = Place(file_of(page.address))
        for fault in page.faults:
            yield Problem(place, f"This page {fault}.", "Mend the template, or the text that it shows.")
        for file, fragment, link in sorted(page.targets):
            broken = None
            if file not in files:
                broken = "and there is no such page or file"
            elif fragment and file in ids and fragment not in ids[file]:
                broken = "and that page has no such part"
            if broken:
                yield Problem(place, f"This page links to '{link}', {broken}.", "Mend the link, or add what it should lead to.")


def _target(link: str, address: str, base_path: str) -> Target | str:
    """Where a link of a page leads, or what is wrong with it."""
    parts = urlsplit(link)
    path = unquote(parts.path)
    if parts.scheme or parts.netloc:
        return "which is no kind of link that a page may have"
    if path.startswith("/"):
        if not path.startswith(base_path):
            return "which is outside the site"
        target = path.removeprefix(base_path)
    else:
        target = join(address.rpartition("/")[0], path) if path else address
    folder = not target or target.endswith("/")
    target = normpath(target) if target else "."
    if target.startswith(".."):
        return "which is outside the site"
    if folder or target == ".":
        target = "index.html" if target == "." else f"{target}/index.html"
    return Target(file_of(address) if not path else target, unquote(parts.fragment), link)


def claimed_twice(files: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """No two sources may write the same file; names that differ only in capitals are the same file on many computers.

    files: each file of the output, and where it comes from.
    """
    taken: dict[str, tuple[str, str]] = {}
    for file, origin in files:
        other = taken.setdefault(file.casefold(), (file, origin))
        if other != (file, origin):
            yield Problem(Place(file), f"Two sources make this file: {other[1]} and {origin}.", "Give one of them another id or name.")
