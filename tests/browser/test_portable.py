"""The copy for a stick: every task that people do on the site, done again from a folder."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sites import Site

from explorer import portable

TASKS = ("test_explore", "test_map", "test_match", "test_compare", "test_plan")
OF_EVERY_KIND = (
    "test_a_reader_in_wales_sees_wales_first_on_every_page_and_loses_nothing",
    "test_pointing_at_a_role_in_a_diagram_lights_up_where_it_leads",
    "test_the_first_key_leads_to_the_content",
)
KINDS = {
    kind: where
    for kind, where in import_module("browser.test_every_kind").KINDS.items()
    if where != "404.html" and not where.startswith("print/?")
}


def reused(module: str) -> Iterator[tuple[str, Any]]:
    """The tests of another module that need no server, and the fixtures that they use."""
    for name, thing in vars(import_module(f"browser.{module}")).items():
        marks = {mark.name for mark in getattr(thing, "pytestmark", [])}
        if (name.startswith("test_") and "server" not in marks) or type(thing).__name__ == "FixtureFunctionDefinition":
            yield name, thing


for tasks in TASKS:
    globals().update(reused(tasks))
for task in OF_EVERY_KIND:
    globals()[task] = vars(import_module("browser.test_every_kind"))[task]


@pytest.fixture(scope="session")
def address(real: Site, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The real site, packed and unpacked into a folder with an awkward name."""
    folder = tmp_path_factory.mktemp("stick")
    portable.pack(real.out, folder / "site.zip")
    with zipfile.ZipFile(folder / "site.zip") as archive:
        archive.extractall(folder / "Jo's stick #1 (ä)")
    return (folder / "Jo's stick #1 (ä)").as_uri() + "/"


@pytest.fixture(autouse=True)
def _opens_the_page_of_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Links in the copy name the file; addresses in the tests name the folder."""
    goto = Page.goto

    def goto_file(page: Page, url: str, **options: Any) -> Any:
        return goto(page, re.sub(r"/(?=$|[?#])", "/index.html", url, count=1), **options)

    monkeypatch.setattr(Page, "goto", goto_file)


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_the_copy_loads_cleanly_and_asks_no_network(browser: Browser, address: str, kind: str) -> None:
    page = browser.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.on("request", lambda request: faults.append(request.url) if request.url.startswith("http") else None)
    page.goto(address + KINDS[kind], wait_until="networkidle")
    expect(page.locator("h1")).to_have_count(1)
    assert faults == []
    page.close()


def test_no_link_leads_to_a_folder_also_when_a_script_made_it(browser: Browser, address: str) -> None:
    page = browser.new_page()
    for where in ("", "search/?q=nurse", "routes/?from=care-worker&to=registered-manager", "routes/?from=care-worker", "have/"):
        page.goto(address + where, wait_until="networkidle")
        assert (
            page.locator("a").evaluate_all("links => links.map(link => link.href).filter(link => /^file:.*\\/([?#]|$)/.test(link))") == []
        )
    page.goto(address + "routes/")
    page.evaluate("location.href = '../roles/?flag=open'")
    expect(page.locator("[data-filter-status]")).to_contain_text(" of ")
    page.close()


def test_an_old_address_leads_on(browser: Browser, site: Site, tmp_path: Path) -> None:
    assert not site.build().failed
    portable.pack(site.out, tmp_path / "site.zip")
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        moved = next(name for name in archive.namelist() if b'http-equiv="refresh"' in archive.read(name))
        archive.extractall(tmp_path / "copy")
    page = browser.new_page()
    page.goto((tmp_path / "copy" / moved).as_uri())
    page.wait_for_url(lambda url: not url.endswith(moved))
    assert page.url.endswith("/index.html")
    expect(page.locator(".nav")).to_be_visible()
    page.close()


def test_the_page_for_saving_says_that_all_is_here(context: BrowserContext, address: str) -> None:
    page = context.new_page()
    page.goto(address + "offline/")
    expect(page.locator("main")).to_contain_text("This is a copy on a stick")
    assert page.locator("main button:visible").count() == 0
    import_module("browser.test_explore").sound(page)
