"""The PDFs of a site: which there are, and the document of each, from the same parts as the pages.

A PDF is kept under a name that its document decides, so one that is there is never out of date.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from explorer.address import address
from explorer.cache import checked, keep_checked
from explorer.catalogue import Catalogue
from explorer.mapposter import MapPoster
from explorer.models import Pack
from explorer.page import Page
from explorer.parallel import spread
from explorer.poster import Poster
from explorer.sheet import Sheet

FORMAT = 1  # to be raised when pdf.py makes other PDFs of the same documents
KINDS = {"sheets": "role", "posters": "ladder", "map": "map", "packs": "pack"}
Progress = Callable[[Iterable[bytes], int], Iterable[bytes]]


@dataclass(frozen=True, eq=False)
class Paper:
    """One PDF. name: its file in the output; page: the address of the page that links to it; parts: what it shows, in order."""

    name: str
    kind: str
    page: str
    title: str
    description: str
    parts: tuple[Mapping[str, Any], ...]
    contents: bool = False


def papers(catalogue: Catalogue, pages: Iterable[Page]) -> Iterator[Paper]:
    """Every PDF of a site: a sheet for each role, a poster for each ladder and for the map, and the packs of `content/packs.yaml`."""
    sheets = {
        where: {"what": "sheet", "of": Sheet(catalogue, role), "address": where}
        for role in catalogue.roles.values()
        for where in [address("role", role.id)]
    }
    drawn = {
        where: {"what": "poster", "of": Poster(catalogue, ladder), "address": where}
        for ladder in catalogue.ladders.values()
        for where in [address("ladder", ladder.id)]
    }
    for role in catalogue.roles.values():
        where = address("role", role.id)
        yield Paper(f"pdf/{where.rstrip('/')}.pdf", "role", where, role.title, role.summary, (sheets[where],))
    for ladder in catalogue.ladders.values():
        where = address("ladder", ladder.id)
        yield Paper(f"pdf/{where.rstrip('/')}.pdf", "ladder", where, f"{ladder.title}: career ladder", ladder.summary, (drawn[where],))
    for page in pages:
        if page.kind == "map-poster" and (poster := MapPoster(catalogue)).fits:
            part = {"what": "map", "of": poster, "address": "map/"}
            yield Paper("pdf/map.pdf", "map", page.address, page.title, page.description, (part,))
    for pack in catalogue.packs.values():
        parts = [drawn[address("ladder", id_)] for id_ in pack.posters]
        parts += [sheets[address("role", id_)] for id_ in roles_of(catalogue, pack)]
        yield Paper(f"pdf/packs/{pack.id}.pdf", "pack", f"pack:{pack.id}", pack.title, pack.summary, tuple(parts), contents=True)


def roles_of(catalogue: Catalogue, pack: Pack) -> list[str]:
    """The roles of a pack in order, each once."""
    some = [role.id for role in catalogue.roles.values() if pack.open and role.no_set_requirements]
    some += [one.role.id for id_ in pack.ladders for one in catalogue.on_ladder(catalogue.ladders[id_])]
    return list(dict.fromkeys([*some, *pack.roles]))


def wanted(paper: Paper, what: Sequence[str]) -> bool:
    """Whether a PDF is among those asked for: by nothing, by a kind ('sheets'), or by an id."""
    return not what or any(KINDS.get(word) == paper.kind or word == Path(paper.name).stem for word in what)


@dataclass(frozen=True)
class Shelf:
    """Where PDFs are kept from one build to the next."""

    folder: Path

    @property
    def used(self) -> bool:
        """Whether somebody has made PDFs here."""
        return self.folder.is_dir()

    def file(self, document: str, assets: Mapping[str, bytes]) -> Path:
        """Where the PDF of a document is, or will be."""
        digest = hashlib.sha256(f"{FORMAT}\0{document}\0".encode())
        for name in sorted(assets):
            if name == "site.css" or not name.startswith(("js/", "vendor/")):
                digest.update(hashlib.sha256(assets[name]).digest())
        return self.folder / digest.hexdigest()

    def pdf(self, file: Path) -> bytes | None:
        """The PDF in a file, if it is there and whole."""
        return checked(file)

    def make(self, documents: Mapping[Path, str], assets: Mapping[str, bytes], jobs: int, progress: Progress) -> None:
        """Makes the PDFs that are not there yet, by the file that each goes to."""
        missing = [(file, document) for file, document in documents.items() if self.pdf(file) is None]
        missing.sort(key=lambda one: len(one[1]), reverse=True)  # the longest first, so that no processor waits for one at the end
        self.folder.mkdir(parents=True, exist_ok=True)
        if not missing:
            return
        from explorer.pdf import pdf  # needs WeasyPrint, which takes its time to load

        made = spread(partial(_pdf_of, pdf, assets), [document for _, document in missing], jobs, least=2, most=1)
        for (file, _), content in zip(missing, progress(made, len(missing)), strict=True):
            keep_checked(file, content)

    def trim(self, keep: Iterable[Path]) -> None:
        """Deletes what no document of the site leads to any more."""
        kept = set(keep)
        for file in self.folder.iterdir():
            if file not in kept and not file.name.startswith(tempfile.gettempprefix()):  # another build may be writing that
                file.unlink(missing_ok=True)


def _pdf_of(pdf: Callable[[str, Mapping[str, bytes]], bytes], assets: Mapping[str, bytes], document: str) -> bytes:
    return pdf(document, assets)


def size_words(size: int) -> str:
    """The size of a file as a link says it: '60 kB', '1.2 MB'."""
    return f"{max(1, round(size / 1000))} kB" if size < 1_000_000 else f"{size / 1_000_000:.1f} MB"
