"""A web server that misbehaves in every way that links meet, each at an address of its own."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class MoodyServer(ThreadingHTTPServer):
    """Counts what it is asked. `rules` is its robots.txt; `agents` are the names of those who asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: Counter[str] = Counter()
        self.at_once = 0
        self.most_at_once = 0
        self.times: list[float] = []
        self.agents: set[str] = set()
        self.sent = 0
        self.rules = ""
        self.lock = threading.Lock()
        self.stop = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: MoodyServer

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        server, path = self.server, self.path
        with server.lock:
            server.asked[f"{self.command} {path}"] += 1
            server.agents.add(self.headers["User-Agent"])
            server.times.append(time.monotonic())
            server.at_once += 1
            server.most_at_once = max(server.most_at_once, server.at_once)
            count = server.asked[f"{self.command} {path}"]
        try:
            self._do(path, count)
        finally:
            with server.lock:
                server.at_once -= 1

    def _do(self, path: str, count: int) -> None:
        if path == "/robots.txt":
            self._say(200, self.server.rules.encode())
        elif path.startswith("/status/"):
            self._say(int(path.rsplit("/", 1)[1]))
        elif path == "/no-head":
            self._say(404 if self.command == "HEAD" else 200)
        elif path == "/better-soon":
            self._say(503 if count == 1 else 200)
        elif path == "/slow":
            self.server.stop.wait(30)
        elif path == "/closes":
            self.connection.close()
        elif path == "/nonsense":
            self.wfile.write(b"I am no web server\r\n\r\n")
        elif path == "/giant":
            self._giant()
        elif path in GOES:
            code, where = GOES[path]
            self._say(code, where=where)
        else:
            self._say(200)

    def _say(self, code: int, content: bytes = b"", where: str = "") -> None:
        self.send_response(code)
        if where:
            self.send_header("Location", where)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(content)

    def _giant(self) -> None:
        if self.command == "HEAD":
            self._say(405)
            return
        self.send_response(200)
        self.end_headers()
        try:
            while not self.server.stop.is_set() and self.server.sent < 1_000_000_000:
                self.server.sent += self.wfile.write(b"x" * 100_000)
        except OSError:
            self.close_connection = True

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  the name in the base class
        pass


GOES = {
    "/moved": (301, "/good"),
    "/for-now": (302, "/good"),
    "/mixed": (301, "/for-now"),
    "/to-the-front": (302, "/"),
    "/to-a-dead-page": (301, "/status/404"),
    "/loop": (302, "/loop-back"),
    "/loop-back": (302, "/loop"),
    "/to-a-file": (302, "file:///etc/passwd"),
    "/to-nonsense": (302, "http://[bad"),
}


@contextmanager
def moody_server() -> Iterator[MoodyServer]:
    """A server that runs while the block does."""
    server = MoodyServer()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.stop.set()
        server.shutdown()
        server.server_close()
