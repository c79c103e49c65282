"""Markdown to clean HTML.

Links between entries are written short, `[head chef](role:head-chef)`, and come out as '~/roles/…', where '~/' stands
for the way from a page to the top of the site; `placed` puts that way in. So a text is rendered once for all the pages that show it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import nh3
from markdown_it import MarkdownIt

from explorer.address import LINKABLE, address

TAGS = {
    "p", "br", "hr", "em", "strong", "del", "sub", "sup", "code", "pre", "blockquote", "abbr", "cite", "q",
    "ul", "ol", "li", "dl", "dt", "dd", "h2", "h3", "h4", "a", "table", "thead", "tbody", "tr", "th", "td", "caption",
    "details", "summary",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title"}, "abbr": {"title"}, "th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}, "ol": {"start"},
    "h2": {"id"}, "h3": {"id"},
}  # fmt: skip
SCHEMES = {"http", "https", "mailto", "tel"}
# A paragraph without any character that Markdown gives a meaning, which most are; these skip the parser.
PLAIN_LINE = re.compile(r"[^\\`*_\[\]<>&!|~\n]*")
PLAIN_BLOCK = re.compile(r"[A-Za-z][^\\`*_\[\]<>&!|~\n]*")
SHORT_LINK = re.compile(r"\]\(\s*<?(" + "|".join(LINKABLE) + r"):([^)\s#>\"]+)")

_cleaner = nh3.Cleaner(tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of an article: its level (2 or 3), its fragment and its text."""

    level: int
    id: str
    text: str


def short_links(text: str) -> Iterator[tuple[int, str, str]]:
    """The short links in a Markdown text: where each starts, the kind and the id that it names."""
    for match in SHORT_LINK.finditer(text):
        yield match.start(1), match[1], match[2]


def placed(markup: str, way_up: str) -> str:
    """HTML as it stands on one page: links lead from that page."""
    return markup.replace('="~/', f'="{way_up}').replace("; url=~/", f"; url={way_up}")


@lru_cache(maxsize=100_000)
def line(text: str) -> str:
    """One paragraph of Markdown as clean HTML, without the paragraph's tags."""
    if PLAIN_LINE.fullmatch(text):
        return html.escape(text, quote=False)
    return _cleaner.clean(_markdown.renderInline(text))


@lru_cache(maxsize=50_000)
def block(text: str) -> str:
    """Markdown with paragraphs and lists as clean HTML."""
    if PLAIN_BLOCK.fullmatch(text):
        return f"<p>{html.escape(text, quote=False)}</p>"
    return _cleaner.clean(_markdown.render(text))


def article(text: str) -> tuple[str, tuple[Heading, ...]]:
    """A whole article as clean HTML, and its headings, each with a fragment to link to."""
    tokens = _markdown.parse(text)
    headings: list[Heading] = []
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag in ("h2", "h3"):
            words = "".join(child.content for child in inline.children or [] if child.type in ("text", "code_inline"))
            fragment = _fragment(words, {heading.id for heading in headings})
            opening.attrSet("id", fragment)
            headings.append(Heading(int(opening.tag[1]), fragment, words))
    return _cleaner.clean(_markdown.renderer.render(tokens, _markdown.options, {})), tuple(headings)


def plain(text: str) -> str:
    """The words of a Markdown text without any markup."""
    return html.unescape(re.sub(r"<[^>]+>", "", block(text))).strip()


def _fragment(words: str, taken: set[str]) -> str:
    base = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "part"
    fragment, count = base, 2
    while fragment in taken:
        fragment, count = f"{base}-{count}", count + 1
    return fragment


def _normal_link(url: str) -> str:
    kind, _, id_ = url.partition(":")
    if kind in LINKABLE and id_:
        return f"~/{address(kind, id_)}"
    return _default_normal_link(url)


_markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
_default_normal_link = _markdown.normalizeLink
_markdown.normalizeLink = _normal_link  # type: ignore[method-assign]
