"""What pages weigh on their way to a reader, compressed as a host sends them, and the budgets that a site sets for them.

A first visit is the HTML with what it asks for at once: style sheets, fonts, scripts and what they import, pictures. What scripts fetch
later, such as the search index, is not in it, nor are the headers of the answers, about 0.2 kB each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from posixpath import dirname, join, normpath

from explorer.offline import File
from explorer.problem import Place, Problem
from explorer.read import read_file
from explorer.settings import Budget

SETTINGS = "content/site.yaml"
KB = 1000
TAG = re.compile(r"<(?:link|script|img)\b[^>]*>")
AT_ONCE = re.compile(r'^<script|^<img(?!.* loading="lazy")|rel="(?:stylesheet|preload)"|type="image/svg\+xml"')
LEADS_TO = re.compile(r' (?:href|src)="([^"?#]+)')
IMPORT = re.compile(r"""\b(?:from|import)\s*['"](\.[^'"]+)['"]""")


@dataclass(frozen=True, slots=True)
class Weight:
    """The heaviest page of a kind: its file, the bytes of its HTML, and those of a first visit."""

    kind: str
    file: str
    html: int
    first: int


def weights(pages: Iterable[tuple[str, File]], others: Iterable[File], read: Callable[[str], str]) -> list[Weight]:
    """The heaviest page of each kind. pages: with their kinds; read: gives the text of a file of the output."""
    heaviest: dict[str, File] = {}
    for kind, file in pages:
        if kind not in heaviest or file.packed > heaviest[kind].packed:
            heaviest[kind] = file
    sizes = {file.name: file.packed for file in others}
    imports = cache(lambda script: [normpath(join(dirname(script), name)) for name in IMPORT.findall(read(script))])
    found = []
    for kind, file in sorted(heaviest.items()):
        asked = sizes.keys() & set(_asked(read(file.name), file.name))
        asked |= _imported(asked, imports)
        found.append(Weight(kind, file.name, file.packed, file.packed + sum(sizes[name] for name in asked)))
    return found


def over(found: Sequence[Weight], budgets: Sequence[Budget], root: Path) -> Iterator[Problem]:
    """The budgets of a site that a page exceeds, and those for a kind of page that there is not."""
    kinds = {weight.kind: weight for weight in found}
    for at, budget in enumerate(budgets):
        weight = kinds.get(budget.kind)
        if weight is None:
            near = get_close_matches(budget.kind, kinds, 1)
            hint = f"Did you mean '{near[0]}'?" if near else f"These are the kinds: {', '.join(kinds)}."
            yield Problem(_place(root, at, "kind"), f"This site has no page of the kind '{budget.kind}'.", hint)
            continue
        for field, is_, words in (("html", weight.html, "as HTML"), ("first", weight.first, "at a first visit")):
            most = getattr(budget, field)
            if most is not None and is_ > most * KB:
                yield Problem(
                    _place(root, at, field),
                    f"A page of the kind '{budget.kind}' may weigh {most:g} kB {words}, and {weight.file} weighs {is_ / KB:.1f} kB.",
                    "Make it lighter, or raise the budget. What each kind weighs, build.py build --weights says.",
                )


def table(found: Sequence[Weight]) -> str:
    """The weights in words for a terminal, in kB."""
    rows = [f"{weight.kind:16} {weight.html / KB:8.1f} {weight.first / KB:12.1f}   {weight.file}" for weight in found]
    return "\n".join([f"{'kind':16} {'HTML':>8} {'first visit':>12}   the heaviest page (kB, compressed)", *rows])


def _asked(html: str, file: str) -> Iterator[str]:
    """The files that a page asks for at once."""
    for tag in TAG.findall(html):
        leads = LEADS_TO.search(tag)
        if leads and AT_ONCE.search(tag):
            yield normpath(join(dirname(file), leads[1]))


def _imported(files: Iterable[str], imports: Callable[[str], Iterable[str]]) -> set[str]:
    """The modules that scripts import, and those that these import."""
    seen: set[str] = set()
    waiting = [name for name in files if name.endswith(".js")]
    while waiting:
        new = set(imports(waiting.pop())) - seen
        seen |= new
        waiting += new
    return seen


def _place(root: Path, at: int, field: str) -> Place:
    document = read_file(root, root / SETTINGS)
    return Place(SETTINGS) if isinstance(document, list) else document.place(("budgets", at, field))
