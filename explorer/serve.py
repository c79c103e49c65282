"""The live preview: serves the site as its host would, builds it again when a file changes, and tells the open pages.

Builds run in the main thread, requests in threads of their own. The pages learn of a new state by server-sent events.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
import threading
import time
import traceback
import webbrowser
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

from watchfiles import Change, watch

from explorer.assets import PROJECT
from explorer.hosting import TYPES, Answer, answer
from explorer.problem import Place, Problem
from explorer.read import Document, read_file
from explorer.site import Options, Report, build, build_day

OWN = "_preview/"  # no id has an underscore, so no page has this address
PREVIEW = PROJECT / "preview"
WATCHED = ("pathways", "content", "templates", "static", "local", "locales")
ALIVE = 15  # seconds between two signs of life, by which a page that is gone is noticed
QUIET = 200  # milliseconds
NOT_YET = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Preview</title></head>
<body><h1>The site is not there yet</h1>
<p>It is being built, or something is wrong with the files. This page changes by itself.</p></body></html>
"""


@dataclass(frozen=True, slots=True)
class State:
    """What the open pages should show: which build, and what is wrong with the files since."""

    version: str
    problems: tuple[Problem, ...] = ()

    def as_event(self) -> bytes:
        problems = [{"where": str(problem.at), "wrong": problem.wrong, "todo": problem.do} for problem in self.problems]
        return f"data: {json.dumps({'version': self.version, 'problems': problems})}\n\n".encode()


class Board:
    """Holds the state and wakes those who wait for the next one."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._changed = threading.Condition()

    @property
    def state(self) -> State:
        return self._state

    def show(self, state: State) -> None:
        with self._changed:
            self._state = state
            self._changed.notify_all()

    def next(self, seen: State, timeout: float) -> State:
        """A state other than the one that was seen; the same one when the time is up."""
        with self._changed:
            self._changed.wait_for(lambda: self._state is not seen, timeout)
            return self._state


class PortInUseError(Exception):
    """Another program has the port."""


class Server(ThreadingHTTPServer):
    """Serves a folder as the host would, with the preview's own files beside it."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = os.name != "nt"  # on Windows it would let two programs share a port

    folder: Path

    def __init__(self, host: str, port: int, base_path: str, board: Board) -> None:
        self.base_path, self.board = base_path, board
        try:
            super().__init__((host, port), Handler)
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                raise PortInUseError(port) from error
            raise

    @property
    def address(self) -> str:
        host = "localhost" if self.server_address[0] in ("127.0.0.1", "0.0.0.0", "::") else self.server_address[0]  # noqa: S104  only shown
        return f"http://{host!s}:{self.server_port}{self.base_path}"

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that goes away in the middle is no news."""


class Handler(BaseHTTPRequestHandler):
    """Answers one request."""

    server: Server
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        own = self.server.base_path + OWN
        if path == f"{own}events":
            self._events()
        elif path.startswith(own):
            self._send(_own_file(path.removeprefix(own)))
        else:
            state = self.server.board.state
            found = answer(self.server.folder, self.server.base_path, self.path)
            if found.location is None and not (self.server.folder / "index.html").exists():
                found = Answer(HTTPStatus.SERVICE_UNAVAILABLE, NOT_YET.encode(), TYPES[".html"])
            self._send(with_script(found, f"{own}preview.js?version={state.version}"))

    do_HEAD = do_GET  # noqa: N815

    def _send(self, what: Answer) -> None:
        self.send_response(what.status)
        if what.location is not None:
            self.send_header("Location", what.location)
        self.send_header("Content-Type", what.type)
        self.send_header("Content-Length", str(len(what.content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Access-Control-Allow-Origin", "*")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(what.content)

    def _events(self) -> None:
        self.close_connection = True
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        state = self.server.board.state
        self.wfile.write(b"retry: 500\n\n" + state.as_event())
        while True:
            after = self.server.board.next(state, ALIVE)
            self.wfile.write(b": still here\n\n" if after is state else after.as_event())
            state = after

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  the name in the base class
        """The terminal is for what the author should see."""


def with_script(page: Answer, script: str) -> Answer:
    """The answer with the preview's script, where it is a page."""
    if page.type != TYPES[".html"]:
        return page
    head, end, rest = page.content.partition(b"</head>")
    return replace(page, content=head + f'<script type="module" src="{script}"></script>\n'.encode() + end + rest) if end else page


def _own_file(name: str) -> Answer:
    file = PREVIEW / name
    if name not in ("preview.js", "preview.css"):
        return Answer(HTTPStatus.NOT_FOUND)
    return Answer(HTTPStatus.OK, file.read_bytes(), TYPES[file.suffix])


@dataclass(frozen=True, slots=True)
class Preview:
    """What to serve, and where. base_path: None for that of the site's public address."""

    options: Options
    host: str
    port: int
    base_path: str | None
    open: bool


def serve(preview: Preview, count: Callable[[Report], str]) -> None:
    """Builds, serves and watches until Ctrl-C. Raises PortInUseError. `count` says in words what was built."""
    run = f"{time.time_ns():x}"  # a page of an earlier run is out of date
    root = preview.options.root
    base_url = public_address(root, preview.base_path)
    server = Server(preview.host, preview.port, urlsplit(base_url).path, Board(State(f"{run}-0")))
    server.folder = root / ".cache" / f"preview-{server.server_port}"
    options = replace(preview.options, out=server.folder, base_url=base_url)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        shutil.rmtree(server.folder, ignore_errors=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        _say(f"Building the site for {server.address}")
        changes = _watch(root, preview.options.local)
        _build(options, server.board, f"{run}-1", count)
        _say(f"{server.address} shows the site, and follows your changes. Ctrl-C ends it.")
        if preview.open:
            webbrowser.open(server.address)
        for number, change in enumerate(filter(None, changes), 2):
            _say(f"{_few(sorted({_name(Path(file), root) for _, file in change}))} changed")
            _build(replace(options, today=build_day(os.environ)), server.board, f"{run}-{number}", count)
    except KeyboardInterrupt:
        return
    finally:
        server.shutdown()
        server.server_close()
        shutil.rmtree(server.folder, ignore_errors=True)


def public_address(root: Path, base_path: str | None) -> str:
    """The address for which to build: that of the settings, at the path that was asked for. Mistakes in the settings are told later."""
    settings = read_file(root, root / "content" / "site.yaml")
    given = settings.value.get("base_url") if isinstance(settings, Document) else None
    parts = urlsplit(given if isinstance(given, str) and given.startswith("http") else "https://localhost/")
    path = (parts.path if base_path is None else base_path).strip("/")
    return f"{parts.scheme}://{parts.netloc}/{path}{'/' if path else ''}"


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt


def _watch(root: Path, local: Path | None) -> Iterator[set[tuple[Change, str]]]:
    """The changes of the files from now on; from time to time none, so that Ctrl-C is heard on every system."""
    folders = {folder for name in WATCHED for folder in (root / name, PROJECT / name) if folder.is_dir()} | ({local} if local else set())
    changes = watch(*sorted(folders), debounce=400, rust_timeout=QUIET, yield_on_timeout=True, raise_interrupt=True)
    next(changes)  # it watches only from here on
    return changes


def _build(options: Options, board: Board, version: str, count: Callable[[Report], str]) -> None:
    """One build; the pages learn what came of it."""
    start = time.perf_counter()
    try:
        report = build(options)
    except Exception as error:  # noqa: BLE001  whatever goes wrong, the preview goes on
        traceback.print_exc()
        wrong = f"The build stopped: {type(error).__name__}: {error}."
        do = "The terminal says where. Undo the last change if you cannot tell why."
        report = Report((Problem(Place("explorer"), wrong, do),), Counter())
    for problem in report.problems:
        print(problem, file=sys.stderr, flush=True)
    if report.failed:
        board.show(State(board.state.version, tuple(problem for problem in report.problems if not problem.warning)))
        _say("Nothing was written; the preview shows the site as it was.")
    else:
        board.show(State(version))
        _say(f"{count(report)} in {time.perf_counter() - start:.2f} s")


def _name(file: Path, root: Path) -> str:
    base = root if file.is_relative_to(root) else PROJECT
    return file.relative_to(base).as_posix() if file.is_relative_to(base) else file.as_posix()


def _few(names: Iterable[str]) -> str:
    names = list(names)
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")


def _say(text: str) -> None:
    print(text, flush=True)
