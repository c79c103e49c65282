"""From pages to files: everything that a built site holds, rendered, written and looked over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateError

from explorer import editions, headers, offline, opendata, scriptdata, theme, verify
from explorer.address import MANIFEST, absolute, file_of, way_up
from explorer.assets import PROJECT, overlay, static_files
from explorer.editions import Edition
from explorer.foreign import bare
from explorer.kept import Kept, Made, Output, write
from explorer.page import Page
from explorer.pages.embeds import SCRIPT, embed_files
from explorer.pages.short import has_short, short_address
from explorer.papers import Shelf, papers, wanted
from explorer.parallel import spread
from explorer.problem import Problem
from explorer.qr import Code
from explorer.qr import codes as make_codes
from explorer.render import Renderer, template_problem
from explorer.weights import Weight, over, weights

if TYPE_CHECKING:
    from pathlib import Path

    from explorer.catalogue import Catalogue
    from explorer.site import Options

CHANGES = 40
WITHOUT_WEIGHT = ("moved", "short", "not-found")  # nobody stays there


class FaultyOutputError(Exception):
    """The output has faults, so it must not replace the old one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__()
        self.problems = tuple(problems)


def publish(all_editions: list[Edition], options: Options, staging: Path, kept: Kept) -> tuple[Kept, list[Weight]]:
    """Writes the whole output into an empty folder; gives what to keep of it, and what its pages weigh.

    kept: of the build that made the present output. Raises FaultyOutputError when something is wrong with the new one.
    """
    first = all_editions[0]
    list_of_pages = [page for edition in all_editions for page in edition.pages]
    static = dict(static_files(options.root, options.kept()))
    if first.catalogue.site.theme:
        static["site.css"] += theme.style(first.catalogue.site.theme).encode()
    templates = overlay(options.root, "templates")
    codes = {edition.folder: _codes(edition, options) for edition in all_editions}
    renderers = {
        edition.folder: Renderer(edition, all_editions, templates, static, codes[edition.folder], options.kept())
        for edition in all_editions
    }
    try:
        pdfs = _pdfs(first.catalogue, list(first.pages), renderers[""], static, options)
        others = {
            **pdfs,
            **{f"static/{name}": content for name, content in static.items()},
            **{name: text.encode() for name, text in opendata.files(first.catalogue)},
            **{name: text.encode() for name, text in _feeds(list_of_pages, renderers[""])},
            **{name: text.encode() for name, text in embed_files(list(first.pages), first.catalogue.site)},
            SCRIPT: (PROJECT / "explorer" / "scripts" / "embed.js").read_bytes(),
            ".nojekyll": b"",
        }
        for edition in all_editions:
            others |= {edition.folder + name: content for name, content in _files(edition, first, renderers, codes[edition.folder])}
        names = [file_of(page.where) for page in list_of_pages]
        others[headers.FILE] = headers.headers_file(names, first.catalogue.site.base_url).encode()
        made = (*others, offline.LIST, offline.WORKER)
        claims = [(file_of(page.where), page.file or page.template) for page in list_of_pages] + [(name, name) for name in made]
        for folder in {(staging / file).parent for file, _ in claims}:
            folder.mkdir(parents=True, exist_ok=True)
        outputs = {
            name: kept.same(name, content, options.out, staging) or write(staging, name, content) for name, content in others.items()
        }
        pages, more = _pages(list_of_pages, renderers, kept, options, staging)
    except TemplateError as error:
        raise FaultyOutputError([template_problem(error, options.root)]) from error
    found = weights(
        ((page.kind, more[file_of(page.where)].file) for page in list_of_pages if page.kind not in WITHOUT_WEIGHT),
        (output.file for output in outputs.values()),
        lambda name: (staging / name).read_text(encoding="utf-8"),
    )
    faults = [*verify.claimed_twice(claims), *verify.problems((made.facts for made in pages.values()), {file for file, _ in claims})]
    faults += over(found, first.catalogue.site.budgets, options.root)
    if faults:
        raise FaultyOutputError(faults)
    outputs |= more
    for name, content in offline.files((output.file for output in outputs.values()), static["js/saved.js"].decode()).items():
        (staging / name).write_bytes(content)
    looks = {
        folder: {look: renderer.trace.digest(look) for made in pages.values() if made.folder == folder for look in made.looks}
        for folder, renderer in renderers.items()
    }
    return Kept(outputs, pages, looks), found


def _pages(
    pages: Iterable[Page], renderers: Mapping[str, Renderer], kept: Kept, options: Options, staging: Path
) -> tuple[dict[str, Made], dict[str, Output]]:
    """Writes the pages: those of the last build where nothing has changed that they were made from, the others anew."""
    changed = {folder: kept.changed(folder, renderer.trace) for folder, renderer in renderers.items()}
    made: dict[str, Made] = {}
    outputs: dict[str, Output] = {}
    anew: list[tuple[Page, bytes]] = []
    for page in pages:
        given, old, name = renderers[page.folder].given(page), kept.pages.get(page.where), file_of(page.where)
        same = old is not None and old.given == given and old.looks.isdisjoint(changed[page.folder])
        if old and same and (output := kept.take(name, options.out, staging)):
            made[page.where], outputs[name] = old, output
        else:
            anew.append((page, given))

    def rendered(one: tuple[Page, bytes]) -> tuple[Made, Output]:
        page, given = one
        renderer = renderers[page.folder]
        html = renderer.page(page)
        facts = verify.facts(page.where, html, renderer.base_path)
        return Made(page.folder, given, renderer.trace.seen, facts), write(staging, file_of(page.where), html.encode())

    for (page, _), (one, output) in zip(anew, spread(rendered, anew, options.jobs, least=100), strict=True):
        made[page.where], outputs[file_of(page.where)] = one, output
    return made, outputs


def _files(edition: Edition, first: Edition, renderers: dict[str, Renderer], codes: dict[str, Code]) -> Iterator[tuple[str, bytes]]:
    """The files that each language has for itself, relative to its folder."""
    yield from ((name, bare(text).encode()) for name, text in scriptdata.files(edition.catalogue, edition.steps))
    yield "feed.xml", renderers[edition.folder].feed("feeds/feed.xml", {"changed": _changed(edition.pages)}).encode()
    yield MANIFEST, renderers[edition.folder].feed(f"feeds/{MANIFEST}", {"up": way_up(edition.folder)}).encode()
    if edition is not first:
        yield editions.WORDS, editions.words_for_scripts(edition, first).encode()
    for page, code in codes.items():
        yield f"qr/{page.rstrip('/')}.svg", code.svg
        yield f"qr/{page.rstrip('/')}.png", code.png


def _codes(edition: Edition, options: Options) -> dict[str, Code]:
    """The QR code of each page that has a short address, by the page's address."""
    cache = options.kept()
    top = absolute(edition.catalogue.site.base_url, edition.folder)
    addresses = {page.address: absolute(top, short_address(page.address)) for page in edition.pages if has_short(page)}
    made = make_codes(addresses.values(), cache, options.jobs)
    return {page: made[public] for page, public in addresses.items()}


def _pdfs(catalogue: Catalogue, pages: list[Page], renderer: Renderer, static: dict[str, bytes], options: Options) -> dict[str, bytes]:
    """The PDFs that are there and up to date, by name; those that are asked for are made first. Pages rendered later link to them."""
    shelf = Shelf(options.root / ".cache" / "pdf")
    if options.pdf is None and not shelf.used:
        return {}
    listed = list(papers(catalogue, pages))
    documents = spread(renderer.paper, listed, options.jobs, least=50)
    files = {paper: (document, shelf.file(document, static)) for paper, document in zip(listed, documents, strict=True)}
    if options.pdf is not None:
        asked = {file: document for paper, (document, file) in files.items() if wanted(paper, options.pdf)}
        shelf.make(asked, static, options.jobs, options.progress)
        shelf.trim(file for _, file in files.values())
    made = {paper: content for paper, (_, file) in files.items() if (content := shelf.pdf(file)) is not None}
    renderer.offer({paper.page: (paper.name, len(content)) for paper, content in made.items()})
    return {paper.name: content for paper, content in made.items()}


def _feeds(list_of_pages: list[Page], renderer: Renderer) -> Iterator[tuple[str, str]]:
    """The files for search engines."""
    show: dict[str, Any] = {"pages": _listed(list_of_pages)}
    for name in ("sitemap.xml", "robots.txt"):
        yield name, renderer.feed(f"feeds/{name}", show)


def _listed(some: Iterable[Page]) -> list[Page]:
    """The pages that search engines and readers are told of."""
    return [page for page in some if page.kind not in ("moved", "short", "embed", "not-found", "report")]


def _changed(some: Iterable[Page]) -> list[Page]:
    """The pages that were checked last, the newest first."""
    return sorted((page for page in _listed(some) if page.reviewed), key=lambda page: (page.reviewed, page.address), reverse=True)[:CHANGES]
