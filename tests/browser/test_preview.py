"""The live preview, as an author has it: an editor on one side, the browser on the other."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from sites import PROJECT, Site

from preview import WAIT, Preview, started

KITCHEN = "pathways/ladders/kitchen.yaml"


@pytest.fixture
def preview(site: Site) -> Iterator[Preview]:
    with started(site) as preview:
        preview.said("follows your changes")
        yield preview


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 800, "height": 400})
    page = context.new_page()
    page.set_default_timeout(WAIT)
    yield page
    context.close()


def scrolled(page: Page, down: int) -> None:
    """Waits until the page stands there."""
    for _ in range(100):
        if page.evaluate("scrollY") == down:
            return
        page.wait_for_timeout(50)
    pytest.fail(f"The page stands at {page.evaluate('scrollY')}")


def test_a_change_shows_where_the_reader_was(preview: Preview, page: Page) -> None:
    page.goto(preview.address + "roles/cook/")
    page.evaluate("scrollTo(0, 300)")
    scrolled(page, 300)
    preview.site.change(KITCHEN, "You cook what guests eat.", "You cook for hungry people.")
    expect(page.locator(".lead").first).to_contain_text("hungry people", timeout=WAIT)
    scrolled(page, 300)
    preview.said(f"{KITCHEN} changed")


def test_a_change_while_the_site_is_built_is_not_lost(site: Site, page: Page) -> None:
    with started(site) as preview:
        preview.said("pages (")
        site.change(KITCHEN, "You cook what guests eat.", "You cook for hungry people.")
        preview.said(f"{KITCHEN} changed")
        page.goto(preview.address + "roles/cook/")
        expect(page.locator(".lead").first).to_contain_text("hungry people", timeout=WAIT)


def test_a_template_and_a_style_of_the_site_show_too(site: Site, page: Page) -> None:
    (site.root / "templates/pages").mkdir(parents=True)
    (site.root / "static/css").mkdir(parents=True)
    with started(site) as preview:
        preview.said("follows your changes")
        page.goto(preview.address + "about/")
        site.write("static/css/9-own.css", "h1 { color: rgb(1, 2, 3) }")
        expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)", timeout=WAIT)
        site.write("templates/pages/plain.html", '{% extends "base.html" %}{% block content %}<h1>Mine</h1>{% endblock %}')
        expect(page.locator("h1")).to_have_text("Mine", timeout=WAIT)


def test_a_mistake_lies_over_the_last_good_site_until_it_is_mended(preview: Preview, page: Page) -> None:
    page.goto(preview.address + "roles/cook/")
    preview.site.change(KITCHEN, "    summary: You cook", "    sumary: You cook")
    overlay = page.get_by_role("alert")
    expect(overlay).to_contain_text(f"{KITCHEN}:50:5", timeout=WAIT)
    expect(overlay).to_contain_text("Role 'Cook' has no field 'sumary'.")
    expect(overlay).to_contain_text("Did you mean 'summary'?")
    preview.said(f"{KITCHEN}:50:5: Role 'Cook' has no field 'sumary'. Did you mean 'summary'?")
    expect(page.locator(".lead").first).to_contain_text("You cook what guests eat.")
    page.goto(preview.address + "ladders/kitchen/")
    expect(overlay).to_contain_text(f"{KITCHEN}:50:5")
    assert not Axe().run(page).response["violations"]
    overlay.get_by_role("button", name="Hide").press("Enter")
    expect(overlay).to_be_hidden()
    preview.site.change(KITCHEN, "sumary: You cook what guests eat.", "summary: You bake.")
    expect(page.locator("#preview-problems")).to_be_hidden(timeout=WAIT)
    page.goto(preview.address + "roles/cook/")
    expect(page.locator(".lead").first).to_contain_text("You bake.", timeout=WAIT)


def test_a_change_that_is_taken_back_takes_the_overlay_away(preview: Preview, page: Page) -> None:
    page.goto(preview.address + "roles/cook/")
    preview.site.change(KITCHEN, "kind: sideways", "kind: sidewards")
    expect(page.get_by_role("alert")).to_contain_text("Did you mean 'sideways'?", timeout=WAIT)
    preview.site.change(KITCHEN, "kind: sidewards", "kind: sideways")
    expect(page.locator("#preview-problems")).to_be_hidden(timeout=WAIT)


def test_a_site_that_is_broken_from_the_start_shows_when_it_is_mended(site: Site, page: Page) -> None:
    site.change(KITCHEN, "kind: sideways", "kind: sidewards")
    with started(site) as preview:
        page.goto(preview.address)
        expect(page.get_by_role("alert")).to_contain_text("Did you mean 'sideways'?", timeout=WAIT)
        preview.said("follows your changes")
        site.change(KITCHEN, "kind: sidewards", "kind: sideways")
        expect(page.locator("h1")).to_have_text("Cook or carry", timeout=WAIT)


def test_the_site_answers_as_its_host_would(preview: Preview) -> None:
    assert urlsplit(preview.address).path == "/careers/"
    home = preview.get("/careers/")
    assert (home.status, home.headers.get("Content-Type"), home.headers.get("Cache-Control")) == (
        200,
        "text/html; charset=utf-8",
        "no-store",
    )
    folder = preview.get("/careers/roles/cook?a=1")
    assert (folder.status, folder.headers.get("Location")) == (301, "/careers/roles/cook/?a=1")
    nothing = preview.get("/careers/roles/nobody/")
    assert (nothing.status, b"There is no page here" in nothing.content) == (404, True)
    assert preview.get("/careers/../../kitchen.yaml").status == 404
    assert preview.get("/elsewhere/").status == 404
    assert preview.get("/").headers.get("Location") == "/careers/"
    assert preview.get("/careers/", "HEAD").content == b""
    assert preview.get("/careers/", "POST").status == 501


def test_the_preview_leaves_nothing_in_the_site(preview: Preview) -> None:
    preview.site.build()
    assert not any(b"_preview" in content for content in preview.site.files().values())
    assert b"_preview/preview.js" in preview.get("/careers/").content


def test_another_path_can_be_tried(site: Site) -> None:
    with started(site, "--base-path", "elsewhere") as preview:
        preview.said("follows your changes")
        assert urlsplit(preview.address).path == "/elsewhere/"
        assert b'href="/elsewhere/"' in preview.get("/elsewhere/none/").content


@pytest.mark.parametrize("when", ["Building the site", "follows your changes"])
def test_control_c_ends_it_quietly(site: Site, when: str) -> None:
    with started(site, "--jobs", "2") as preview:
        preview.said(when)
        os.killpg(preview.process.pid, signal.SIGINT)
        assert preview.process.wait(20) == 0
    lines = preview.log.read_text().splitlines()
    assert all(re.match(r"Building the site|\d+ pages|http://", line) for line in lines), lines
    assert not list((site.root / ".cache").glob("preview-*"))


def test_a_port_in_use_is_named(site: Site) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        command = [sys.executable, str(PROJECT / "build.py"), "serve", "--root", str(site.root), "--port", str(port)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"Port {port} is taken" in done.stderr
    assert f"--port {port + 1}" in done.stderr
