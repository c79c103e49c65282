"""From sources to site: read, check, link, render, write."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import TemplateError

from explorer import editions, localfiles, offline, opendata, published, scriptdata, stamp, theme, verify
from explorer.address import absolute, file_of
from explorer.cache import Cache
from explorer.catalogue import Catalogue
from explorer.check import Draft, check, kinds_in, knows
from explorer.editions import Edition
from explorer.findings import findings
from explorer.foreign import bare
from explorer.link import link
from explorer.localfiles import Checked, Source
from explorer.page import Page
from explorer.pages import pages
from explorer.pages.embeds import SCRIPT, embed_files
from explorer.pages.report import report_page
from explorer.pages.short import has_short, short_address
from explorer.papers import Progress, Shelf, papers, wanted
from explorer.parallel import spread
from explorer.pictures import pictures
from explorer.problem import Place, Problem
from explorer.qr import Code
from explorer.qr import codes as make_codes
from explorer.read import LARGEST, Document, read_file, walk_files
from explorer.render import Renderer, template_problem
from explorer.routes import Steps
from explorer.say import FOLDER as LOCALES
from explorer.say import Say, file_for, messages_in
from explorer.settings import Site
from explorer.swap import replacement
from explorer.theme import pictures_missing
from explorer.translations import in_language, translations

PROJECT = Path(__file__).parent.parent
SOURCES = (("pathways", (".yaml", ".yml")), ("content", (".yaml", ".yml", ".md")))
CHANGES = 40


@dataclass(frozen=True)
class Options:
    """What to build. root: the folder with `pathways/` and `content/`; out: the output; base_url: the site's public address.

    pdf: which PDFs to make, if any, as `papers.wanted` reads it; progress: what is told how far they are
    local: the folder of an advice service, if it is not `local/` in the root
    today: the day of the build, against which reviews and events are held
    """

    root: Path
    out: Path
    base_url: str | None = None
    repository: str | None = None
    jobs: int = 1
    cache: bool = True
    pdf: Sequence[str] | None = None
    progress: Progress = lambda made, _: made
    local: Path | None = None
    today: date = field(default_factory=lambda: build_day(os.environ))


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
    cache = _cache(options)
    files, problems = _sources(options.root)
    near, more = localfiles.sources(options.root, options.local)
    files += near
    problems += more
    documents: list[Document] = []
    drafts: list[Draft] = []
    unread: set[str] = set()
    results = spread(lambda source: _read(source, cache), files, options.jobs, least=24)
    for source, (found, checked, wrong) in zip(files, results, strict=True):
        if not found:
            unread |= kinds_in(source.name)
        documents += found
        drafts += checked
        problems += wrong
    cache.trim()
    return Gathered(documents, drafts, unread, problems)


def load(options: Options) -> tuple[Catalogue | None, list[Problem]]:
    """The catalogue of a site, and everything that is wrong with its sources, sorted. Writes nothing but the cache."""
    found = gather(options)
    catalogue, more = link(found.drafts, found.documents, found.unread, options.today)
    problems = found.problems + more
    folders = overlay(options.root, "static")
    problems += [problem for draft in found.drafts if draft.kind == "site" for problem in pictures_missing(draft, folders)]
    if catalogue:
        catalogue = replace(catalogue, site=_settings(catalogue.site, options), say=_say(catalogue.site.language, options))
        translated, wrong = translations(options.root, catalogue)
        problems += wrong
        others = {code: in_language(catalogue, translated, _say(code, options)) for code in catalogue.site.languages[1:]}
        catalogue = replace(catalogue, others=others, translations=tuple(translated))
    return None if any(not problem.warning for problem in problems) else catalogue, sorted(set(problems))


def build(options: Options) -> Report:
    """Builds the site. On any problem the output stays as it was; where nothing has changed it is left alone."""
    cache = _cache(options)
    inputs = _inputs(options) if options.cache else b""
    known = cache.recall(inputs)
    if known and options.pdf is None and known[0] == stamp.of_output(options.out):
        return known[1]  # type: ignore[no-any-return]
    with _no_collection():
        report = _build(options)
    if not report.failed:
        cache.keep(inputs, (stamp.of_output(options.out), report))
    return report


@contextmanager
def _no_collection() -> Iterator[None]:
    """A build makes much and throws little away, so looking for circles in the midst of it finds nothing."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _build(options: Options) -> Report:
    catalogue, problems = load(options)
    if catalogue is None:
        return Report(tuple(problems), Counter())
    steps = Steps(catalogue)
    first, *others = editions_of(catalogue, steps)
    found = findings(catalogue, options.today, pictures(options.root, PROJECT))
    all_editions = [replace(first, pages=[*first.pages, report_page(catalogue, found)]), *others]
    list_of_pages = [page for edition in all_editions for page in edition.pages]
    lost = list(published.dropped(options.root, list_of_pages))
    if lost:
        return Report(tuple(sorted([*problems, *lost])), Counter())
    try:
        with replacement(options.out) as staging:
            _publish(all_editions, options, staging)
    except FaultyOutputError as error:
        return Report(tuple(sorted([*problems, *error.problems])), Counter())
    return Report(tuple(problems), Counter(page.kind for page in list_of_pages))


def _inputs(options: Options) -> bytes:
    """A stamp of all that the site is made from, taken before any of it is read. Dates are held against today's."""
    given = (str(options.root), str(options.out), str(options.base_url), str(options.repository), str(options.today), str(options.local))
    folders = [options.root / folder for folder, _ in SOURCES]
    folders += [folder for name in ("templates", "static") for folder in overlay(options.root, name)]
    folders += [LOCALES, options.local or options.root / "local", options.root / ".cache" / "pdf"]
    return stamp.of_inputs(given, folders)


def _cache(options: Options) -> Cache:
    return Cache(options.root / ".cache" / "explorer" if options.cache else None)


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


def _say(language: str, options: Options) -> Say:
    """The words of a language: those of `locales/`, or the English ones."""
    file = file_for(language)
    if not file.is_file():
        return Say(language)
    cache = _cache(options)
    content = file.read_bytes()
    return Say(language, cache.get(b"words\0" + content, partial(messages_in, content)))


def editions_of(catalogue: Catalogue, steps: Steps) -> Iterator[Edition]:
    """The site in each of its languages, that of the texts first."""
    yield Edition("", catalogue, list(pages(catalogue, steps)), steps)
    for code, other in catalogue.others.items():
        own = Steps(other)
        yield Edition(f"{code}/", other, editions.located(pages(other, own), f"{code}/"), own)


def build_day(environment: Mapping[str, str]) -> date:
    """The day of SOURCE_DATE_EPOCH, where somebody wants an older build again to the byte; otherwise today.

    Source: https://reproducible-builds.org/specs/source-date-epoch/
    """
    seconds = environment.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(seconds), UTC).date() if seconds.isdecimal() else datetime.now(UTC).date()


def _sources(root: Path) -> tuple[list[Source], list[Problem]]:
    """The files to read, and those that lie where the site looks but have a name that it does not know."""
    files: list[Source] = []
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
                files.append(Source(name, file, root))
    return files, problems


def _read(source: Source, cache: Cache) -> Checked:
    """One file, read and checked."""

    def make() -> Checked:
        document = read_file(source.base, source.file, source.below)
        return ([], [], document) if isinstance(document, list) else ([document], *check(document))

    try:
        content = source.file.read_bytes() if source.file.stat().st_size <= LARGEST else None
    except OSError:
        content = None
    checked = make() if content is None else cache.get(source.name.encode() + b"\0" + content, make)
    return localfiles.shown_as(checked, source.shown) if source.shown else checked


def _publish(all_editions: list[Edition], options: Options, staging: Path) -> None:
    """Writes the whole output into an empty folder. Raises FaultyOutputError when something is wrong with it."""
    first = all_editions[0]
    list_of_pages = [page for edition in all_editions for page in edition.pages]
    static = dict(static_files(options.root, _cache(options)))
    if first.catalogue.site.theme:
        static["site.css"] += theme.style(first.catalogue.site.theme).encode()
    templates = overlay(options.root, "templates")
    codes = {edition.folder: _codes(edition, options) for edition in all_editions}
    renderers = {
        edition.folder: Renderer(edition, all_editions, templates, static, codes[edition.folder], _cache(options))
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
        made = (*others, offline.LIST, offline.WORKER)
        claims = [(file_of(page.where), page.file or page.template) for page in list_of_pages] + [(name, name) for name in made]
        for folder in {(staging / file).parent for file, _ in claims}:
            folder.mkdir(parents=True, exist_ok=True)
        for name, content in others.items():
            (staging / name).write_bytes(content)

        def publish(page: Page) -> tuple[verify.Facts, offline.File]:
            html = renderers[page.folder].page(page)
            name, content = file_of(page.where), html.encode()
            (staging / name).write_bytes(content)
            return verify.facts(page.where, html), offline.measured(name, content)

        facts, files = zip(*spread(publish, list_of_pages, options.jobs, least=100), strict=True)
        files += tuple(offline.measured(name, content) for name, content in others.items())
        for name, content in offline.files(files, static["js/saved.js"].decode()).items():
            (staging / name).write_bytes(content)
    except TemplateError as error:
        raise FaultyOutputError([template_problem(error, options.root)]) from error
    base_path = urlsplit(first.catalogue.site.base_url).path
    faults = [*verify.claimed_twice(claims), *verify.problems(facts, {file for file, _ in claims}, base_path)]
    if faults:
        raise FaultyOutputError(faults)


def _files(edition: Edition, first: Edition, renderers: dict[str, Renderer], codes: dict[str, Code]) -> Iterator[tuple[str, bytes]]:
    """The files that each language has for itself, relative to its folder."""
    yield from ((name, bare(text).encode()) for name, text in scriptdata.files(edition.catalogue, edition.steps))
    yield "feed.xml", renderers[edition.folder].feed("feeds/feed.xml", {"changed": _changed(edition.pages)}).encode()
    if edition is not first:
        yield editions.WORDS, editions.words_for_scripts(edition, first).encode()
    for page, code in codes.items():
        yield f"qr/{page.rstrip('/')}.svg", code.svg
        yield f"qr/{page.rstrip('/')}.png", code.png


def _codes(edition: Edition, options: Options) -> dict[str, Code]:
    """The QR code of each page that has a short address, by the page's address."""
    cache = _cache(options)
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
    made = {paper: file.read_bytes() for paper, (_, file) in files.items() if file.exists()}
    renderer.offer({paper.page: (paper.name, len(content)) for paper, content in made.items()})
    return {paper.name: content for paper, content in made.items()}


def _feeds(list_of_pages: list[Page], renderer: Renderer) -> Iterator[tuple[str, str]]:
    """The files for search engines and phones."""
    show: dict[str, Any] = {"pages": _listed(list_of_pages)}
    for name in ("sitemap.xml", "robots.txt", "manifest.webmanifest"):
        yield name, renderer.feed(f"feeds/{name}", show)


def _listed(some: Iterable[Page]) -> list[Page]:
    """The pages that search engines and readers are told of."""
    return [page for page in some if page.kind not in ("moved", "short", "embed", "not-found", "report")]


def _changed(some: Iterable[Page]) -> list[Page]:
    """The pages that were checked last, the newest first."""
    return sorted((page for page in _listed(some) if page.reviewed), key=lambda page: (page.reviewed, page.address), reverse=True)[:CHANGES]


def static_files(root: Path, cache: Cache | None = None) -> Iterator[tuple[str, bytes]]:
    """All static files by name: the style sheets as one, in the order of their names, and the scripts without comments."""
    cache = cache or Cache(None)
    files: dict[str, Path] = {}
    for folder in reversed(overlay(root, "static")):
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


def overlay(root: Path, name: str) -> list[Path]:
    """The site's own folder, where it has one, before the project's; a file in the first stands in for the same file in the second."""
    folders = dict.fromkeys([root / name, PROJECT / name])
    return [folder for folder in folders if folder.is_dir()]
