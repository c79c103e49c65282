"""What an advice service adds, in Chromium: on every kind of page that shows it, and while it is written."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect
from sites import FIXTURES, PROJECT, Site

from preview import WAIT, Preview, started

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PAGES = {
    "role": "roles/kitchen-helper/",
    "qualification": "qualifications/food-safety/",
    "ladder": "ladders/kitchen/",
    "all": "local/",
    "article": "local/getting-to-the-pier/",
    "guidance": "guidance/",
    "home": "",
}


@pytest.fixture(scope="module")
def near(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """A preview of the small site with a local folder elsewhere; not to be changed."""
    site = Site.copy_of("small", tmp_path_factory.mktemp("near") / "site")
    with started(site, "--local", str(FIXTURES / "local")) as preview:
        preview.said("follows your changes")
        yield preview


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", PAGES)
def test_a_page_with_local_notes_has_no_accessibility_violation(browser: Browser, near: Preview, kind: str, scheme: str) -> None:
    for width in (360, 768, 1280):
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(near.address + PAGES[kind])
        expect(page.locator(".local, .local-whose").first).to_be_visible()
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
        assert found.violations_count == 0, f"{width} px: {found.generate_report()}"
        context.close()


@pytest.mark.parametrize("kind", PAGES)
def test_local_notes_need_no_sideways_scrolling_and_no_script(browser: Browser, near: Preview, kind: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto(near.address + PAGES[kind])
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 320
    context.close()


def test_somebody_searches_and_finds_a_course_near_by(browser: Browser, near: Preview) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(near.address + "search/?q=food safety in a day")
    section = page.locator(".results").filter(has=page.get_by_role("heading", name="Near you"))
    section.get_by_role("link", name="Food safety in a day").click()
    expect(page.locator(".local-note:target")).to_contain_text("Saltmarsh College")
    context.close()


def test_the_sheet_is_one_page_with_the_service_at_its_foot(browser: Browser, near: Preview) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(near.address + "roles/kitchen-helper/")
    page.emulate_media(media="print")
    expect(page.locator(".sheet-adviser")).to_contain_text("01632 960001")
    foot = page.locator(".sheet-adviser").evaluate("box => [box.scrollHeight <= box.clientHeight, box.scrollWidth <= box.clientWidth]")
    assert foot == [True, True], "nothing is cut off"
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
    context.close()


def test_the_preview_follows_the_local_folder(site: Site, browser: Browser, tmp_path: Path) -> None:
    folder = tmp_path / "near"
    shutil.copytree(FIXTURES / "local", folder)
    context = browser.new_context()
    page = context.new_page()
    with started(site, "--local", str(folder)) as preview:
        preview.said("follows your changes")
        page.goto(preview.address + "roles/cook/")
        _replace(folder / "employers.yaml", "The Floating Fork", "The Sunken Spoon")
        expect(page.locator("#near-you")).to_contain_text("The Sunken Spoon", timeout=WAIT)
        _replace(folder / "employers.yaml", "    url:", "    ulr:")
        expect(page.get_by_role("alert")).to_contain_text("Did you mean 'url'?", timeout=WAIT)
        _replace(folder / "employers.yaml", "    ulr:", "    url:")
        expect(page.locator("#preview-problems")).to_be_hidden(timeout=WAIT)
    context.close()


def _replace(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text().replace(old, new))


def test_every_page_is_valid_html(near: Preview, tmp_path: Path, vnu: list[str]) -> None:
    out = tmp_path / "site"
    command = [sys.executable, str(PROJECT / "build.py"), "build", "--root", str(near.site.root), "--out", str(out)]
    subprocess.run([*command, "--local", str(FIXTURES / "local")], check=True, capture_output=True)
    pages = [str(out / address / "index.html") for address in PAGES.values()]
    done = subprocess.run([*vnu, "--errors-only", "--stdout", *pages], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[:4000]
