"""What advisers do: make a link and have it opened elsewhere, come back to it, and put a page into a website of their own."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import zxingcpp
from axe_playwright_python.sync_playwright import Axe
from browser.hands import at
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect
from sites import Site

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PUBLIC = "https://example.org/careers/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"])
    yield made
    made.close()


def sound(page: Page) -> None:
    """Nothing on the page as it stands is an accessibility violation, in frames too."""
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG}})
    assert found.violations_count == 0, found.generate_report()


def begin(context: BrowserContext, address: str, what: str) -> Page:
    page = context.new_page()
    page.goto(address + "for-advisers/")
    page.get_by_role("group", name="What do you want to send?").get_by_label(what, exact=True).check()
    return page


def choose(page: Page, label: str, name: str) -> None:
    """Finds a role in a field by keyboard."""
    field = page.get_by_role("combobox", name=label, exact=True)
    field.fill(name)
    expect(page.get_by_role("option").filter(has_text=name).first).to_be_visible()
    field.press("ArrowDown")
    field.press("Enter")


def role(page: Page) -> None:
    choose(page, "The role, by any of its names", "Care worker")


def route(page: Page) -> None:
    choose(page, "Where your client is", "Care worker")
    choose(page, "Where your client wants to be", "Registered manager")
    page.get_by_label("What matters most").select_option("earning")


def comparison(page: Page) -> None:
    choose(page, "Add a role", "Care worker")
    choose(page, "Add a role", "Support worker")


def roles_that_fit(page: Page) -> None:
    page.get_by_label("No degree needed").first.check()
    page.locator("#send-ladder").select_option("nursing")
    expect(page.locator("[data-builder-status]")).to_contain_text("It shows")


def plan(page: Page) -> None:
    choose(page, "Where your client is", "Care worker")
    choose(page, "Where your client wants to be", "Registered manager")
    page.get_by_label("A note to your client").fill("Ask about 50% & more: we meet on Friday #2")


def pack(page: Page) -> None:
    choose(page, "Add a job", "Porter")
    page.locator("#send-more").select_option("poster:nursing")
    page.get_by_label("Title on the cover").fill("Fair & square")


def shows_role(page: Page) -> None:
    expect(page.locator("h1")).to_have_text("Care worker")


def shows_route(page: Page) -> None:
    expect(page.locator("[data-found-title]")).to_contain_text("egistered manager")
    expect(page.locator("[name=best][value=earning]")).to_be_checked()


def shows_comparison(page: Page) -> None:
    expect(page.locator("[data-compare-place]")).to_contain_text("Support worker")
    expect(page.locator("[data-compare-place]")).to_contain_text("Care worker")


def shows_roles(page: Page) -> None:
    expect(page.locator("[data-filter-count]")).to_have_text("(2 chosen)")


def shows_plan(page: Page) -> None:
    expect(page.locator("main")).to_contain_text("Ask about 50% & more: we meet on Friday #2")
    expect(page.locator("main")).to_contain_text("Registered manager")


def shows_pack(page: Page) -> None:
    expect(page.locator("[data-packer-list] li")).to_have_count(2)
    expect(page.locator("#pack-title")).to_have_value("Fair & square")


@pytest.mark.parametrize(
    ("what", "make", "shows"),
    [
        ("A role", role, shows_role),
        ("A route between two jobs", route, shows_route),
        ("Two to four roles side by side", comparison, shows_comparison),
        ("A list of roles that fit", roles_that_fit, shows_roles),
        ("A plan that is begun", plan, shows_plan),
        ("A pack to print", pack, shows_pack),
    ],
)
def test_a_link_opens_what_was_chosen_for_somebody_else_and_the_builder_keeps_it(
    browser: Browser,
    context: BrowserContext,
    address: str,
    tmp_path: Path,
    what: str,
    make: Callable[[Page], None],
    shows: Callable[[Page], None],
) -> None:
    page = begin(context, address, what)
    expect(page.locator("[data-builder-made]")).to_be_hidden()
    sound(page)
    make(page)
    status = page.locator("[data-builder-status]")
    expect(status).to_contain_text("The link is ready.")
    sound(page)
    page.get_by_role("button", name="Copy the link").click()
    expect(status).to_have_text("Copied.")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(address)

    code = page.locator("[data-builder-code] > *")
    expect(code).to_be_visible()
    code.screenshot(path=tmp_path / "code.png")
    read = [found.text for found in zxingcpp.read_barcodes(Image.open(tmp_path / "code.png"))]
    assert read == [link] if make is not role else read[0].startswith(PUBLIC + "r/")
    with page.expect_download() as saved:
        page.locator("[data-builder-code-words] > *").click()
    assert "<svg" in saved.value.path().read_text()

    elsewhere = browser.new_context()
    client = elsewhere.new_page()
    client.goto(link)
    shows(client)
    elsewhere.close()

    again = context.new_page()
    again.goto(page.url)
    expect(again.locator("#made-link")).to_have_value(link)
    page.close()
    with_open = again.get_by_role("link", name="Open it")
    assert with_open.get_attribute("href") == link
    again.close()


def test_without_javascript_forms_lead_to_pages_whose_address_holds_the_choice(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "for-advisers/")
    page.locator("#plain-from").select_option("care-worker")
    page.locator("#plain-to").select_option("registered-manager")
    page.get_by_role("button", name="Open a plan").click()
    expect(page).to_have_url(at(address + "plan/?from=care-worker&to=registered-manager"))
    page.go_back()
    page.get_by_role("button", name="Open the pack").click()
    expect(page).to_have_url(at(address + "print/?of=open"))
    page.goto(address + "for-advisers/")
    expect(page.locator("[data-snippet]")).to_contain_text("<iframe")
    context.close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  the name in the base class
        pass


@pytest.fixture
def website(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """The website of somebody else: a folder on a server of another origin, and its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=tmp_path))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


def put(website: tuple[Path, str], page: Page, snippet: str, address: str) -> FrameLocator:
    """Opens a page of the other website that has the snippet in it."""
    html = f'<!doctype html><html lang="en"><title>Ours</title><main><h1>Ours</h1>{snippet.replace(PUBLIC, address)}</main></html>'
    (website[0] / "index.html").write_text(html)
    page.goto(website[1])
    return page.frame_locator("iframe")


def height_fits(page: Page) -> None:
    """The frame comes to be as high as its page, which may still grow while it loads."""
    frame, given = page.frames[1], page.locator("iframe")
    until = time.monotonic() + 30
    while abs(int(given.get_attribute("height") or 0) - frame.evaluate("document.body.offsetHeight")) > 1:
        assert time.monotonic() < until, "the frame is not as high as its page"
        page.wait_for_timeout(50)


@pytest.mark.parametrize("where", ["roles/care-worker", "ladders/nursing"])
@pytest.mark.parametrize("width", [240, 900])
def test_the_snippet_from_a_pages_share_shows_it_whole_in_another_website(
    context: BrowserContext, address: str, website: tuple[Path, str], where: str, width: int
) -> None:
    page = context.new_page()
    page.goto(f"{address}{where}/")
    page.locator(".share summary").click()
    page.get_by_role("link", name="Put it into your own website").click()
    expect(page.locator("[data-snippet]")).to_contain_text(f"embed/{where}/")
    sound(page)
    page.get_by_role("button", name="Copy the HTML").click()
    expect(page.locator("[data-embed-status]")).to_have_text("Copied.")
    snippet = page.evaluate("navigator.clipboard.readText()")
    page.set_viewport_size({"width": width, "height": 700})
    frame = put(website, page, snippet, address)
    expect(frame.locator("h1")).to_be_visible()
    height_fits(page)
    assert page.frames[1].evaluate("document.scrollingElement.scrollWidth <= innerWidth")
    sound(page)
    back = frame.locator(".embed-back a")
    back.focus()
    with context.expect_page() as opened:
        page.keyboard.press("Enter")
    assert opened.value.url == f"{address}{where}/"
    assert page.url == website[1]


def test_the_search_box_works_by_keyboard_in_another_website(context: BrowserContext, address: str, website: tuple[Path, str]) -> None:
    page = context.new_page()
    page.goto(address + "for-advisers/")
    frame = put(website, page, page.locator("[data-snippet]").inner_text(), address)
    height_fits(page)
    before = int(page.locator("iframe").get_attribute("height") or 0)
    page.keyboard.press("Tab")
    page.keyboard.type("carer")
    expect(frame.get_by_role("option").first).to_be_visible()
    height_fits(page)
    assert int(page.locator("iframe").get_attribute("height") or 0) > before
    sound(page)
    page.keyboard.press("ArrowDown")
    with context.expect_page() as opened:
        page.keyboard.press("Enter")
    assert opened.value.url.startswith(address + "roles/")
    with context.expect_page() as listed:
        page.keyboard.press("Enter")
    assert "search/?q=" in listed.value.url


def test_a_message_from_elsewhere_changes_no_frame(context: BrowserContext, address: str, website: tuple[Path, str]) -> None:
    page = context.new_page()
    page.goto(address + "for-advisers/")
    put(website, page, page.locator("[data-snippet]").inner_text(), address)
    height_fits(page)
    height = page.locator("iframe").get_attribute("height")
    page.evaluate("postMessage({ type: 'pathway-explorer-height', height: 4321 }, '*')")
    page.frames[1].evaluate("for (const height of ['9', NaN, null]) parent.postMessage({ type: 'pathway-explorer-height', height }, '*')")
    page.wait_for_timeout(100)
    assert page.locator("iframe").get_attribute("height") == height


@pytest.mark.parametrize("where", ["embed/roles/registered-nurse-adult/", "embed/ladders/adult-social-care/", "embed/search/"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_an_embedded_page_is_sound_from_240_pixels_on(browser: Browser, address: str, where: str, scheme: str) -> None:
    for width in (240, 900):
        context = browser.new_context(viewport={"width": width, "height": 600}, color_scheme=scheme)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(address + where, wait_until="networkidle")
        sound(page)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
        context.close()


@pytest.mark.parametrize("where", ["roles/care-worker/", "ladders/nursing/"])
def test_a_page_says_by_oembed_how_to_embed_it(
    real: Site, context: BrowserContext, address: str, website: tuple[Path, str], where: str
) -> None:
    page = context.new_page()
    page.goto(address + where)
    link = page.locator("link[type='application/json+oembed']").get_attribute("href") or ""
    assert link == f"{PUBLIC}embed/{where}oembed.json"
    answer = json.loads((real.out / link.removeprefix(PUBLIC)).read_text())
    assert (answer["version"], answer["type"]) == ("1.0", "rich")
    assert isinstance(answer["width"], int)
    assert isinstance(answer["height"], int)
    frame = put(website, page, answer["html"], address)
    expect(page.locator("iframe")).to_have_attribute("src", f"{address}embed/{where}")
    expect(frame.locator("h1")).to_be_visible()
