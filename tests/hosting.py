"""A host for one site, below a path, that can be stopped, started again and made to fail."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit


class Host:
    """Serves a folder at /careers/. `asked`: the addresses asked for, relative to the site; `fails_after`: how many more are answered."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked: list[str] = []
        self.fails_after: int | None = None
        self._port = 0
        self.start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._port}/careers/"

    def start(self) -> None:
        """Starts again at the same address."""
        host = self

        class Handler(SimpleHTTPRequestHandler):
            def __init__(self, *arguments: object) -> None:
                super().__init__(*arguments, directory=str(host.folder))  # type: ignore[arg-type]

            def do_GET(self) -> None:
                path = urlsplit(self.path).path.removeprefix("/careers/")
                host.asked.append(path)
                if host.fails_after is not None:
                    host.fails_after -= 1
                    if host.fails_after < 0:
                        self.connection.close()
                        return
                self.path = f"/{path}"
                super().do_GET()

            def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  the name in the base class
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, *arguments: object) -> None:
                pass

        self._server = Server(("127.0.0.1", self._port), Handler)
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def stop(self) -> None:
        """Takes the network away."""
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def hosted(folder: Path) -> Iterator[Host]:
    """A host while the block runs."""
    host = Host(folder)
    yield host
    host.stop()
