"""Texts that mean harm, or are merely strange, in every text field of every model: none becomes anything but words."""

from __future__ import annotations

import csv
import json
import re
import shutil
import threading
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

import openpyxl
import pytest
import yaml
from playwright.sync_api import Browser, ConsoleMessage, Dialog
from pydantic import BaseModel, ValidationError
from sites import FIXTURES, Html, Site

from explorer import check, local
from explorer.cli import main
from explorer.fields import Refers
from explorer.read import Document, read_file
from explorer.site import Options, Report, build

NASTY = {
    "script": "<script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)><iframe src=//evil.example></iframe>",
    "quotes": "\"'`><b onclick=\"alert(1)\" style='color:red'>",
    "end of a script": "</script></style></title></textarea><script>alert(1)//",
    "end of a comment": "--><script>alert(1)</script><!-- ]]> <![CDATA[ <?xml",
    "links": "[x](javascript:alert(1)) <a href='javascript:alert(1)'>y</a> [z](data:text/html,<script>1</script>) ![i](//evil.example/i)",
    "entities": "&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; &#x3c;i&#x3e; &quot;&nbsp;&bogus;",
    "line separators": "one\u2028two\u2029three\x85four",
    "zero width": "z\u200be\u200cr\u200do\u2060\u00ad w\u0301\u0302\u0303\u0304",
    "emoji": "👩🏽\u200d🍳 🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f 🇬🇧 ☕\ufe0f 𝕮𝖔𝖔𝖐",
    "right to left": "טבח מטבח شيف \u200f123\u200e",
    "templates": "{{ 7 * 7 }} {% raw %} {# x #} ${alert(1)} %s %(name)s %n {0} {words} {was: old}",
    "formula": "=cmd|'/c calc'!A0",
    "another formula": '@SUM(1+1)*HYPERLINK("https://evil.example")',
    "paths": "../../../etc/passwd ~/x ~~/y C:\\CON \\\\host\\share %2e%2e%2f NUL con.txt url=~/z",
    "objects": "__proto__ constructor toString NaN null undefined",
    "one long word": "w" * 10_000,
}
URL = "/a_(b)/?c=1&lt=2&amp;d={{7*7}}%s`$[]|^*_~#</x".replace("<", "%3C")
# Elements that do something by being there.
LIVE = (
    "script, style, iframe, object, embed, img, svg, math, base, meta, link, form, button, input, textarea, select, template, video, audio"
)

# What the small site lacks, so that each model with a text field stands somewhere. Merged into its files, lists item by item.
MORE: dict[str, Any] = {
    "content/site.yaml": {
        "repository": "https://code.example/kitchen",
        "logo": {"file": "logo.svg", "alt": "A pot"},
        "adviser": {"organisation": "Advice desk", "contact": "Room 4"},
        "organisation": {"url": "https://kitchen.example/"},
        "menu": [{"title": "Jobs", "to": "roles"}, {"title": "Plan", "to": "plan"}],
        "footer": {"text": "Made for tests.", "links": [{"title": "Start", "to": "article:starting"}]},
        "compare": [{"roles": ["cook", "waiter"], "in_short": "One cooks, one carries."}],
    },
    "pathways/ladders/kitchen.yaml": {
        "roles": [
            {"registration": [{"nations": ["england"], "status": "none", "note": "None."}]},
            {"needs": [{}, {}, {"experience": "A year at a stove", "strength": "usual"}], "pay": [{"to_band": "2"}]},
        ]
    },
    "pathways/qualifications/food.yaml": {"qualifications": [{"equivalents": [{"nations": ["wales"], "title": "Tystysgrif"}]}]},
    "content/glossary.yaml": {"words": [{"sources": [{"id": "book", "title": "Book", "url": "https://book.example/", "as_of": "2026"}]}]},
    "content/search.yaml": {
        "synonyms": [{"id": "chef", "words": ["chef"], "roles": ["cook"], "skills": ["chopping"]}],
        "shortcuts": [{"id": "no-degree", "title": "No degree", "summary": "Without one.", "query": "flag=no-degree", "words": ["easy"]}],
    },
    "content/packs.yaml": {"packs": [{"id": "fair", "title": "Fair", "summary": "For the fair.", "roles": ["cook"]}]},
    "content/match.yaml": {
        "title": "What suits you?",
        "summary": "A question.",
        "lead": "Answer.",
        "questions": [
            {
                "id": "like",
                "title": "Like?",
                "kind": "many",
                "answers": [
                    {"id": "food", "title": "Food", "fits": [{"interests": ["food"], "says": "Food"}]},
                    {"id": "pots", "title": "Not pots", "misfits": [{"skills": ["chopping"], "says": "Pots"}]},
                    {"id": "nights", "title": "No nights", "rules_out": [{"patterns": ["evenings"], "says": "Nights"}]},
                ],
            }
        ],
    },
    "content/plan.yaml": {
        "title": "My plan",
        "lead": "A short plan.",
        "statuses": {"todo": "Not yet", "doing": "Begun", "stuck": "Waiting", "done": "Done"},
        "ratings": ["Poor", "Good"],
        "parts": [
            {
                "id": "now",
                "title": "Where I am",
                "lead": "Look.",
                "questions": [
                    {"id": "job", "title": "My job", "kind": "reference", "of": ["role"], "takes": "from"},
                    {"id": "mood", "title": "Mood", "kind": "choice", "choices": [{"id": "calm", "title": "Calm"}]},
                    {
                        "id": "actions",
                        "title": "Actions",
                        "kind": "rows",
                        "columns": [
                            {"id": "what", "title": "Action", "kind": "text"},
                            {"id": "how", "title": "How", "kind": "choice", "choices": [{"id": "fast", "title": "Fast"}]},
                        ],
                    },
                ],
            }
        ],
    },
}


def merged(old: Any, new: Any) -> Any:
    if isinstance(old, dict) and isinstance(new, dict):
        return old | {name: merged(old.get(name), value) for name, value in new.items()}
    if isinstance(old, list) and isinstance(new, list):
        return [merged(one, more) for one, more in zip(old, new, strict=False)] + old[len(new) :] + new[len(old) :]
    return new


SINGLES, LISTS = check.SINGLES | local.SINGLES, check.LISTS | local.LISTS
Field = tuple[str, str]


@dataclass
class Filled:
    """Fills the text fields of models as it finds them: words go before the text that is there, `tail` after an address.

    fields: those that it found
    """

    words: str
    tail: str
    fields: set[Field] = field(default_factory=set)
    _number: Iterator[int] = field(default_factory=count)

    def model(self, model: type[BaseModel], raw: dict[str, Any]) -> dict[str, Any]:
        made = dict(raw)
        for name, info in model.model_fields.items():
            before = set(self.fields)
            value = self._value((model.__name__, name), raw.get(name), info.annotation, info.metadata)
            if value is None:
                continue
            if raw.get(name) or _valid(model, raw | {name: value}):
                made[name] = value
            else:
                self.fields = before
        return made

    def _value(self, at: Field, value: Any, annotation: Any, marks: Sequence[Any]) -> Any:
        origin, parts = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self._value(at, value, parts[0], [*marks, *parts[1:]])
        if origin in (Union, UnionType):
            fitting = [part for part in parts if part is not NoneType and (value is None or _fits(part, value))]
            return self._value(at, value, fitting[0], marks) if fitting else value
        if origin is list:
            if value:
                return [self._value(at, item, parts[0], ()) for item in value]
            items = [self._value(at, None, parts[0], ()) for _ in range(2)]
            return None if None in items else items
        if origin is dict and value:
            return {self._value(at, key, parts[0], ()): self._value(at, item, parts[1], ()) for key, item in value.items()}
        if isinstance(annotation, type) and issubclass(annotation, BaseModel) and isinstance(value, dict):
            return self.model(annotation, value)
        return self._text(at, value, marks) if annotation is str and text_field(marks, new=value is None) else value

    def _text(self, at: Field, value: str | None, marks: Sequence[Any]) -> str:
        self.fields.add(at)
        before = f"Word {next(self._number)}" if value is None else str(value)
        longest = next((limit for mark in marks if (limit := getattr(mark, "max_length", None))), 400)
        if any(is_address(mark) for mark in marks):
            return (value or "https://new.example").rstrip("/") + self.tail
        return f"{self.words[: longest - len(before) - 1]} {before}"


def is_address(mark: Any) -> bool:
    return str(getattr(mark, "pattern", "") or "").startswith(r"^https?://[^\s<>\"']")


def text_field(marks: Sequence[Any], *, new: bool) -> bool:
    """Whether somebody may write any words into it. new: whether it is empty, so that it may be one whose words must be known elsewhere."""
    if any(isinstance(mark, Refers) for mark in marks):
        return False
    if any(getattr(mark, "pattern", None) for mark in marks):
        return any(is_address(mark) for mark in marks)
    return bool(marks) or not new


def _fits(part: Any, value: Any) -> bool:
    while get_origin(part) is Annotated:
        part = get_args(part)[0]
    kind = get_origin(part) or part
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        kind = dict
    return isinstance(kind, type) and isinstance(value, kind)


def _valid(model: type[BaseModel], raw: dict[str, Any]) -> bool:
    try:
        model.model_validate(raw)
    except ValidationError:
        return False
    return True


def text_fields(annotation: Any, marks: Sequence[Any], at: Field, seen: set[Any]) -> Iterator[Field]:
    """Every text field of a model, and of the models in it."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        if annotation not in seen:
            seen.add(annotation)
            for name, info in annotation.model_fields.items():
                yield from text_fields(info.annotation, info.metadata, (annotation.__name__, name), seen)
    elif get_origin(annotation) is Annotated:
        first, *more = get_args(annotation)
        yield from text_fields(first, [*marks, *more], at, seen)
    elif annotation is str:
        yield from [at] if text_field(marks, new=False) else []
    else:
        for part in get_args(annotation):
            yield from text_fields(part, marks if get_origin(annotation) in (Union, UnionType) else (), at, seen)


def every_field() -> set[Field]:
    seen: set[Any] = set()
    models = [model for _, model in SINGLES.values()] + [model for lists in LISTS.values() for _, model in lists.values()]
    return {found for model in models for found in text_fields(model, (), ("", ""), seen)}


def fill(site: Site, words: str, tail: str) -> set[Field]:
    """Puts words into every text field of every file of the site; says which fields these were."""
    filled = Filled(words, tail)
    shutil.copytree(FIXTURES / "local", site.root / "local")
    site.write("static/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>')
    names = {file.relative_to(site.root).as_posix() for file in site.root.rglob("*") if file.suffix in (".yaml", ".md")}
    for name in sorted({*names, *MORE} - {"local/README.md"}):
        document = read_file(site.root, site.root / name) if name in names else Document(name, {}, "")
        assert isinstance(document, Document)
        raw = merged(document.value, MORE.get(name, {}))
        if single := next((model for file, (_, model) in SINGLES.items() if is_in(name, file)), None):
            made = filled.model(single, raw)
        else:
            lists = next(lists for file, lists in LISTS.items() if is_in(name, file))
            made = {key: [filled.model(lists[key][1], item) for item in items] for key, items in raw.items()}
        text = yaml.safe_dump(made, sort_keys=False, allow_unicode=False)
        site.write(name, f"---\n{text}---\n{document.body}\n\n## {words}\n\n{words}\n" if name.endswith(".md") else text)
    return filled.fields


def is_in(name: str, place: str) -> bool:
    return name == place or (place.endswith("/") and name.startswith(place))


def built(site: Site) -> Report:
    return build(Options(site.root, site.out, jobs=1, cache=False, today=date(2026, 11, 24)))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site with harmless words in every field."""
    site = Site.copy_of("small", tmp_path_factory.mktemp("plain") / "site")
    fill(site, "Plain words", "/")
    report = built(site)
    assert not report.failed, "\n".join(map(str, report.problems))
    return site


def does_something(page: Html) -> Counter[str]:
    """All on a page that is more than words: elements with what they load, attributes, and links that lead to no page or person."""
    found = Counter(f"{node.tag} {node.attributes.get('src') or node.attributes.get('type') or ''}" for node in page.all(LIVE))
    for node in page.all("*"):
        for name, value in node.attributes.items():
            if name.startswith("on") or name in ("style", "srcdoc", "formaction"):
                found[f"{node.tag} has {name}={value}"] += 1
            if name in ("href", "src", "action", "data", "xlink:href"):
                link = re.sub(r"[\x00-\x20]", "", value or "")
                scheme = re.match(r"([a-z][a-z0-9+.-]*):", link, re.IGNORECASE)
                if (scheme and scheme[1].lower() not in ("http", "https", "mailto", "tel")) or link.startswith(("//", "\\")):
                    found[f"{node.tag} leads to {link[:60]}"] += 1
    return found


def test_every_text_field_of_every_model_is_filled(site: Site) -> None:
    fields = fill(site, "Plain words", "/")
    assert every_field() - fields == set(), "add them to MORE"
    assert {("Role", "title"), ("Source", "url"), ("Pay", "to_band"), ("Service", "title"), ("Choice", "title")} <= fields


@pytest.mark.parametrize("name", NASTY)
def test_a_nasty_text_is_nothing_but_words_wherever_it_lands(site: Site, plain: Site, name: str, tmp_path: Path) -> None:
    nasty = NASTY[name]
    fill(site, nasty, URL)
    report = built(site)
    assert not report.failed, "\n".join(map(str, report.problems))[:3000]
    files, before = site.files(), plain.files()
    assert files.keys() == before.keys()
    faults = []
    for file, content in files.items():
        match file.rpartition(".")[2]:
            case "html":
                page = Html(content.decode())
                new = does_something(page) - does_something(Html(before[file].decode()))
                faults += [f"{file}: {what}" for what in new]
                for script in page.all("script[type$='json']"):
                    json.loads(script.text())
            case "json" | "webmanifest":
                json.loads(content)
            case "svg" | "xml":
                drawn = ET.fromstring(content)
                faults += [
                    f"{file}: {node.tag}" for node in drawn.iter() if str(node.tag).rpartition("}")[2] in ("script", "foreignObject", "a")
                ]
            case "csv":
                cells = [cell for row in csv.reader(content.decode().splitlines(keepends=True)) for cell in row]
                faults += [f"{file}: {cell[:60]}" for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]
    assert faults == []
    cook = next(role for role in json.loads(files["data/catalogue.json"])["roles"] if role["id"] == "cook")
    assert cook["title"] == f"{nasty[: 400 - 5]} Cook", "nothing is lost on the way"
    assert site.page("roles/cook/").words("h1") == " ".join(cook["title"].split())
    book = tmp_path / "book.xlsx"
    assert main(["export", "--xlsx", str(book), "--root", str(site.root), "--jobs", "1", "--no-cache"]) == 0
    written = [cell for sheet in openpyxl.load_workbook(book) for row in sheet.iter_rows() for cell in row]
    assert cook["title"] in [cell.value for cell in written]
    assert [cell.coordinate for cell in written if cell.data_type == "f"] == []


def test_a_text_that_is_too_long_is_told_in_few_words(site: Site) -> None:
    site.change("pathways/ladders/kitchen.yaml", "title: Cook\n", f"title: {'w' * 10_000}\n")
    said = site.problems()
    assert said[0].startswith("pathways/ladders/kitchen.yaml:")
    assert all(len(problem) < 500 for problem in said), said[0][:600]


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  the name in the base class
        pass


KINDS = [
    "",
    "roles/",
    "roles/cook/",
    "roles/cook/print/",
    "ladders/kitchen/",
    "ladders/kitchen/poster/",
    "qualifications/",
    "skills/chopping/",
    "map/",
    "routes/?from=kitchen-helper&to=cook",
    "compare/?roles=cook,waiter",
    "match/",
    "plan/",
    "print/",
    "search/?q=cook",
    "glossary/",
    "guidance/starting/",
    "local/",
    "for-advisers/",
    "have/",
    "embed/roles/cook/",
    "embed/ladders/kitchen/",
]


def icon(said: ConsoleMessage) -> bool:
    """Chromium asks for an icon of a page for frames, when it does not stand in one."""
    return str(said.location.get("url")).endswith("/favicon.ico")


def refuse(dialog: Dialog, faults: list[str]) -> None:
    faults.append(f"dialog: {dialog.message}")
    dialog.dismiss()


@pytest.mark.parametrize("name", ["script", "end of a script"])
def test_nothing_runs_in_a_browser(site: Site, browser: Browser, name: str) -> None:
    fill(site, NASTY[name], URL)
    assert not built(site).failed
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=site.out))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    page = browser.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error.message}"))
    page.on("console", lambda said: faults.append(f"{page.url}: {said.text}") if said.type == "error" and not icon(said) else None)
    page.on("dialog", lambda dialog: refuse(dialog, faults))
    for kind in KINDS:
        page.goto(address + kind, wait_until="networkidle")
        if page.locator("[onerror], [onload], [src*='evil'], [href^='javascript:']").count():
            faults.append(f"{kind}: markup came in")
    page.close()
    server.shutdown()
    server.server_close()
    assert faults == []
