"""Pages to HTML.

Templates write every link inside the site as '~/…'; the last step puts in the way from the page to the top of the site.
"""

from __future__ import annotations

import hashlib
import json
import re
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property, partial
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from jinja2 import BytecodeCache, ChoiceLoader, Environment, FileSystemLoader, StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.bccache import Bucket
from jinja2.ext import Extension
from markupsafe import Markup

from explorer import __version__, editions, foreign, prose, schema_org, scriptdata, words
from explorer.address import MANIFEST, address, file_of, is_local, way_up
from explorer.cache import Cache, engine
from explorer.editions import Edition, Version
from explorer.glossary import Glossary, first_marks
from explorer.headers import content_policy
from explorer.menu import foot, menu
from explorer.needs import choices, parted
from explorer.page import Page
from explorer.pages.short import short_address
from explorer.papers import Paper, size_words
from explorer.pay import money, money_range, pay_words
from explorer.problem import Place, Problem, sentence
from explorer.qr import Code
from explorer.say import Say
from explorer.sheet import contact_line, level_title
from explorer.theme import fonts, paper_fonts
from explorer.trace import Trace

SCRIPT_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026", 0x2028: "\\u2028", 0x2029: "\\u2029"}


# Links and forms that lead into the site, and the whole of a link with what it says.
ADDRESS = re.compile(r'="~/([^"#?]*)')
ANCHOR = re.compile(r'<a\b([^>]*?) href="~/([^"#?]*)([^"]*)"([^>]*)>(.*?)</a>', re.DOTALL)


class Said(Extension):
    """Puts the words of a language into templates as they are compiled, where nothing is put into the words: pages need not ask again."""

    MARKED = re.compile(r"""\{\{ _\((["'])([^"'{}]*|[^"{}]*)\1\) \}\}""")

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002  as Jinja has it
        """The template with these words in their places."""
        say: Say = self.environment.say  # type: ignore[attr-defined]
        return self.MARKED.sub(lambda match: say.text(match[2]), source)


class Renderer:
    """Renders the pages of one edition.

    folders: template folders, the first that has a file wins; codes: QR codes by page; cache: where templates are kept compiled
    """

    def __init__(
        self,
        edition: Edition,
        all_editions: Sequence[Edition],
        folders: Iterable[Path],
        assets: Mapping[str, bytes],
        codes: Mapping[str, Code] | None = None,
        cache: Cache | None = None,
    ) -> None:
        self._edition = edition
        self._folders = list(folders)
        self._editions = all_editions
        self.trace = Trace(edition.catalogue)
        self._catalogue = catalogue = self.trace.view
        say = catalogue.say
        self._own = {*edition.own, *(f"qr/{page.rstrip('/')}.{ending}" for page in codes or () for ending in ("svg", "png"))}
        self._glossary = Glossary(catalogue.words.values())
        self._versions = {name: hashlib.sha256(content).hexdigest()[:8] for name, content in assets.items()}
        self._environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(folder) for folder in self._folders]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            extensions=["jinja2.ext.i18n", Said],
            bytecode_cache=_Compiled(cache or Cache(None), say),
        )
        self._environment.extend(say=say)
        self._environment.policies["ext.i18n.trimmed"] = True
        self._environment.install_gettext_callables(say.text, say.form, newstyle=True)  # type: ignore[attr-defined]
        self._environment.globals.update(_callables(say))
        self._environment.filters.update(
            line=lambda text: self._explained(prose.line(text)),
            block=lambda text: self._explained(prose.block(text)),
            explained=self._explained,
            months=partial(words.months, say),
            roughly=partial(words.roughly, say),
            day=say.day,
            days=partial(words.days, say),
            number=say.number,
            hours=partial(words.hours, say),
            both=say.both,
            when=partial(words.when, say),
            choices=choices,
            strength=lambda strength: say(words.STRENGTH_NOTES[strength]),
            parted=parted,
            titles=lambda ids, entries: [entries[id_].title for id_ in ids],
            money=partial(money, say),
            pay_words=partial(pay_words, say),
            capital=words.capital,
            names_level=lambda one: bool(re.search(rf"e[fv]el {one.level}", one.title)),
            short=self._short,
            contact_line=contact_line,
            dial=dial,
            size_name=lambda points: f"{points:g}".replace(".", "-"),
            mailto=lambda fields: urlencode(fields, quote_via=quote),
            money_range=partial(money_range, say),
        )
        self._environment.globals.update(
            site=catalogue.site,
            say=say,
            folder=edition.folder,
            versions=self._versions_of,
            alternates=lambda page: editions.alternates(self._versions_of(page)),
            partly=foreign.NOTE if edition is not all_editions[0] else "",
            catalogue=catalogue,
            nations=catalogue.terms["nation"],
            link=link,
            menu=menu(catalogue.site),
            foot=foot(catalogue.site),
            fonts=fonts(catalogue.site),
            paper_fonts=paper_fonts(catalogue.site),
            asset=self._asset,
            codes=codes or {},
            downloads={},
            level_title=partial(level_title, catalogue),
            correction=self._correction,
            script_json=script_json,
            content_policy=lambda counting="": Markup(content_policy(counting)),  # noqa: S704  the project's own words
            generator=f"Pathway Explorer {__version__}",
        )

    def page(self, page: Page) -> str:
        """The page as HTML. What it looked at is in `trace`."""
        self.trace.start()
        show = page.show(self._catalogue)
        data = [{"@context": "https://schema.org", **thing} for thing in show.get("things", ())]
        if page.crumbs:
            crumbs = schema_org.breadcrumbs(self._catalogue, page.crumbs)
            data.append({"@context": "https://schema.org", **crumbs})
        html = self._environment.get_template(page.template).render(page=page, data=data, **show)
        return prose.placed(self._in_language(first_marks(html)), self._way_up(page))

    @property
    def base_path(self) -> str:
        """The path of the site's address."""
        return urlsplit(self._catalogue.site.base_url).path

    def given(self, page: Page) -> bytes:
        """The digest of all that a page is made from, but for what it looks at in the catalogue."""
        return self.trace.digest_of(self._ground, page, self._versions_of(page))

    @cached_property
    def _ground(self) -> bytes:
        """The digest of what every page is made from."""
        files = [(file.name, file.read_bytes()) for folder in self._folders for file in sorted(folder.rglob("*.*"))]
        elsewhere = () if self._edition is self._editions[0] else (self._own, self._editions[0].own)
        downloads = self._environment.globals["downloads"]
        return self.trace.digest_of(self.trace.ground(), engine(), files, self._versions, downloads, elsewhere)

    def paper(self, paper: Paper) -> str:
        """The document from which a PDF is made."""
        show = {"paper": paper, "move_words": self._catalogue.say.all(words.MOVES)}
        return prose.placed(self._environment.get_template("paper.html").render(**show), "")

    def offer(self, sizes: Mapping[str, tuple[str, int]]) -> None:
        """Says which PDFs there are, so that pages link to them: the file and its size in bytes, by the address of the page."""
        self._environment.globals["downloads"] = {page: (name, size_words(size)) for page, (name, size) in sizes.items()}

    def feed(self, template: str, show: Mapping[str, Any]) -> str:
        """A file for machines (sitemap, Atom feed) from its template."""
        return foreign.bare(self._environment.get_template(template).render(**show))

    def _in_language(self, html: str) -> str:
        """The page with each link to where its language has what it leads to; links into another language say so."""
        first = self._editions[0]
        if self._edition is first:
            return html
        say, other = self._catalogue.say, first.language
        note = f' <span class="in-other">{editions.note(say, first.catalogue.say)}</span>'

        def anchor(match: re.Match[str]) -> str:
            before, where, rest, after, inner = match.groups()
            if where in self._own or where.startswith("static/") or not (where in first.own or where.endswith(".pdf")):
                return match[0]
            return f'<a{before} href="~~/{where}{rest}" hreflang="{other}"{after}>{inner}{note}</a>'

        html = ANCHOR.sub(anchor, html)
        html = ADDRESS.sub(lambda match: f'="~~/{self._edition.folder if self._has(match[1]) else ""}{match[1]}', html)
        words = say("Some of this page is only in {language} so far.", language=editions.name_of(first.catalogue.say, say))
        return foreign.placed(html, other, f'<p class="notice partly">{words}</p>')

    def _has(self, where: str) -> bool:
        return where in self._own or where.startswith(scriptdata.OWN) or where in ("feed.xml", MANIFEST, editions.WORDS)

    def _versions_of(self, page: Page) -> list[Version]:
        """The page in the languages of the site; none where the site has one language."""
        return editions.versions(self._editions, page) if len(self._editions) > 1 else []

    def _short(self, address: str) -> str:
        """The short address of a page, in its language."""
        return (self._edition.folder if address in self._own else "") + short_address(address)

    def _explained(self, html: str) -> Markup:
        """Clean HTML with the words of the glossary marked."""
        return Markup(self._glossary.marked(html))  # noqa: S704  cleaned by nh3

    def _asset(self, name: str) -> str:
        """The address of a static file, with a mark that changes when the file does."""
        return f"~/static/{name}?v={self._versions[name]}"

    def _correction(self, page: Page) -> str:
        """Where to say that a page is wrong: to the service whose page it is, the form .github/ISSUE_TEMPLATE/wrong.yml, or an e-mail."""
        site, say, local = self._catalogue.site, self._catalogue.say, self._catalogue.local
        title = foreign.bare(say("Correction: {title}", title=page.title))
        body = say("Page: {address}", address=site.base_url + page.where)
        body += "\n\n" + say("What is wrong, and where you read what is right:") + "\n"
        if local and local.service.email and is_local(page.address):
            return f"mailto:{local.service.email}?{urlencode({'subject': title, 'body': body}, quote_via=quote)}"
        if site.repository:
            form = {"template": "wrong.yml", "title": title, "page": f"{site.base_url}{page.where}"}
            return f"{site.repository}/issues/new?{urlencode(form)}"
        return f"mailto:{site.organisation.email}?{urlencode({'subject': title, 'body': body}, quote_via=quote)}"

    def _way_up(self, page: Page) -> str:
        """A host shows 404.html at any depth, so its links start at the site's own path."""
        return self.base_path if page.address == "404.html" else way_up(page.where)


def _callables(say: Say) -> dict[str, Callable[..., Markup]]:
    """What templates call for words; the same as Jinja's own, which look words up anew for every place."""

    @cache
    def words_of(text: str) -> Markup:
        return Markup(say.text(text))  # noqa: S704  the project's own words

    def gettext(text: str, **values: Any) -> Markup:
        return words_of(text) % values if values else words_of(text)

    def ngettext(one: str, several: str, num: int, **values: Any) -> Markup:
        return Markup(say.form(one, several, num)) % {"num": num, **values}  # noqa: S704  the project's own words

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext}


class _Compiled(BytecodeCache):
    """Templates as Python's own code, by their names and texts, and by the words that are put into them."""

    def __init__(self, cache: Cache, say: Say) -> None:
        self._cache = cache
        self._words = f"{say.language}\0{sorted(say.messages.items(), key=str)}"

    def load_bytecode(self, bucket: Bucket) -> None:
        code = self._cache.recall(self._source(bucket))
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._cache.keep(self._source(bucket), bucket.bytecode_to_string())

    def _source(self, bucket: Bucket) -> bytes:
        return f"template\0{bucket.key}\0{bucket.checksum}\0{self._words}".encode()


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


def dial(phone: str) -> str:
    """A telephone number as a tel: link has it: '+442920180000' for '+44 (0)29 2018 0000'."""
    return phone.replace("(0)", "").replace(" ", "")


def output_file(page: Page) -> str:
    """The file that a page is written to, relative to the output."""
    return file_of(page.where)
