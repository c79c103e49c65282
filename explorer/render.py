"""Pages to HTML.

Templates write every link inside the site as '~/…'; the last step puts in the way from the page to the top of the site.
"""

from __future__ import annotations

import hashlib
import json
import traceback
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import BytecodeCache, ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.bccache import Bucket
from markupsafe import Markup

from explorer import __version__, prose, schema_org, words
from explorer.address import address, file_of, way_up
from explorer.cache import Cache
from explorer.catalogue import Catalogue, choices, parted
from explorer.glossary import Glossary, first_marks
from explorer.page import Page
from explorer.pages.short import short_address
from explorer.papers import Paper, size_words
from explorer.pay import money, money_range
from explorer.problem import Place, Problem, sentence
from explorer.qr import Code

SCRIPT_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


class Renderer:
    """Renders the pages of one catalogue.

    folders: template folders, the first that has a file wins; codes: QR codes by page; cache: where templates are kept compiled
    """

    def __init__(
        self,
        catalogue: Catalogue,
        folders: Iterable[Path],
        assets: Mapping[str, bytes],
        codes: Mapping[str, Code] | None = None,
        cache: Cache | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._glossary = Glossary(catalogue.words.values())
        self._versions = {name: hashlib.sha256(content).hexdigest()[:8] for name, content in assets.items()}
        self._environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_Compiled(cache or Cache(None)),
        )
        self._environment.filters.update(
            line=lambda text: self._explained(prose.line(text)),
            block=lambda text: self._explained(prose.block(text)),
            explained=self._explained,
            months=words.months,
            roughly=words.roughly,
            day=words.day,
            hours=words.hours,
            both=words.both,
            when=words.when,
            choices=choices,
            parted=parted,
            titles=lambda ids, entries: [entries[id_].title for id_ in ids],
            money=money,
            short=short_address,
            size_name=lambda points: f"{points:g}".replace(".", "-"),
            mailto=lambda fields: urlencode(fields, quote_via=quote),
            money_range=money_range,
        )
        self._environment.globals.update(
            site=catalogue.site,
            catalogue=catalogue,
            nations=catalogue.terms["nation"],
            link=link,
            asset=self._asset,
            codes=codes or {},
            downloads={},
            correction=self._correction,
            script_json=script_json,
            generator=f"Pathway Explorer {__version__}",
        )

    def page(self, page: Page) -> str:
        """The page as HTML."""
        data = [{"@context": "https://schema.org", **thing} for thing in page.data]
        if page.crumbs:
            crumbs = schema_org.breadcrumbs(self._catalogue, page.crumbs)
            data.append({"@context": "https://schema.org", **crumbs})
        html = self._environment.get_template(page.template).render(page=page, data=data, **page.show)
        return prose.placed(first_marks(html), self._way_up(page))

    def paper(self, paper: Paper) -> str:
        """The document from which a PDF is made."""
        show = {"paper": paper, "move_words": words.MOVES}
        return prose.placed(self._environment.get_template("paper.html").render(**show), "")

    def offer(self, sizes: Mapping[str, tuple[str, int]]) -> None:
        """Says which PDFs there are, so that pages link to them: the file and its size in bytes, by the address of the page."""
        self._environment.globals["downloads"] = {page: (name, size_words(size)) for page, (name, size) in sizes.items()}

    def feed(self, template: str, show: Mapping[str, Any]) -> str:
        """A file for machines (sitemap, Atom feed) from its template."""
        return self._environment.get_template(template).render(**show)

    def _explained(self, html: str) -> Markup:
        """Clean HTML with the words of the glossary marked."""
        return Markup(self._glossary.marked(html))  # noqa: S704  cleaned by nh3

    def _asset(self, name: str) -> str:
        """The address of a static file, with a mark that changes when the file does."""
        return f"~/static/{name}?v={self._versions[name]}"

    def _correction(self, page: Page) -> str:
        """Where to say that something on a page is wrong: a new issue in the repository, or an e-mail."""
        site = self._catalogue.site
        title = f"Correction: {page.title}"
        body = f"Page: {site.base_url}{page.address}\n\nWhat is wrong, and where you read what is right:\n"
        if site.repository:
            return f"{site.repository}/issues/new?{urlencode({'title': title, 'body': body})}"
        return f"mailto:{site.organisation.email}?{urlencode({'subject': title, 'body': body}, quote_via=quote)}"

    def _way_up(self, page: Page) -> str:
        """A host shows 404.html at any depth, so its links start at the site's own path."""
        return urlsplit(self._catalogue.site.base_url).path if page.address == "404.html" else way_up(page.address)


class _Compiled(BytecodeCache):
    """Templates as Python's own code, by their names and texts."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache

    def load_bytecode(self, bucket: Bucket) -> None:
        code = self._cache.recall(self._source(bucket))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._cache.keep(self._source(bucket), bucket.bytecode_to_string())

    @staticmethod
    def _source(bucket: Bucket) -> bytes:
        return f"template\0{bucket.key}\0{bucket.checksum}".encode()


def template_problem(error: TemplateError, root: Path) -> Problem:
    """What is wrong with a template, and where: the innermost line of a template that led to the error."""
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if "templates" in Path(frame.filename).parts]
    file, line = frames[-1][:2] if frames else ("templates", 0)
    if isinstance(error, TemplateSyntaxError):
        file, line = error.filename or error.name or file, error.lineno
    path = Path(file)
    name = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    return Problem(
        Place(name, line or 0),
        sentence(f"This template cannot be used: {error.message}"),
        "Mend the template, or delete it to use the project's own.",
    )


def link(kind: str, id_: str) -> str:
    """The link to an entry, as templates write it."""
    return f"~/{address(kind, id_)}"


def script_json(value: Any) -> Markup:
    """A value as JSON that is safe inside a script element: nothing in it can end the element or open a comment."""
    return Markup(json.dumps(value, ensure_ascii=False).translate(SCRIPT_ESCAPES))  # noqa: S704  escaped above


def output_file(page: Page) -> str:
    """The file that a page is written to, relative to the output."""
    return file_of(page.address)
