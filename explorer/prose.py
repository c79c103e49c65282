"""Markdown to clean HTML.

Links between entries are written short, `[head chef](role:head-chef)`, and come out as '~/roles/…', where '~/' stands
for the way from a page to the top of the site; `placed` puts that way in. So a text is rendered once for all the pages that show it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from explorer.address import LINKABLE, address
from explorer.foreign import START, bare, foreign

TAGS = {
    "p", "br", "hr", "em", "strong", "del", "sub", "sup", "code", "pre", "blockquote", "abbr", "cite", "q",
    "ul", "ol", "li", "dl", "dt", "dd", "h2", "h3", "h4", "a", "table", "thead", "tbody", "tr", "th", "td", "caption",
    "details", "summary",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href", "title", "id"}, "abbr": {"title"}, "th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}, "ol": {"start"},
    "h2": {"id"}, "h3": {"id"},
}  # fmt: skip
SCHEMES = {"http", "https", "mailto", "tel"}
# A paragraph without any character that Markdown gives a meaning, which most are; these skip the parser.
PLAIN_LINE = re.compile(r"[^\\`*_\[\]<>&!|~\n]*")
PLAIN_BLOCK = re.compile(r"[A-Za-z][^\\`*_\[\]<>&!|~\n]*")
WAS = re.compile(r"\s*\{was:\s*([^{}]+)\}")
SHORT_LINK = re.compile(r"\]\(\s*<?(" + "|".join(LINKABLE) + r"):([^)\s#>\"]+)")

_cleaner = nh3.Cleaner(tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of an article: its level (2 or 3), its fragment, its text, and the fragments that it had before."""

    level: int
    id: str
    text: str
    was: tuple[str, ...] = ()


def short_links(text: str) -> Iterator[tuple[int, str, str]]:
    """The short links in a Markdown text: where each starts, the kind and the id that it names."""
    for match in SHORT_LINK.finditer(text):
        yield match.start(1), match[1], match[2]


def placed(markup: str, way_up: str) -> str:
    """HTML as it stands on one page: links lead from that page."""
    markup = markup.replace('="~~/', f'="{way_up}') if '="~~/' in markup else markup
    return markup.replace('="~/', f'="{way_up}').replace("; url=~/", f"; url={way_up}")


@lru_cache(maxsize=100_000)
def line(text: str) -> str:
    """One paragraph of Markdown as clean HTML, without the paragraph's tags."""
    if text.startswith(START):
        return foreign(line(bare(text)))
    if PLAIN_LINE.fullmatch(text):
        return html.escape(text, quote=False)
    return _cleaner.clean(_markdown.renderInline(text))


@lru_cache(maxsize=50_000)
def block(text: str) -> str:
    """Markdown with paragraphs and lists as clean HTML."""
    if text.startswith(START):
        return foreign(block(bare(text)))
    if PLAIN_BLOCK.fullmatch(text):
        return f"<p>{html.escape(text, quote=False)}</p>"
    return _cleaner.clean(_markdown.render(text))


@lru_cache(maxsize=10_000)
def article(text: str) -> tuple[str, tuple[Heading, ...]]:
    """A whole article as clean HTML, and its headings, each with a fragment to link to.

    A heading that ends in {was: old words} keeps the fragment of those words too, by an anchor inside it.
    """
    tokens = _markdown.parse(text)
    headings: list[Heading] = []
    for opening, inline in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag in ("h2", "h3"):
            was = tuple(fragment(old, set()) for old in WAS.findall(inline.content))
            if was:
                inline.children = _markdown.parseInline(WAS.sub("", inline.content))[0].children
            words = "".join(child.content for child in inline.children or [] if child.type in ("text", "code_inline"))
            id_ = fragment(words, {heading.id for heading in headings})
            opening.attrSet("id", id_)
            headings.append(Heading(int(opening.tag[1]), id_, words, was))
            anchors = "".join(f'<a id="{old}"></a>' for old in was)
            inline.children = [Token("html_inline", "", 0, content=anchors), *(inline.children or [])] if anchors else inline.children
    return _cleaner.clean(_markdown.renderer.render(tokens, _markdown.options, {})), tuple(headings)


def fragments(headings: tuple[Heading, ...]) -> tuple[str, ...]:
    """The fragments at which the parts of a text can be reached, those of before too."""
    return tuple(fragment for heading in headings for fragment in (heading.id, *heading.was))


def clashing_fragments(text: str) -> Iterator[tuple[int, str]]:
    """Each {was: …} of a heading whose fragment another heading has, or had: where it starts, and the fragment."""
    lines = [0, *(match.end() for match in re.finditer("\n", text))]
    taken = {heading.id for heading in article(text)[1]}
    for token in _markdown.parse(text):
        if token.type == "heading_open" and token.tag in ("h2", "h3") and token.map:
            start, end = lines[token.map[0]], (*lines, len(text))[token.map[1]]
            for match in WAS.finditer(text, start, end):
                old = fragment(match[1], set())
                if old in taken:
                    yield text.index("{", match.start()), old
                taken.add(old)


def plain(text: str) -> str:
    """The words of a Markdown text without any markup."""
    return html.unescape(re.sub(r"<[^>]+>", "", block(text))).strip()


def fragment(words: str, taken: Collection[str]) -> str:
    """A fragment to link to, made from words; one that is not taken."""
    base = re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-") or "part"
    id_, count = base, 2
    while id_ in taken:
        id_, count = f"{base}-{count}", count + 1
    return id_


def _normal_link(url: str) -> str:
    kind, _, id_ = url.partition(":")
    if kind in LINKABLE and id_:
        return f"~/{address(kind, id_)}"
    return _default_normal_link(url)


_markdown = MarkdownIt("commonmark", {"html": True}).enable("table")
_default_normal_link = _markdown.normalizeLink
_markdown.normalizeLink = _normal_link  # type: ignore[method-assign]
