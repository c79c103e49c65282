"""What the browser refuses for the site: frames, scripts from texts, what other hosts are told."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect
from sites import Site


def matches(rule: str, path: str) -> bool:
    """Whether a rule of `_headers` is for a path, as the hosts that read it have it."""
    return re.fullmatch(re.escape(rule).replace(r"\*", ".*"), path) is not None


def headers_for(text: str, path: str) -> list[tuple[str, str]]:
    """The headers that a host adds to the file at this path."""
    found, rule = [], ""
    for line in text.splitlines():
        if line.startswith("  ") and matches(rule, path):
            name, value = line.strip().split(": ", 1)
            found.append((name, value))
        elif not line.startswith("  "):
            rule = line
    return found


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The small site on a host that reads `_headers`, beside a page of a stranger that shows addresses in frames."""
    site = Site.copy_of("small", tmp_path_factory.mktemp("host") / "site")
    assert not site.build(base_url="https://example.org/").failed
    text = (site.out / "_headers").read_text()

    class Handler(SimpleHTTPRequestHandler):
        def end_headers(self) -> None:
            for name, value in headers_for(text, self.path.partition("?")[0]):
                self.send_header(name, value)
            super().end_headers()

        def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  the name in the base class
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=site.out))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Another website: its folder and its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=tmp_path))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def test_only_the_pages_made_for_frames_show_in_frames(browser: Browser, host: str, stranger: tuple[Path, str]) -> None:
    folder, address = stranger
    pages = ["", "roles/waiter/", "plan/", "index.html", "404.html", "embed/roles/waiter/"]
    frames = "".join(f'<iframe name="f{number}" src="{host}{page}"></iframe>' for number, page in enumerate(pages))
    (folder / "index.html").write_text(f"<!doctype html><title>Stranger</title>{frames}")
    page = browser.new_page()
    page.goto(address)
    expect(page.frame_locator('iframe[name="f5"]').locator("main")).to_be_visible()
    shown = [bool(frame.locator("main").count()) for frame in sorted(page.frames, key=lambda frame: frame.name) if frame.name]
    assert shown == [False] * 5 + [True]
    page.close()


def test_every_page_is_sent_with_headers_that_keep_readers_private(browser: Browser, host: str) -> None:
    page = browser.new_page()
    for where in ("", "roles/waiter/", "embed/roles/waiter/", "data/search.json"):
        answer = page.goto(host + where)
        assert answer
        headers = answer.all_headers()
        assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "same-origin")
        assert "geolocation=()" in headers["permissions-policy"]
        assert "set-cookie" not in headers
    assert page.context.cookies() == []
    page.close()


def test_no_text_becomes_html_or_a_script(browser: Browser, host: str) -> None:
    page = browser.new_page()
    page.goto(host + "roles/waiter/")
    refused = """text => {
      const tries = [
        () => { document.body.innerHTML = text },
        () => { document.createElement('script').src = 'x.js' },
        () => { document.createElement('script').text = 'x' },
        () => { document.body.setAttribute('onclick', 'x()') },
        () => { trustedTypes.createPolicy('another', {}) },
      ]
      return tries.map(run => { try { run(); return 'done' } catch (error) { return 'refused' } })
    }"""
    assert page.evaluate(refused, "<img src=x onerror=x()>") == ["refused"] * 5
    page.close()


def test_another_site_is_not_told_which_page_a_reader_comes_from(browser: Browser, host: str, stranger: tuple[Path, str]) -> None:
    folder, address = stranger
    (folder / "index.html").write_text("<!doctype html><title>Stranger</title>")
    page = browser.new_page()
    page.goto(host + "roles/waiter/")
    page.evaluate("to => { const link = document.createElement('a'); link.href = to; document.body.append(link); link.click() }", address)
    page.wait_for_url(address)
    assert page.evaluate("document.referrer") == ""
    page.close()
