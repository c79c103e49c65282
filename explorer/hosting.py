"""What GitHub Pages answers to a request for a built site: pure, but for looking into the folder.

Source: https://docs.github.com/pages, and what a site there was seen to answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit

TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".gif": "image/gif",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/vnd.microsoft.icon",
    ".ics": "text/calendar; charset=utf-8",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "application/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "application/javascript; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
OTHER_TYPE = "application/octet-stream"
NOTHING_HERE = b"404: there is no page here.\n"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a request: its status, its content and the type of that, or where the browser should go instead."""

    status: HTTPStatus
    content: bytes = b""
    type: str = TYPES[".txt"]
    location: str | None = None


def answer(folder: Path, base_path: str, target: str) -> Answer:
    """What the host answers.

    folder: the built site. base_path: the path below which it stands, starting and ending in '/'. target: as in the request's first line.
    """
    parts = urlsplit(target)
    query = f"?{parts.query}" if parts.query else ""
    if parts.path != base_path and parts.path in ("/", base_path.rstrip("/")):
        return Answer(HTTPStatus.FOUND, location=base_path + query)
    if not parts.path.startswith(base_path):
        return Answer(HTTPStatus.NOT_FOUND, NOTHING_HERE)
    name = unquote(parts.path.removeprefix(base_path))
    if not _inside(name):
        return _not_found(folder)
    for file in (f"{name}index.html",) if name == "" or name.endswith("/") else (name, f"{name}.html"):
        if (content := _content(folder / file)) is not None:
            return Answer(HTTPStatus.OK, content, TYPES.get(PurePosixPath(file).suffix.lower(), OTHER_TYPE))
    if not name.endswith("/") and (folder / name / "index.html").is_file():
        return Answer(HTTPStatus.MOVED_PERMANENTLY, location=quote(f"{base_path}{name}/") + query)
    return _not_found(folder)


def _inside(name: str) -> bool:
    """Whether a name stays inside the folder, on every system."""
    return "\0" not in name and "\\" not in name and ":" not in name and ".." not in name.split("/") and not name.startswith("/")


def _content(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _not_found(folder: Path) -> Answer:
    page = _content(folder / "404.html")
    return Answer(HTTPStatus.NOT_FOUND, NOTHING_HERE) if page is None else Answer(HTTPStatus.NOT_FOUND, page, TYPES[".html"])
