"""From sources to site: read, check, link, render, write."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

from explorer import editions, localfiles, published, stamp
from explorer.assets import PROJECT, overlay
from explorer.cache import Cache
from explorer.catalogue import Catalogue
from explorer.check import Draft, check, kinds_in, knows
from explorer.editions import Edition
from explorer.findings import findings
from explorer.kept import Kept
from explorer.link import link
from explorer.localfiles import Checked, Source
from explorer.pages import pages
from explorer.pages.report import report_page
from explorer.pages.routes import popular_ways
from explorer.papers import Progress
from explorer.parallel import spread
from explorer.pictures import pictures
from explorer.problem import Place, Problem
from explorer.publish import FaultyOutputError, publish
from explorer.read import LARGEST, Document, read_file, walk_files
from explorer.routes import Steps
from explorer.say import FOLDER as LOCALES
from explorer.say import Say, file_for, messages_in
from explorer.settings import Site
from explorer.strange import strange
from explorer.swap import replacement
from explorer.theme import files_missing
from explorer.translations import in_language, translations
from explorer.weights import Weight

SOURCES = (("pathways", (".yaml", ".yml")), ("content", (".yaml", ".yml", ".md")))


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

    def kept(self) -> Cache:
        """What earlier builds read and made."""
        return Cache(self.root / ".cache" / "explorer" if self.cache else None)


@dataclass(frozen=True)
class Report:
    """What came of a build: the problems, how many pages of each kind were written (none when something was wrong), and what they weigh."""

    problems: tuple[Problem, ...]
    pages: Counter[str]
    weights: tuple[Weight, ...] = ()

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
    cache = options.kept()
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
    if odd := strange(options.root, options.local):
        return None, odd
    found = gather(options)
    catalogue, more = link(found.drafts, found.unread, options.today)
    problems = found.problems + more
    folders = overlay(options.root, "static")
    problems += [problem for draft in found.drafts if draft.kind == "site" for problem in files_missing(draft, folders)]
    if catalogue:
        catalogue = replace(catalogue, site=_settings(catalogue.site, options), say=_say(catalogue.site.language, options))
        translated, wrong = translations(options.root, catalogue)
        problems += wrong
        others = {code: in_language(catalogue, translated, _say(code, options)) for code in catalogue.site.languages[1:]}
        catalogue = replace(catalogue, others=others, translations=tuple(translated))
    return None if any(not problem.warning for problem in problems) else catalogue, sorted(set(problems))


def build(options: Options) -> Report:
    """Builds the site. On any problem the output stays as it was; where nothing has changed it is left alone."""
    if odd := strange(options.root, options.local):
        return Report(tuple(odd), Counter())
    cache = options.kept()
    inputs = _inputs(options) if options.cache else b""
    known = cache.recall(inputs + _shelf(options))
    if known and known[0] == stamp.of_output(options.out):
        return known[1]  # type: ignore[no-any-return]
    with _no_collection():
        report = _build(options, cache)
    if not report.failed:
        cache.keep(inputs + _shelf(options), (stamp.of_output(options.out), report))
    return report


@contextmanager
def _no_collection() -> Iterator[None]:
    """A build makes much and throws little away, so looking for circles in the midst of it finds nothing."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _build(options: Options, cache: Cache) -> Report:
    catalogue, problems = load(options)
    if catalogue is None:
        return Report(tuple(problems), Counter())
    first, *others = editions_of(catalogue, options)
    found = findings(catalogue, options.today, pictures(options.root, PROJECT))
    all_editions = [replace(first, pages=[*first.pages, report_page(catalogue, found)]), *others]
    list_of_pages = [page for edition in all_editions for page in edition.pages]
    lost = list(published.dropped(options.root, list_of_pages))
    if lost:
        return Report(tuple(sorted([*problems, *lost])), Counter())
    place = f"kept\0{options.out.resolve()}".encode()
    try:
        with replacement(options.out) as staging:
            kept, weights = publish(all_editions, options, staging, cache.recall(place) or Kept())
    except FaultyOutputError as error:
        return Report(tuple(sorted([*problems, *error.problems])), Counter())
    cache.keep(place, kept)
    return Report(tuple(problems), Counter(page.kind for page in list_of_pages), tuple(weights))


def _inputs(options: Options) -> bytes:
    """A stamp of all that the site is made from, taken before any of it is read. Dates are held against today's."""
    asked = (options.root, options.out, options.base_url, options.repository, options.today, options.local, options.pdf)
    folders = [options.root / folder for folder, _ in SOURCES]
    folders += [folder for name in ("templates", "static") for folder in overlay(options.root, name)]
    folders += [LOCALES, options.local or options.root / "local"]
    return stamp.of_inputs(map(str, asked), folders)


def _shelf(options: Options) -> bytes:
    """A stamp of the PDFs that are ready: a build that makes some leaves other ones than it found."""
    return stamp.of_inputs((), [options.root / ".cache" / "pdf"]) if options.cache else b""


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
    cache = options.kept()
    content = file.read_bytes()
    return Say(language, cache.get(b"words\0" + content, partial(messages_in, content)))


def editions_of(catalogue: Catalogue, options: Options) -> Iterator[Edition]:
    """The site in each of its languages, that of the texts first."""
    steps = Steps(catalogue)
    ways = popular_ways(catalogue, steps, options.kept(), options.jobs)
    yield Edition("", catalogue, list(pages(catalogue, ways)), steps)
    for code, other in catalogue.others.items():
        yield Edition(f"{code}/", other, editions.located(pages(other, ways), f"{code}/"), Steps(other))


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
