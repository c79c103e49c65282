"""A copy of the site that works from a folder, as one zip.

Browsers load no modules and fetch no data from a folder. So one classic script carries the texts of all modules and makes blob: addresses
of them, each after those that it imports; beside each file of data lies a script that gives it, and beside each page that packs are made
from one that gives what they take, which is marked `data-packed`. Links to folders become links to the pages in them.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from posixpath import dirname, join, normpath

from selectolax.lexbor import LexborHTMLParser

from explorer.address import EMBEDS, MANIFEST, way_up
from explorer.headers import FILE as HEADERS
from explorer.headers import TRUSTED_TYPES
from explorer.offline import LIST, SCRIPTS, WORKER
from explorer.swap import new_file

SCRIPT = "portable.js"
# What only a server, a search engine or an installed site uses. Pages that name an absolute path, as 404.html does, lead nowhere here.
LEFT_OUT = {".nojekyll", HEADERS, "404.html", "robots.txt", "sitemap.xml", MANIFEST, LIST, WORKER}
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can name: the same site gives the same bytes

STATIC_IMPORT = re.compile(r"""^((?:import|export)\s+(?:[\w*${},\s]+?\s+from\s+)?)(['"])(\.{1,2}/[^'"]+)\2""", re.MULTILINE)
DYNAMIC_IMPORT = re.compile(r"""\bimport\(\s*(['"])(\.{1,2}/[^'"]+)\1\s*\)""")
TAG = re.compile(r"<(?:a|area|form|input|link)\b[^>]*>")
WHERE = re.compile(r'\b(href|(?:form)?action)="(?![a-z][a-z+.-]*:|#|/|")([^"?#]*)([^"]*)"')
REFRESH = re.compile(r'(<meta http-equiv="refresh" content="[^"]*url=)([^"?#]*)')
MODULE_TAG = re.compile(r'<script type="module" src="([^"?]*)[^"]*">')
PACKED = "data-packed"
NO_USE = re.compile(r'<link rel="(?:manifest|preload)"[^>]*>\n?')


class CannotCarryError(Exception):
    """A module does what the portable copy cannot."""


def pack(site: Path, target: Path, tell: Callable[[int, int], None] = lambda _done, _of: None) -> None:
    """Writes the zip of a built site. Until it is whole, an old one stays. `tell` is told how many files of how many are in it."""
    files = {file.relative_to(site).as_posix(): file for file in sorted(site.rglob("*")) if file.is_file()}
    names = [name for name in files if name not in LEFT_OUT and not name.startswith(EMBEDS) and not name.endswith(f"/{MANIFEST}")]
    modules = {name: module(name, files[name].read_text(encoding="utf-8")) for name in names if name.endswith(".js")}
    check(modules)
    with new_file(target) as half, zipfile.ZipFile(half, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, SCRIPT, carrier(modules))
        for done, name in enumerate(names):
            for part, content in portable(name, files[name].read_bytes()):
                _add(archive, part, content)
            tell(done + 1, len(names))


def portable(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """A file as it goes into the zip, and what is put beside it."""
    if name.endswith(".html"):
        html = content.decode()
        yield name, page(name, html).encode()
        if PACKED in html:
            yield keeper(name, "".join(str(part.html) for part in LexborHTMLParser(html).css(f"[{PACKED}]")))
        return
    yield name, content
    if name.endswith(".json"):
        yield keeper(name, content.decode())


def keeper(name: str, text: str) -> tuple[str, bytes]:
    """The script beside a file that gives what `fetch` is to find there: its name and content."""
    return f"{name}.js", f"portable.keep({json.dumps(name)}, {json.dumps(text)})\n".encode()


def page(name: str, html: str) -> str:
    """A page that works from a folder."""
    top = way_up(name)

    def named(match: re.Match[str]) -> str:
        return f'<script type="text/plain" data-module="{normpath(join(dirname(name), match[1]))}">'

    html = NO_USE.sub("", html)
    html = TAG.sub(lambda tag: WHERE.sub(lambda link: f'{link[1]}="{_page_in(link[2])}{link[3]}"', tag[0]), html)
    html = REFRESH.sub(lambda link: link[1] + _page_in(link[2]), html)
    html = html.replace("script-src 'self'", "script-src 'self' blob:").replace(TRUSTED_TYPES, "")
    html = MODULE_TAG.sub(named, html)
    return html.replace("</head>", f'<script defer src="{top}{SCRIPT}"></script>\n</head>', 1) if "data-module=" in html else html


def _page_in(path: str) -> str:
    """The page that a server gives for a folder."""
    return f"{path}index.html" if path.endswith("/") else path


def module(name: str, text: str) -> str:
    """A module whose imports are names that portable.js knows."""

    def other(path: str) -> str:
        return normpath(join(dirname(name), path))

    text = STATIC_IMPORT.sub(lambda found: f"{found[1]}{found[2]}portable:{other(found[3])}{found[2]}", text)
    text = DYNAMIC_IMPORT.sub(lambda found: f"portable.open({found[1]}{other(found[2])}{found[1]})", text)
    return text.replace("import.meta.url", f"portable.at('{name}')")


def check(modules: Mapping[str, str]) -> None:
    """Every module that is imported is there, and none imports itself, however many lie between."""
    done: set[str] = set()

    def visit(name: str, way: tuple[str, ...]) -> None:
        if name in way:
            raise CannotCarryError(f"These modules import each other in a circle: {', '.join(way[way.index(name) :])}.")
        if name not in modules:
            raise CannotCarryError(f"{way[-1]} imports {name}, which is not there.")
        if name not in done:
            for other in re.findall(r"""['"]portable:([^'"]+)""", modules[name]):
                visit(other, (*way, name))
            done.add(name)

    for name in modules:
        visit(name, ())


def carrier(modules: Mapping[str, str]) -> bytes:
    """The script that carries the modules."""
    return f"{(SCRIPTS / 'portable.js').read_text(encoding='utf-8')}\nportable.start({json.dumps(modules)})\n".encode()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # the same on every system, with rights that let everybody read
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, content, compresslevel=9)
