"""A preview of a site that runs, as tests use it."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sites import PROJECT, Site

WAIT = 30_000  # milliseconds


@dataclass(frozen=True)
class Answer:
    """What the server answered."""

    status: int
    headers: dict[str, str]
    content: bytes


@dataclass
class Preview:
    """A preview of a site that runs."""

    site: Site
    process: subprocess.Popen[str]
    address: str
    log: Path

    def get(self, path: str, method: str = "GET") -> Answer:
        """The answer to a request, as it came."""
        parts = urlsplit(self.address)
        with closing(HTTPConnection(str(parts.hostname), parts.port, timeout=10)) as connection:
            connection.request(method, path)
            response = connection.getresponse()
            return Answer(response.status, dict(response.getheaders()), response.read())

    def said(self, words: str) -> None:
        """Waits until the terminal shows some words."""
        for _ in range(300):
            if words in self.log.read_text():
                return
            time.sleep(0.1)
        pytest.fail(f"The terminal never said {words!r} but:\n{self.log.read_text()}")


@contextmanager
def started(site: Site, *options: str) -> Iterator[Preview]:
    """A preview of a site, on a free port."""
    log = site.root.parent / "terminal"
    command = [sys.executable, "-u", str(PROJECT / "build.py"), "serve", "--root", str(site.root), "--port", "0", *options]
    with log.open("w") as terminal:
        process = subprocess.Popen(command, stdout=terminal, stderr=subprocess.STDOUT, text=True, start_new_session=True)
    try:
        preview = Preview(site, process, "", log)
        preview.said("Building the site for ")
        match = re.search(r"Building the site for (\S+)", log.read_text())
        assert match
        preview.address = match[1]
        yield preview
    finally:
        process.kill()
        process.wait()
