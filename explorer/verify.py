"""The last look at every page before it is published: links that lead somewhere, ids that are unique, a title, and words for pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import join, normpath
from urllib.parse import unquote, urlsplit

from selectolax.lexbor import LexborHTMLParser

from explorer.address import file_of
from explorer.problem import Place, Problem

EXTERNAL = ("http:", "https:", "mailto:", "tel:", "data:")


@dataclass(frozen=True, slots=True)
class Facts:
    """What one page holds that other pages depend on: the ids on it and the links that leave it."""

    address: str
    ids: frozenset[str]
    links: frozenset[str]
    faults: tuple[str, ...]


def facts(address: str, html: str) -> Facts:
    """Reads one page. `address` is relative to the site."""
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
    inner = frozenset(link for link in links if not link.startswith(EXTERNAL))
    return Facts(address, frozenset(ids), inner, tuple(faults))


def problems(pages: Iterable[Facts], files: Collection[str], base_path: str) -> Iterator[Problem]:
    """Everything that is wrong with the output.

    files: all files of the output, relative to it. base_path: the path of the site's address, for links that start with '/'.
    """
    pages = list(pages)
    ids = {file_of(page.address): page.ids for page in pages}
    for page in pages:
        place = Place(file_of(page.address))
        for fault in page.faults:
            yield Problem(place, f"This page {fault}.", "Mend the template, or the text that it shows.")
        for link in sorted(page.links):
            if (broken := _broken(link, page.address, ids, files, base_path)) is not None:
                yield Problem(place, f"This page links to '{link}', {broken}.", "Mend the link, or add what it should lead to.")


def _broken(link: str, address: str, ids: Mapping[str, frozenset[str]], files: Collection[str], base_path: str) -> str | None:
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
    file = file_of(address) if not path else target
    if file not in files:
        return "and there is no such page or file"
    fragment = unquote(parts.fragment)
    if fragment and file in ids and fragment not in ids[file]:
        return "and that page has no such part"
    return None


def claimed_twice(files: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """No two sources may write the same file; names that differ only in capitals are the same file on many computers.

    files: each file of the output, and where it comes from.
    """
    taken: dict[str, tuple[str, str]] = {}
    for file, origin in files:
        other = taken.setdefault(file.casefold(), (file, origin))
        if other != (file, origin):
            yield Problem(Place(file), f"Two sources make this file: {other[1]} and {origin}.", "Give one of them another id or name.")
