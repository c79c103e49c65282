"""The addresses that have been published, one a line in `content/published.txt`. A build refuses to drop one silently."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from explorer.address import FOLDERS, is_local
from explorer.page import Page
from explorer.problem import Place, Problem
from explorer.swap import new_file

FILE = "content/published.txt"
# Pages that are made from others, or lead nowhere: they come and go with these.
PASSING = {"route", "comparison", "short", "embed", "not-found", "report"}

# Pages whose parts are headings of a text. Those of all others are entries.
TEXTS = {"article", "plain"}
GONE = "If it is gone for good, take this line away."


def addresses(pages: Iterable[Page]) -> set[str]:
    """The addresses that stay for good, relative to the site. Those of the folder local/ are its keepers' own."""
    pages = list(pages)
    passing = {page.address for page in pages if page.kind in PASSING}
    lasting = [page for page in pages if page.where and page.kind not in PASSING and not is_local(page.address)]
    lasting = [page for page in lasting if page.kind != "moved" or page.show.of[0] not in passing]
    return {page.where for page in lasting} | {f"{page.where}#{fragment}" for page in lasting for fragment in page.fragments}


def dropped(root: Path, pages: Iterable[Page]) -> Iterator[Problem]:
    """Each address that was published and that these pages lack."""
    pages = list(pages)
    here = addresses(pages)
    moved = {page.where for page in pages if page.kind == "moved"}
    texts = {page.where for page in pages if page.kind in TEXTS}
    for number, address in _listed(root):
        page, part, fragment = address.partition("#")
        if part and page in here and address not in here and page not in moved:
            yield Problem(
                Place(FILE, number, 1),
                f"'{address}' was published, and this build would drop that part of the page.",
                f"{_kept_text(fragment) if page in texts else _kept_entry(fragment.removeprefix('stage-'))} {GONE}",
            )
        elif not part and address not in here:
            id_ = _id_in(address)
            yield Problem(
                Place(FILE, number, 1),
                f"'{address}' was published, and this build would drop it.",
                f"{_kept_entry(id_)} {GONE}",
            )


def _id_in(address: str) -> str:
    """The id in an address: 'cook' in 'roles/cook/print/' and in 'cy/roles/cook/'; the last part where no kind has the folder."""
    parts = address.rstrip("/").split("/")
    at = next((at for at, part in enumerate(parts[:-1]) if part in FOLDERS.values()), len(parts) - 2)
    return parts[at + 1]


def _kept_text(fragment: str) -> str:
    return f"If its heading has new words, add '{{was: {fragment}}}' at their end."


def _kept_entry(id_: str) -> str:
    return f"If the entry has a new id, add 'was: [{id_}]' to it."


def remember(root: Path, pages: Iterable[Page]) -> int:
    """Adds the addresses of the pages to the list; gives how many are new. Raises OSError when the file cannot be written."""
    known = {address for _, address in _listed(root)}
    now = known | addresses(pages)
    if now != known:
        with new_file(root / FILE) as file:
            file.write_text("".join(f"{address}\n" for address in sorted(now)), encoding="utf-8")
    return len(now - known)


def _listed(root: Path) -> Iterator[tuple[int, str]]:
    """The lines of the list that are not empty, with their numbers from 1."""
    file = root / FILE
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    yield from ((number, line.strip()) for number, line in enumerate(lines, 1) if line.strip())
