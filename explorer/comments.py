"""Scripts without their comments, as they are sent to browsers: half of a typed module is JSDoc, which only people read."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import tree_sitter_javascript
from tree_sitter import Language, Parser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

LICENCE = re.compile(rb"/\*!|licen[cs]e|copyright", re.IGNORECASE)


def without_comments(script: bytes) -> bytes:
    """The same script without comments and the lines that these leave empty; comments that state a licence stay.

    Line breaks between statements stay where they are, so statements end where they ended before.
    """
    out = bytearray(script)
    for start, end in sorted(_comments(_parser().parse(script).root_node), reverse=True):
        if LICENCE.search(script, start, end):
            continue
        line_start = script.rfind(b"\n", 0, start) + 1
        line_end = script.find(b"\n", end)
        alone = not script[line_start:start].strip() and line_end >= 0 and not script[end:line_end].strip()
        del out[line_start if alone else start : line_end + 1 if alone else end]
    return bytes(out)


def _comments(node: Node) -> Iterator[tuple[int, int]]:
    if node.type == "comment":
        yield node.start_byte, node.end_byte
    for child in node.children:
        yield from _comments(child)


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_javascript.language()))
