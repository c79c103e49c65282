"""Saving the site in the browser: it works without a network, never mixes two versions, and never does harm."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from hosting import Host, hosted
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sites import Site

from explorer.testing import browser as chromium

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OLD, NEW = "You cook what guests eat.", "You cook for everybody."
SAVED = "The whole site is saved in this browser"


@pytest.fixture
def host(site: Site) -> Iterator[Host]:
    """The small site on a host of its own."""
    assert not site.build().failed
    with hosted(site.out) as made:
        yield made


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 360, "height": 800})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext, host: Host) -> Page:
    """The page on which the site is saved, with its address."""
    opened = context.new_page()
    opened.goto(host.address + "offline/")
    return opened


def status(page: Page) -> str:
    return page.locator("[data-offline-status]").inner_text()


def sound(page: Page) -> None:
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.scrollingElement.scrollWidth <= innerWidth"), "scrolls sideways"


def save(page: Page) -> None:
    page.locator("[data-offline-main]").click()
    expect(page.locator("[data-offline-status]")).to_contain_text(SAVED, timeout=60_000)


def deploy(site: Site) -> None:
    """A version in which every page, a script and the data for scripts differ."""
    site.change("pathways/ladders/kitchen.yaml", OLD, NEW)
    site.change("content/site.yaml", "Small kitchen", "Large kitchen")
    assert not site.build().failed


def look_for_a_new_version(page: Page) -> None:
    """What the browser does by itself some time after a page is opened; waits until it has come, or failed to."""
    page.evaluate("""async () => {
        const found = await navigator.serviceWorker.getRegistration()
        await found.update()
        while (found.installing || found.waiting || found.active.state !== 'activated') await new Promise(done => setTimeout(done, 20))
    }""")


def stop_worker(page: Page) -> None:
    """As browsers do with a worker that has had nothing to do for a while."""
    session = page.context.new_cdp_session(page)
    session.send("ServiceWorker.enable")
    session.send("ServiceWorker.stopAllWorkers")


def caches(page: Page) -> list[str]:
    return page.evaluate("caches.keys()")  # type: ignore[no-any-return]


def test_after_saving_the_whole_site_works_with_the_server_stopped(page: Page, host: Host, real: Site) -> None:
    """The project's own site: roles, search, routes, the list of roles, and an address that leads nowhere."""
    expect(page.locator("[data-offline-status]")).to_contain_text("Nothing is saved yet")
    host.folder = real.out
    os.utime(real.out / "data/offline.json", (1, 1))  # an older version may come back, and hosts compare only the time
    page.goto(host.address + "offline/")
    expect(page.locator("[data-offline-status]")).to_have_text(re.compile(r"Nothing is saved yet\. It takes \d+ MB on this device\."))
    sound(page)
    save(page)
    sound(page)
    host.stop()
    page.goto(host.address)
    page.locator("#home-search").fill("care assistant")
    page.get_by_role("option", name="Care worker", exact=False).first.click()
    expect(page.locator("h1")).to_have_text("Care worker")
    assert page.evaluate("document.fonts.ready.then(fonts => [...fonts].filter(font => font.status === 'loaded').length)") == 2
    page.goto(host.address + "routes/?from=care-worker&to=registered-manager")
    expect(page.locator(".route").first).to_be_visible()
    page.goto(host.address + "roles/?flag=no-degree")
    expect(page.locator("[data-filter-status]")).to_contain_text(" of ")
    page.goto(host.address + "roles/care-worker?from=elsewhere")
    assert page.url == host.address + "roles/care-worker/?from=elsewhere"
    page.goto(host.address + "print/?of=role:care-worker,poster:nursing,plan")
    expect(page.locator("[data-packer-status]")).to_contain_text("ready to print")
    page.goto(host.address + "roles/nobody/")
    expect(page.locator("h1")).to_have_text("There is no page here")
    page.goto(host.address + "offline/")
    expect(page.locator("[data-offline-status]")).to_contain_text(SAVED)
    host.start()


def test_who_does_not_save_keeps_nothing_and_has_no_worker(page: Page, host: Host) -> None:
    page.goto(host.address + "roles/cook/")
    page.goto(host.address + "search/?q=cook")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    assert caches(page) == []


def test_a_new_version_comes_by_itself_and_an_open_page_stays_whole(page: Page, host: Host, site: Site) -> None:
    save(page)
    page.goto(host.address + "roles/")
    old_network = (site.out / "data/network.json").read_text()
    old_search = (site.out / "data/search.json").read_text()
    site.change("pathways/ladders/kitchen.yaml", "title: Cook", "title: Chef de partie")
    deploy(site)
    assert (site.out / "data/network.json").read_text() != old_network
    other = page.context.new_page()
    host.asked.clear()
    other.goto(host.address + "roles/cook/")
    assert OLD in other.content(), "the new version is not whole yet"
    for _ in range(200):
        if "sw.js" in host.asked:
            break
        other.wait_for_timeout(50)
    assert "sw.js" in host.asked, "the browser looks by itself"
    look_for_a_new_version(other)
    other.reload()
    assert NEW in other.content()
    assert "Large kitchen" in other.title()
    ask = "name => fetch(name).then(response => response.text())"
    assert page.evaluate(ask, "../data/search.json") == old_search, "a page that was open goes on with what it was opened with"
    assert other.evaluate(ask, "../../data/search.json") == (site.out / "data/search.json").read_text()
    assert len(caches(page)) == 2
    page.reload()
    assert page.evaluate(ask, "../data/search.json") == (site.out / "data/search.json").read_text()
    assert "Large kitchen" in page.title()
    stop_worker(page)
    page.reload()
    for _ in range(100):
        if len(caches(page)) == 1:
            break
        page.wait_for_timeout(50)
    assert len(caches(page)) == 1, "a version that no page is open with is let go"


def test_a_new_version_that_comes_half_is_not_shown_and_goes_on_later(page: Page, host: Host, site: Site) -> None:
    save(page)
    page.goto(host.address + "roles/cook/")
    deploy(site)
    host.fails_after = 12
    look_for_a_new_version(page)
    page.reload()
    assert OLD in page.content()
    host.fails_after = 0
    for where in ("", "roles/", "roles/cook/", "search/?q=cook"):
        page.goto(host.address + where)
        assert "Small kitchen" in page.title()
    host.fails_after = None
    host.asked.clear()
    look_for_a_new_version(page)
    page.goto(host.address + "roles/cook/")
    assert NEW in page.content()
    pages = [name for name in host.asked if not name or name.endswith("/")]
    assert 0 < len(set(pages)) < len(list(site.out.rglob("index.html"))), "what had come before is not fetched again"
    assert not any(name.startswith("static/") for name in host.asked), "what did not change is not fetched again"


def test_half_a_download_goes_on_where_it_broke_off(page: Page, host: Host, site: Site) -> None:
    host.fails_after = 30
    page.locator("[data-offline-main]").click()
    expect(page.locator("[data-offline-status]")).to_contain_text("The connection broke off")
    sound(page)
    there = page.locator("progress").evaluate("bar => bar.value / bar.max")
    assert 0 < there < 1
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    host.fails_after = None
    page.reload()
    expect(page.locator("[data-offline-status]")).to_contain_text("Some of the site is saved")
    expect(page.locator("[data-offline-main]")).to_have_text("Go on saving")
    host.asked.clear()
    save(page)
    listed = json.loads((site.out / "data/offline.json").read_text())["files"]
    assert len([name for name in host.asked if name not in ("data/offline.json", "sw.js")]) < len(listed) - 20
    host.stop()
    page.goto(host.address + "roles/cook/")
    expect(page.locator("h1")).to_have_text("Cook")
    host.start()


def test_a_version_that_is_deployed_during_a_download_is_the_one_that_is_saved(page: Page, host: Host, site: Site) -> None:
    host.fails_after = 30
    page.locator("[data-offline-main]").click()
    expect(page.locator("[data-offline-status]")).to_contain_text("The connection broke off")
    host.fails_after = None
    deploy(site)
    save(page)
    host.stop()
    page.goto(host.address + "roles/cook/")
    ask = "name => fetch(`../../${name}`).then(response => response.text())"
    for name in json.loads((site.out / "data/offline.json").read_text())["files"]:
        if name.endswith((".html", ".js", ".json")):
            assert page.evaluate(ask, name) == (site.out / name).read_text(), name
    host.start()


def test_a_file_of_another_version_stops_the_saving_and_says_so(page: Page, site: Site) -> None:
    """As when a host goes on giving out an old copy of one file."""
    (site.out / "roles/cook/index.html").write_text("<!doctype html><title>Old</title>")
    page.locator("[data-offline-main]").click()
    expect(page.locator("[data-offline-status]")).to_contain_text("The site is being changed just now")
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0
    sound(page)


def test_saving_can_be_stopped_and_what_is_there_removed_by_keyboard(page: Page) -> None:
    page.route("**/roles/cook/", lambda _: None)
    expect(page.locator("[data-offline-main]")).to_be_visible()
    page.locator("[data-offline-main]").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-offline-main]")).to_have_text("Stop")
    expect(page.locator("[data-offline-count]")).to_have_text(re.compile(r"MB of"))
    sound(page)
    page.keyboard.press("Enter")
    expect(page.locator("[data-offline-status]")).to_contain_text("Stopped.")
    expect(page.locator("[data-offline-main]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-offline-status]")).to_have_text("The saved copy is removed from this browser.")
    expect(page.locator("[data-offline-main]")).to_be_focused()
    assert caches(page) == []


def test_a_removed_copy_is_gone_and_the_site_works_online(page: Page, host: Host, site: Site) -> None:
    save(page)
    page.goto(host.address + "offline/")
    page.get_by_role("button", name="Remove the saved copy").click()
    expect(page.locator("[data-offline-status]")).to_have_text("The saved copy is removed from this browser.")
    sound(page)
    assert caches(page) == []
    deploy(site)
    page.goto(host.address + "roles/cook/")
    assert NEW in page.content()
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then(all => all.length)") == 0


def test_a_browser_that_lost_what_it_kept_asks_the_server(page: Page, host: Host, site: Site) -> None:
    save(page)
    page.goto(host.address)
    page.evaluate("caches.keys().then(names => Promise.all(names.map(name => caches.delete(name))))")
    deploy(site)
    stop_worker(page)
    page.goto(host.address + "roles/cook/")
    assert NEW in page.content()
    page.goto(host.address + "search/?q=cook")
    expect(page.locator("[data-search-list] a").first).to_be_visible()


DENIED = {
    "no storage": ("Object.defineProperty(window, 'caches', { get: () => undefined })", "This browser cannot save the site"),
    "no workers": ("delete Navigator.prototype.serviceWorker", "This browser cannot save the site"),
    "storage blocked": (
        "CacheStorage.prototype.keys = () => Promise.reject(new DOMException('blocked', 'SecurityError'))",
        "does not let the site keep anything",
    ),
}


@pytest.mark.parametrize("how", DENIED)
def test_a_browser_that_may_keep_nothing_says_so_and_offers_nothing(context: BrowserContext, host: Host, how: str) -> None:
    script, said = DENIED[how]
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.add_init_script(script)
    page.goto(host.address + "offline/")
    if how == "storage blocked" and page.locator("[data-offline-main]").is_visible():
        page.locator("[data-offline-main]").click()
    expect(page.locator("main")).to_contain_text(said)
    assert page.locator("main button:visible").count() == 0
    sound(page)
    page.goto(host.address + "roles/cook/")
    expect(page.locator("h1")).to_have_text("Cook")
    assert faults == []


def test_a_full_device_says_so(page: Page, host: Host) -> None:
    origin = host.address.removesuffix("/careers/")
    page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 200_000})
    page.locator("[data-offline-main]").click()
    expect(page.locator("[data-offline-status]")).to_contain_text("not enough space left")
    expect(page.locator("[data-offline-main]")).to_be_enabled()
    sound(page)


def test_a_saved_site_does_not_touch_another_one_on_the_same_host(page: Page) -> None:
    page.evaluate("caches.open('saved /careers-too/ 1')")
    save(page)
    page.get_by_role("button", name="Remove the saved copy").click()
    expect(page.locator("[data-offline-status]")).to_contain_text("removed")
    assert caches(page) == ["saved /careers-too/ 1"]


def test_an_address_that_the_saved_version_does_not_know_comes_whole_from_the_server(page: Page, host: Host, site: Site) -> None:
    save(page)
    page.goto(host.address)
    site.write("content/pages/news.md", "---\nid: news\ntitle: News\nsummary: New.\nreviewed: 2026-11-23\n---\nNew.\n")
    site.write("static/css/9-new.css", "main { color: rgb(1, 2, 3) }")
    deploy(site)
    page.goto(host.address + "news/")
    assert page.evaluate("getComputedStyle(document.querySelector('main')).color") == "rgb(1, 2, 3)"


def test_the_site_can_be_installed(browser: Browser, host: Host, tmp_path: Path) -> None:
    started = browser.browser_type.launch_persistent_context(
        tmp_path / "profile", executable_path=chromium(), args=["--no-sandbox", "--disable-background-networking", "--no-first-run"]
    )
    page = started.new_page()
    page.goto(host.address + "roles/cook/")
    session = started.new_cdp_session(page)
    manifest = session.send("Page.getAppManifest")
    assert manifest["errors"] == []
    assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] == []
    described = json.loads(manifest["data"])
    assert described["start_url"] == "./"
    assert described["display"] in ("standalone", "minimal-ui")
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in described["icons"]}
    started.close()
