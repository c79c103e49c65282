"""The copy for a stick as a whole: every kind of page, links and addresses."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from browser.test_every_kind import KINDS as ALL_KINDS
from browser.test_explore import sound
from playwright.sync_api import Browser, expect
from sites import Site

from explorer import portable

KINDS = {kind: where for kind, where in ALL_KINDS.items() if where != "404.html"}


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


def test_the_page_for_saving_says_that_all_is_here(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address + "offline/")
    expect(page.locator("main")).to_contain_text("This is a copy on a stick")
    assert page.locator("main button:visible").count() == 0
    sound(page)
    page.close()


def test_a_link_that_is_copied_leads_to_the_published_site(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    for where, button, status in (
        ("roles/care-worker/", "Copy the link", "[data-actions-status]"),
        ("compare/?roles=care-worker,cook", "Copy the link", "[data-actions-status]"),
        ("print/?of=role:cook&title=Fair", "Copy the link to this pack", "[data-packer-status]"),
    ):
        page.goto(address + where)
        if "?" in where:
            expect(page.locator("[data-pack] h2, table.compare").first).to_be_attached()
        page.get_by_role("button", name=button).first.click()
        expect(page.locator(status).first).to_have_text("Link copied. It leads to this page on the web, not to this copy.")
        assert page.evaluate("navigator.clipboard.readText()") == f"https://example.org/careers/{where}"
    context.close()
