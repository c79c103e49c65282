"""From sources to site: read, check, link, render, write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import TemplateError

from explorer import offline, opendata, published, scriptdata, verify
from explorer.address import absolute, file_of
from explorer.cache import Cache
from explorer.catalogue import Catalogue
from explorer.check import Draft, check, kinds_in, knows
from explorer.link import link
from explorer.page import Page
from explorer.pages import pages
from explorer.pages.embeds import SCRIPT, embed_files
from explorer.pages.short import has_short, short_address
from explorer.papers import Progress, Shelf, papers, wanted
from explorer.parallel import spread
from explorer.problem import Place, Problem
from explorer.qr import Code
from explorer.qr import codes as make_codes
from explorer.read import LARGEST, Document, read_file, walk_files
from explorer.render import Renderer, template_problem
from explorer.routes import Steps
from explorer.settings import Site
from explorer.swap import replacement

PROJECT = Path(__file__).parent.parent
SOURCES = (("pathways", (".yaml", ".yml")), ("content", (".yaml", ".yml", ".md")))
CHANGES = 40


@dataclass(frozen=True)
class Options:
    """What to build. root: the folder with `pathways/` and `content/`; out: the output; base_url: the site's public address.

    pdf: which PDFs to make, if any, as `papers.wanted` reads it; progress: what is told how far they are
    """

    root: Path
    out: Path
    base_url: str | None = None
    repository: str | None = None
    jobs: int = 1
    cache: bool = True
    pdf: Sequence[str] | None = None
    progress: Progress = lambda made, _: made


@dataclass(frozen=True)
class Report:
    """What came of a build: the problems, and how many pages of each kind were written (none when something was wrong)."""

    problems: tuple[Problem, ...]
    pages: Counter[str]

    @property
    def failed(self) -> bool:
        return any(not problem.warning for problem in self.problems)


@dataclass(frozen=True)
class Gathered:
    """What was read and checked, each file by itself. `unread`: the kinds of entry that a file which could not be read may hold."""

    documents: list[Document]
    drafts: list[Draft]
    unread: set[str]
    problems: list[Problem]

    @property
    def ids(self) -> dict[str, list[str]]:
        """The ids of each kind, in the order of the files."""
        found: dict[str, list[str]] = {}
        for draft in self.drafts:
            found.setdefault(draft.kind, []).append(draft.id)
        return found


def gather(options: Options) -> Gathered:
    """The documents and drafts of a site. Writes nothing but the cache."""
    cache = Cache(options.root / ".cache" / "explorer" if options.cache else None)
    files, problems = _sources(options.root)
    documents: list[Document] = []
    drafts: list[Draft] = []
    unread: set[str] = set()
    results = spread(lambda file: _read(options.root, file, cache), files, options.jobs, least=24)
    for file, (found, checked, wrong) in zip(files, results, strict=True):
        if not found:
            unread |= kinds_in(file.relative_to(options.root).as_posix())
        documents += found
        drafts += checked
        problems += wrong
    cache.trim()
    return Gathered(documents, drafts, unread, problems)


def load(options: Options) -> tuple[Catalogue | None, list[Problem]]:
    """The catalogue of a site, and everything that is wrong with its sources, sorted. Writes nothing but the cache."""
    found = gather(options)
    catalogue, more = link(found.drafts, found.documents, found.unread, datetime.now(UTC).date())
    problems = found.problems + more
    if catalogue:
        catalogue = replace(catalogue, site=_settings(catalogue.site, options))
    return None if any(not problem.warning for problem in problems) else catalogue, sorted(set(problems))


def build(options: Options) -> Report:
    """Builds the site. On any problem the output stays as it was."""
    catalogue, problems = load(options)
    if catalogue is None:
        return Report(tuple(problems), Counter())
    steps = Steps(catalogue)
    list_of_pages = list(pages(catalogue, steps))
    lost = list(published.dropped(options.root, list_of_pages))
    if lost:
        return Report(tuple(sorted([*problems, *lost])), Counter())
    try:
        with replacement(options.out) as staging:
            _publish(catalogue, steps, list_of_pages, options, staging)
    except FaultyOutputError as error:
        return Report(tuple(sorted([*problems, *error.problems])), Counter())
    return Report(tuple(problems), Counter(page.kind for page in list_of_pages))


class FaultyOutputError(Exception):
    """The output has faults, so it must not replace the old one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__()
        self.problems = tuple(problems)


def _settings(site: Site, options: Options) -> Site:
    """The site's settings, with what the command line says instead."""
    changes = {}
    if options.base_url:
        changes["base_url"] = options.base_url.rstrip("/") + "/"
    if options.repository:
        changes["repository"] = options.repository.rstrip("/")
    return site.model_copy(update=changes)


def _sources(root: Path) -> tuple[list[Path], list[Problem]]:
    """The files to read, and those that lie where the site looks but have a name that it does not know."""
    files: list[Path] = []
    problems: list[Problem] = []
    for folder, suffixes in SOURCES:
        if not (root / folder).is_dir():
            problems.append(Problem(Place(folder), f"There is no folder '{folder}' in {root}.", "Choose the site's folder with --root."))
        for file in walk_files(root / folder, suffixes):
            name = file.relative_to(root).as_posix()
            if file.suffix == ".yml":
                problems.append(
                    Problem(Place(name), "This file's name ends in .yml, so it would not be read.", "Rename it so that it ends in .yaml.")
                )
            elif not knows(name):
                problems.append(
                    Problem(
                        Place(name),
                        "The site has no use for a file of this name.",
                        "Move it to the folder of its kind, or check its spelling.",
                    )
                )
            else:
                files.append(file)
    return files, problems


def _read(root: Path, file: Path, cache: Cache) -> tuple[list[Document], list[Draft], list[Problem]]:
    """One file, read and checked: its document, its drafts and what is wrong."""

    def make() -> tuple[list[Document], list[Draft], list[Problem]]:
        document = read_file(root, file)
        return ([], [], document) if isinstance(document, list) else ([document], *check(document))

    try:
        content = file.read_bytes() if file.stat().st_size <= LARGEST else None
    except OSError:
        content = None
    if content is None:
        return make()
    return cache.get(file.relative_to(root).as_posix().encode() + b"\0" + content, make)


def _publish(catalogue: Catalogue, steps: Steps, list_of_pages: list[Page], options: Options, staging: Path) -> None:
    """Writes the whole output into an empty folder. Raises FaultyOutputError when something is wrong with it."""
    static = dict(static_files(options.root, Cache(options.root / ".cache" / "explorer" if options.cache else None)))
    codes = _codes(catalogue, list_of_pages, options)
    renderer = Renderer(catalogue, _overlay(options.root, "templates"), static, codes)
    try:
        pdfs = _pdfs(catalogue, list_of_pages, renderer, static, options)
        others = {
            **pdfs,
            **{f"static/{name}": content for name, content in static.items()},
            **{name: text.encode() for name, text in opendata.files(catalogue)},
            **{name: text.encode() for name, text in scriptdata.files(catalogue, steps)},
            **{name: text.encode() for name, text in _feeds(list_of_pages, renderer)},
            **{name: text.encode() for name, text in embed_files(list_of_pages, catalogue.site)},
            SCRIPT: (PROJECT / "explorer" / "scripts" / "embed.js").read_bytes(),
            **{f"qr/{page.rstrip('/')}.svg": code.svg for page, code in codes.items()},
            **{f"qr/{page.rstrip('/')}.png": code.png for page, code in codes.items()},
            ".nojekyll": b"",
        }
        made = (*others, offline.LIST, offline.WORKER)
        claims = [(file_of(page.address), page.file or page.template) for page in list_of_pages] + [(name, name) for name in made]
        for folder in {(staging / file).parent for file, _ in claims}:
            folder.mkdir(parents=True, exist_ok=True)
        for name, content in others.items():
            (staging / name).write_bytes(content)

        def publish(page: Page) -> tuple[verify.Facts, offline.File]:
            html = renderer.page(page)
            name, content = file_of(page.address), html.encode()
            (staging / name).write_bytes(content)
            return verify.facts(page.address, html), offline.measured(name, content)

        facts, files = zip(*spread(publish, list_of_pages, options.jobs, least=100), strict=True)
        files += tuple(offline.measured(name, content) for name, content in others.items())
        for name, content in offline.files(files, static["js/saved.js"].decode()).items():
            (staging / name).write_bytes(content)
    except TemplateError as error:
        raise FaultyOutputError([template_problem(error, options.root)]) from error
    base_path = urlsplit(catalogue.site.base_url).path
    faults = [*verify.claimed_twice(claims), *verify.problems(facts, {file for file, _ in claims}, base_path)]
    if faults:
        raise FaultyOutputError(faults)


def _codes(catalogue: Catalogue, list_of_pages: list[Page], options: Options) -> dict[str, Code]:
    """The QR code of each page that has a short address, by the page's address."""
    cache = Cache(options.root / ".cache" / "explorer" if options.cache else None)
    addresses = {page.address: absolute(catalogue.site.base_url, short_address(page.address)) for page in list_of_pages if has_short(page)}
    made = make_codes(addresses.values(), cache, options.jobs)
    return {page: made[public] for page, public in addresses.items()}


def _pdfs(catalogue: Catalogue, pages: list[Page], renderer: Renderer, static: dict[str, bytes], options: Options) -> dict[str, bytes]:
    """The PDFs that are there and up to date, by name; those that are asked for are made first. Pages rendered later link to them."""
    shelf = Shelf(options.root / ".cache" / "pdf")
    if options.pdf is None and not shelf.used:
        return {}
    files = {paper: (document, shelf.file(document, static)) for paper in papers(catalogue, pages) if (document := renderer.paper(paper))}
    if options.pdf is not None:
        asked = {file: document for paper, (document, file) in files.items() if wanted(paper, options.pdf)}
        shelf.make(asked, static, options.jobs, options.progress)
        shelf.trim(file for _, file in files.values())
    made = {paper: file.read_bytes() for paper, (_, file) in files.items() if file.exists()}
    renderer.offer({paper.page: (paper.name, len(content)) for paper, content in made.items()})
    return {paper.name: content for paper, content in made.items()}


def _feeds(list_of_pages: list[Page], renderer: Renderer) -> Iterator[tuple[str, str]]:
    """The files for search engines, feed readers and phones."""
    listed = [page for page in list_of_pages if page.kind not in ("moved", "short", "embed", "not-found")]
    changed = sorted((page for page in listed if page.reviewed), key=lambda page: (page.reviewed, page.address), reverse=True)[:CHANGES]
    show: dict[str, Any] = {"pages": listed, "changed": changed}
    for name in ("sitemap.xml", "robots.txt", "feed.xml", "manifest.webmanifest"):
        yield name, renderer.feed(f"feeds/{name}", show)


def static_files(root: Path, cache: Cache | None = None) -> Iterator[tuple[str, bytes]]:
    """All static files by name: the style sheets as one, in the order of their names, and the scripts without comments."""
    cache = cache or Cache(None)
    files: dict[str, Path] = {}
    for folder in reversed(_overlay(root, "static")):
        files |= {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*")) if file.is_file()}
    sheets = [file for name, file in sorted(files.items()) if name.startswith("css/")]
    yield "site.css", b"".join(file.read_bytes() for file in sheets)
    for name, file in sorted(files.items()):
        if name.startswith("css/"):
            continue
        content = file.read_bytes()
        yield name, cache.get(b"script\0" + content, partial(_script, content)) if name.endswith(".js") else content


def _script(content: bytes) -> bytes:
    from explorer.comments import without_comments  # its parser is loaded only where a script is new

    return without_comments(content)


def _overlay(root: Path, name: str) -> list[Path]:
    """The site's own folder, where it has one, before the project's; a file in the first stands in for the same file in the second."""
    folders = dict.fromkeys([root / name, PROJECT / name])
    return [folder for folder in folders if folder.is_dir()]
