"""Texts that a page shows in another language than its own, from the catalogue to the HTML.

Such a text carries a mark at both ends, which no file can hold, so it keeps them through any sentence that it is put into. The last step
of rendering turns them into `lang` attributes, and takes them away where HTML cannot say so.
"""

from __future__ import annotations

import re

START, END = "\ue000", "\ue001"
# Where a page tells that not all of it is in its language: in its place if it has such a text, or nothing.
NOTE = "\ue002"
MARKS = re.compile(f"[{START}{END}]")
# Elements that hold text alone, whole; then tags, and what stands between them.
PIECE = re.compile(r"<(title|option|script|text|textarea)\b.*?</\1>|<[^>]*>|[^<]+", re.DOTALL)


def foreign(text: str) -> str:
    """The text, marked as foreign to the page."""
    return f"{START}{text}{END}"


def bare(text: str) -> str:
    """The text without marks, for sorting, measuring, data and attributes."""
    return MARKS.sub("", text)


def placed(html: str, language: str, note: str) -> str:
    """A page with `lang` attributes instead of marks, and with the note if it needs that: links into another language have their own.

    language: of the marked texts
    """
    if START not in html:
        return html.replace(NOTE, "")
    depth = 0
    in_link = noted = False

    def piece(match: re.Match[str]) -> str:
        nonlocal depth, in_link, noted
        text = match[0]
        if text[0] == "<":
            in_link = (in_link or (text.startswith("<a") and "hreflang=" in text)) and not text.startswith("</a")
            return bare(text)
        out = []
        for part in re.split(f"([{START}{END}])", text):
            if part in (START, END):
                depth += 1 if part == START else -1
            elif part and depth and part.strip():
                noted = noted or not in_link
                out.append(f'<span lang="{language}">{part}</span>')
            else:
                out.append(part)
        return "".join(out)

    found = PIECE.sub(piece, html)
    return found.replace(NOTE, note if noted else "")
