"""From sources to site: read, check, link, render, write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import TemplateError

from explorer import opendata, published, scriptdata, verify
from explorer.address import file_of
from explorer.cache import Cache
from explorer.catalogue import Catalogue
from explorer.check import Draft, check, kinds_in, knows
from explorer.link import link
from explorer.page import Page
from explorer.pages import pages
from explorer.parallel import spread
from explorer.problem import Place, Problem
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
    """What to build. root: the folder with `pathways/` and `content/`; out: the output; base_url: the site's public address."""

    root: Path
    out: Path
    base_url: str | None = None
    repository: str | None = None
    jobs: int = 1
    cache: bool = True


@dataclass(frozen=True)
class Report:
    """What came of a build: the problems, and how many pages of each kind were written (none when something was wrong)."""

    problems: tuple[Problem, ...]
    pages: Counter[str]

    @property
    def failed(self) -> bool:
        return any(not problem.warning for problem in self.problems)


def load(options: Options) -> tuple[Catalogue | None, list[Problem]]:
    """The catalogue of a site, and everything that is wrong with its sources, sorted. Writes nothing but the cache."""
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
    catalogue, more = link(drafts, documents, unread, datetime.now(UTC).date())
    problems += more
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
    static = dict(static_files(options.root))
    renderer = Renderer(catalogue, _overlay(options.root, "templates"), static)
    try:
        others = {
            **{f"static/{name}": content for name, content in static.items()},
            **{name: text.encode() for name, text in opendata.files(catalogue)},
            **{name: text.encode() for name, text in scriptdata.files(catalogue, steps)},
            **{name: text.encode() for name, text in _feeds(list_of_pages, renderer)},
            ".nojekyll": b"",
        }
        claims = [(file_of(page.address), page.file or page.template) for page in list_of_pages] + [(name, name) for name in others]
        for folder in {(staging / file).parent for file, _ in claims}:
            folder.mkdir(parents=True, exist_ok=True)
        for name, content in others.items():
            (staging / name).write_bytes(content)

        def publish(page: Page) -> verify.Facts:
            html = renderer.page(page)
            (staging / file_of(page.address)).write_bytes(html.encode())
            return verify.facts(page.address, html)

        facts = list(spread(publish, list_of_pages, options.jobs, least=100))
    except TemplateError as error:
        raise FaultyOutputError([template_problem(error, options.root)]) from error
    base_path = urlsplit(catalogue.site.base_url).path
    faults = [*verify.claimed_twice(claims), *verify.problems(facts, {file for file, _ in claims}, base_path)]
    if faults:
        raise FaultyOutputError(faults)


def _feeds(list_of_pages: list[Page], renderer: Renderer) -> Iterator[tuple[str, str]]:
    """The files for search engines, feed readers and phones."""
    listed = [page for page in list_of_pages if page.kind not in ("moved", "not-found")]
    changed = sorted((page for page in listed if page.reviewed), key=lambda page: (page.reviewed, page.address), reverse=True)[:CHANGES]
    show: dict[str, Any] = {"pages": listed, "changed": changed}
    for name in ("sitemap.xml", "robots.txt", "feed.xml", "manifest.webmanifest"):
        yield name, renderer.feed(f"feeds/{name}", show)


def static_files(root: Path) -> Iterator[tuple[str, bytes]]:
    """All static files by name; the style sheets come out as one, in the order of their names."""
    files: dict[str, Path] = {}
    for folder in reversed(_overlay(root, "static")):
        files |= {file.relative_to(folder).as_posix(): file for file in sorted(folder.rglob("*")) if file.is_file()}
    sheets = [file for name, file in sorted(files.items()) if name.startswith("css/")]
    yield "site.css", b"".join(file.read_bytes() for file in sheets)
    for name, file in sorted(files.items()):
        if not name.startswith("css/"):
            yield name, file.read_bytes()


def _overlay(root: Path, name: str) -> list[Path]:
    """The site's own folder, where it has one, before the project's; a file in the first stands in for the same file in the second."""
    folders = dict.fromkeys([root / name, PROJECT / name])
    return [folder for folder in folders if folder.is_dir()]
