"""What comes out of the printer, in Chromium: sheets, posters, packs, cards, handouts and large print, for every role and ladder."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, Route, ViewportSize, expect
from pypdf import PageObject, PdfReader
from sites import Site

from explorer.catalogue import Catalogue
from explorer.pages.short import short_address
from explorer.poster import Poster
from explorer.site import Options, load

# What is wrong with the sheets on a page as it is laid out for print: text outside its sheet, over the foot, over other text, or cut off.
FAULTS = """() => {
  const faults = []
  const rect = element => element.getBoundingClientRect()
  const words = element => element.textContent.trim().slice(0, 40)
  const say = (sheet, what, element) => faults.push(`${sheet.dataset.sheet ?? sheet.className}: ${what}: ${words(element)}`)
  const over = (a, b) => a.left < b.right - 1 && a.right > b.left + 1 && a.top < b.bottom - 1 && a.bottom > b.top + 1
  const outside = (a, b, by) => a.left < b.left - by || a.right > b.right + by || a.top < b.top - by || a.bottom > b.bottom + by
  for (const sheet of document.querySelectorAll('.sheet')) {
    if (getComputedStyle(sheet).display === 'none') continue
    const edge = rect(sheet)
    const foot = sheet.querySelector(':scope > .sheet-foot')
    for (const element of sheet.querySelectorAll('p, li, h2, h3, h4, svg')) {
      if (element.getClientRects().length === 0) continue
      const at = rect(element)
      if (outside(at, edge, 1)) say(sheet, 'outside', element)
      if (foot && !foot.contains(element) && over(at, rect(foot))) say(sheet, 'over the foot', element)
      if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) say(sheet, 'too wide', element)
      const box = element.closest('.sheet-adviser, .cut')
      if (box && rect(box).bottom < at.bottom - 1) say(sheet, 'cut off', element)
    }
    const blocks = [...sheet.querySelectorAll(
      '.sheet-name, .sheet-code, .sheet-facts > *, .sheet-section, .sheet-drawing, .cut, .sheet-steps > li')]
    blocks.forEach((one, at) => blocks.slice(at + 1).forEach(other => {
      if (over(rect(one), rect(other))) say(sheet, 'over another', other)
    }))
    if (parseFloat(getComputedStyle(sheet).fontSize) < 10 * 96 / 72 - 0.01) say(sheet, 'smaller than 10 points', sheet)
  }
  for (const picture of document.querySelectorAll('.picture, .poster svg')) {
    const edge = rect(picture)
    const boxes = [...picture.querySelectorAll('rect[rx]')].map(rect)
    for (const word of picture.querySelectorAll('text')) {
      const at = rect(word)
      const around = boxes.filter(box => over(at, box))
      if (around.length > 1) faults.push(`over two boxes: ${word.textContent}`)
      if (around.some(box => outside(at, box, 3))) faults.push(`out of its box: ${word.textContent}`)
      if (outside(at, edge, 3)) faults.push(`outside: ${word.textContent}`)
    }
    boxes.forEach((one, at) => boxes.slice(at + 1).forEach(other => { if (over(one, other)) faults.push('two boxes overlap') }))
    // The boxes of words are taller than their letters.
    const words = [...picture.querySelectorAll('text')].map(word => {
      const { left, right, top, bottom, height } = rect(word)
      return { left, right, top: top + height * 0.2, bottom: bottom - height * 0.1, text: word.textContent }
    })
    words.sort((one, other) => one.left - other.left).forEach((one, place) => {
      for (const other of words.slice(place + 1)) {
        if (other.left > one.right - 1) break
        if (over(one, other)) faults.push(`${one.text} lies over ${other.text}`)
      }
    })
  }
  return faults
}"""


# What reaches over the edge of a sheet in large print, which has as many pages as it takes.
LARGE_FAULTS = """() => [...document.querySelectorAll('.sheet-large')].flatMap(sheet => {
  const edge = sheet.getBoundingClientRect()
  return [...sheet.querySelectorAll('h2, h3, p, li, b, svg')].filter(element => {
    const at = element.getBoundingClientRect()
    return at.width > 0 && (at.left < edge.left - 1 || at.right > edge.right + 1)
  }).map(element => `${sheet.dataset.sheet}: ${element.textContent.trim().slice(0, 40)}`)
})"""


# The sizes of paper, by whose shape the style sheet tells them apart.
A4, LETTER = ViewportSize(width=794, height=1123), ViewportSize(width=816, height=1056)


@pytest.fixture(scope="module")
def catalogue(real: Site) -> Catalogue:
    found, _ = load(Options(real.root, real.out, "https://example.org/careers/"))
    assert found
    return found


@pytest.fixture
def paper(browser: Browser) -> Iterator[Page]:
    """A page laid out for print on A4."""
    context = browser.new_context(viewport=A4, device_scale_factor=2)
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


def printed(page: Page, paper: str = "A4", *, landscape: bool = False) -> PdfReader:
    return PdfReader(io.BytesIO(page.pdf(format=paper, landscape=landscape)))


def pack(page: Page, address: str, query: str) -> None:
    """Opens a pack and waits until it is whole."""
    page.goto(f"{address}print/?{query}")
    expect(page.locator("[data-packer-status]")).to_contain_text("ready to print", timeout=120_000)


def decoded(picture: Locator) -> str:
    read = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.screenshot())))
    assert len(read) == 1
    return read[0].text


@pytest.mark.server
def test_every_role_prints_on_exactly_one_page_with_nothing_cut_off(paper: Page, address: str, catalogue: Catalogue) -> None:
    """A4 and US Letter, with words of at least 10 points on both."""
    wrong = {}
    for role in catalogue.roles.values():
        paper.goto(f"{address}roles/{role.id}/")
        for size, box, points in (("A4", A4, 842), ("Letter", LETTER, 792)):
            paper.set_viewport_size(box)
            pages = printed(paper, size).pages
            assert abs(float(pages[0].mediabox.height) - points) < 2
            faults = paper.evaluate(FAULTS)
            text = " ".join(pages[0].extract_text().split())
            said = (role.title, "What you do", "Checked", short_address(f"roles/{role.id}/"))
            smallest = smallest_words(pages[0])
            if len(pages) != 1 or faults or any(words not in text for words in said) or smallest < 9:
                wrong[role.id, size] = (len(pages), faults, smallest)
    assert wrong == {}


def smallest_words(page: PageObject) -> float:
    """The size of the smallest type on a page in points, as it comes out on the paper."""
    sizes: list[float] = []

    def look(text: str, matrix: list[float], text_matrix: list[float], _font: object, size: float) -> None:
        if text.strip():
            sizes.append(abs(size * matrix[3] * text_matrix[3]))

    page.extract_text(visitor_text=look)
    return round(min(sizes), 1)


def test_what_us_letter_leaves_out_is_counted_on_it(paper: Page, address: str) -> None:
    paper.goto(f"{address}roles/care-worker/")
    short = paper.locator(".sheet-more.sheet-short").first
    expect(short).to_be_hidden()
    hidden = paper.locator(".sheet li.sheet-tall").first
    expect(hidden).to_be_visible()
    paper.set_viewport_size(LETTER)
    expect(short).to_be_visible()
    expect(hidden).to_be_hidden()


def test_the_sheet_says_in_words_what_the_drawing_shows(paper: Page, address: str) -> None:
    paper.goto(f"{address}roles/care-worker/")
    sheet = paper.locator(".sheet")
    drawn = sheet.locator(".picture text").all_text_contents()
    assert "Key worker" in drawn
    expect(sheet.locator(".sheet-section", has_text="Where it can lead")).to_contain_text("Key worker. Step up, 6 to 12 months")


def test_the_code_on_a_sheet_is_large_enough_and_leads_to_the_page(paper: Page, address: str, catalogue: Catalogue) -> None:
    for id_ in (next(iter(catalogue.roles)), "chief-nurse"):
        paper.goto(f"{address}roles/{id_}/")
        code = paper.locator(".sheet .qr")
        assert decoded(code) == f"https://example.org/careers/{short_address(f'roles/{id_}/')}"
        modules = float(str(code.get_attribute("viewBox")).split()[2])
        box = code.bounding_box()
        assert box
        assert box["width"] / 96 * 25.4 * (modules - 8) / modules >= 25


@pytest.mark.server
def test_every_role_prints_on_two_pages_and_large(paper: Page, address: str, catalogue: Catalogue) -> None:
    everything = ",".join(f"ladder:{id_}" for id_ in catalogue.ladders)
    pack(paper, address, f"form=full&cover=no&of={everything}")
    assert len(printed(paper).pages) == 2 * len(catalogue.roles)
    assert paper.evaluate(FAULTS) == []
    pack(paper, address, f"form=large&cover=no&of={everything}")
    expect(paper.locator(".sheet-large")).to_have_count(len(catalogue.roles))
    for size in (A4, LETTER):
        paper.set_viewport_size(size)
        assert paper.evaluate(LARGE_FAULTS) == []
    paper.goto(f"{address}roles/care-worker/print/#large-print")
    pages = printed(paper).pages
    assert len(pages) > 2
    assert paper.locator(".sheet-large").evaluate("element => getComputedStyle(element).fontSize") == "24px", "18 points"
    assert "more on the page" not in "".join(page.extract_text() for page in pages), "nothing is left out"
    paper.goto(f"{address}roles/care-worker/print/")
    assert len(printed(paper).pages) == 2


def test_every_ladder_has_a_poster_of_one_page_that_reads_from_afar(paper: Page, address: str, catalogue: Catalogue) -> None:
    names = {}
    for id_, ladder in catalogue.ladders.items():
        paper.goto(f"{address}ladders/{id_}/poster/")
        for size in ("A3", "A4", "Letter"):
            assert len(printed(paper, size, landscape=True).pages) == 1, (id_, size)
        assert paper.evaluate(FAULTS) == [], id_
        shown = " ".join(paper.locator(".poster text").all_text_contents())
        assert ladder.title in shown
        sizes = [
            float(str(size)) * 72 / 25.4
            for size in paper.locator(".poster rect ~ text").evaluate_all("all => all.map(one => one.getAttribute('font-size'))")
        ]
        assert min(sizes) > 17.9, f"{id_}: {min(sizes):.1f} points cannot be read at two metres"
        names[id_] = Poster(catalogue, ladder).drawing.points
    assert {id_: size for id_, size in names.items() if size < 22} == {}
    assert decoded(paper.locator(".poster svg")).endswith(short_address(f"ladders/{id_}/"))


def test_every_route_has_a_handout_of_one_page(paper: Page, address: str, real: Site) -> None:
    routes = sorted(file.parent.relative_to(real.out).as_posix() for file in real.out.glob("routes/*/*/index.html"))
    assert routes
    for route in routes:
        paper.goto(f"{address}{route}/")
        assert len(printed(paper).pages) == 1, route
        assert paper.evaluate(FAULTS) == [], route
        assert paper.locator(".handout .sheet-steps li").count() == paper.locator(".route").first.locator(".route-step").count()


def test_a_pack_is_one_print_job_in_the_order_chosen_with_right_page_numbers(paper: Page, address: str) -> None:
    pack(paper, address, "of=role:chief-nurse,poster:nursing,route:care-worker:operations-director,role:care-worker&title=Jobs%20fair")
    text = [" ".join(page.extract_text().split()) for page in printed(paper).pages]
    assert len(text) == 6
    assert "Jobs fair" in text[0]
    starts = {"Chief nurse": 3, "Nursing": 4, "From care worker to operations director": 5, "Care worker": 6}
    for title, number in starts.items():
        assert f"{title} {number}" in text[1]
        assert title in text[number - 1]
    assert paper.evaluate(FAULTS) == []


def test_what_has_no_page_of_its_own_goes_into_a_pack_in_the_order_chosen(paper: Page, address: str, catalogue: Catalogue) -> None:
    """A route of one's own, roles side by side, the blank plan, and what a school leaver can start in."""
    of = "compare:care-worker:support-worker,way:start:porter:senior-porter,role:cook,plan"
    pack(paper, address, f"of={of}")
    text = [" ".join(page.extract_text().split()) for page in printed(paper).pages]
    starts = {
        "Care worker and support worker": 3,
        "to senior porter": 4,
        "Cook": 5,
        str(catalogue.worksheet and catalogue.worksheet.title): 6,
    }
    for title, number in starts.items():
        assert f"{title} {number}" in text[1]
        assert title in text[number - 1]
    assert paper.evaluate(FAULTS) == []
    assert all(part.title in " ".join(text[5:]) for part in catalogue.worksheet.parts) if catalogue.worksheet else False
    assert decoded(paper.locator(".handout .qr")) == "https://example.org/careers/routes/?from=start&to=senior-porter"
    expect(paper.locator(".handout .sheet-steps li")).to_have_count(2)
    pack(paper, address, "form=cards&of=open")
    assert paper.locator(".cut").count() == sum(role.no_set_requirements for role in catalogue.roles.values())


def test_the_handout_of_any_route_is_one_page(paper: Page, address: str, real: Site) -> None:
    """All that have a page, made in the browser: they are the longest that there are."""
    found = [file.read_text() for file in real.out.glob("routes/*/*/index.html")]
    ways = [way for text in found for way in re.findall(r"print/\?of=(way:[a-z0-9:-]+)", text)]
    assert len(ways) > 50
    pack(paper, address, f"cover=no&of={','.join(ways)}")
    assert len(printed(paper).pages) == len(set(ways))
    assert paper.evaluate(FAULTS) == []
    paper.set_viewport_size(LETTER)
    assert len(printed(paper, "Letter").pages) == len(set(ways))
    assert paper.evaluate(FAULTS) == []


def test_two_jobs_give_a_route_and_a_comparison(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}print/")
    page.get_by_role("button", name="Add the route from the first to the second").click()
    expect(page.locator("[data-packer-status]")).to_have_text("Choose two jobs from the lists first.")
    for label, words, name in (("First job", "carer", "Care worker"), ("Second job", "team leader", "Team leader")):
        page.get_by_label(label).fill(words)
        page.locator("[role=option]:visible", has_text=name).first.click()
    page.get_by_role("button", name="Add the route from the first to the second").click()
    rows = page.locator("[data-packer-list] li")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("From care worker to team leader")
    page.get_by_role("button", name="Add the two side by side").click()
    expect(rows).to_have_count(2)
    expect(rows.last).to_contain_text("Side by side: care worker and team leader")
    assert re.search(r"\?of=way:care-worker(:[a-z-]+)*:team-leader,compare:care-worker:team-leader$", page.url)
    page.close()


def test_a_route_and_a_comparison_lead_to_packs(browser: Browser, address: str) -> None:
    page = browser.new_page()
    for where, link, title in (
        ("routes/?from=care-worker&to=registered-manager", "Print it on one page", "From care worker to registered manager"),
        ("compare/?roles=care-worker,cook", "Put it in a pack to print", "Care worker and cook"),
    ):
        page.goto(address + where)
        page.get_by_role("link", name=link).first.click()
        expect(page.locator("[data-packer-status]")).to_contain_text("ready to print")
        expect(page.locator("[data-pack] h2", has_text=title)).to_be_visible()
    page.close()


def test_the_map_prints_on_one_large_page_with_its_code_and_legend(paper: Page, address: str) -> None:
    paper.goto(f"{address}map/poster/")
    for width, height in (("594mm", "420mm"), ("841mm", "594mm"), ("1189mm", "841mm")):
        pages = PdfReader(io.BytesIO(paper.pdf(width=width, height=height))).pages
        assert len(pages) == 1
    text = " ".join(pages[0].extract_text().split())
    for words in ("Step up", "Sideways", "also leads to a job on ladder 2", short_address("map/")):
        assert words in text
    assert paper.evaluate(FAULTS) == []
    assert decoded(paper.locator(".poster svg")) == f"https://example.org/careers/{short_address('map/')}"


def test_a_pack_leaves_out_what_is_there_twice(paper: Page, address: str, catalogue: Catalogue) -> None:
    pack(paper, address, "cover=no&of=role:chief-nurse,ladder:nursing,role:chief-nurse")
    assert len(printed(paper).pages) == len(catalogue.on_ladder(catalogue.ladders["nursing"]))


def test_cards_come_eight_to_a_page_each_with_its_code(paper: Page, address: str, catalogue: Catalogue) -> None:
    pack(paper, address, "form=cards&of=ladder:nursing")
    count = len(catalogue.on_ladder(catalogue.ladders["nursing"]))
    assert paper.locator(".cut").count() == count
    assert len(printed(paper).pages) == -(-count // 8)
    assert paper.evaluate(FAULTS) == []
    pack(paper, address, f"form=cards&cover=no&of={','.join(f'ladder:{id_}' for id_ in catalogue.ladders)}")
    expect(paper.locator(".cut")).to_have_count(len(catalogue.roles))
    for size in (A4, LETTER):
        paper.set_viewport_size(size)
        assert paper.evaluate(FAULTS) == []
    last = paper.locator(".cut").last
    assert decoded(last.locator(".qr")).startswith("https://example.org/careers/r/")


def test_a_choice_is_made_put_in_order_and_kept_in_the_address(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(f"{address}print/")
    page.get_by_label("Add a job").fill("carer")
    page.locator("[role=option]", has_text="Care worker").first.click()
    page.get_by_label("Add more at once").select_option("poster:nursing")
    rows = page.locator("[data-packer-list] li")
    expect(rows).to_have_count(2)
    page.get_by_role("button", name="Move Poster: Nursing up").press("Enter")
    expect(rows.first).to_contain_text("Poster: Nursing")
    expect(page.get_by_role("button", name="Move Poster: Nursing up")).to_be_focused()
    page.get_by_label("Title on the cover").fill("Fair & fun")
    page.get_by_label("Title on the cover").press("Tab")
    assert page.url.endswith("?of=poster:nursing,role:care-worker&title=Fair%20%26%20fun")
    page.reload()
    expect(page.locator(".cover")).to_contain_text("Fair & fun")
    expect(rows).to_have_count(2)
    page.get_by_role("button", name="Remove Poster: Nursing").click()
    expect(rows).to_have_count(1)
    page.get_by_label("Cards to cut out").check()
    expect(page.locator(".cut")).to_have_count(1)
    assert "form=cards" in page.url
    page.close()


@pytest.mark.server
def test_a_name_that_arrives_late_takes_the_focus_from_no_button(browser: Browser, address: str) -> None:
    page = browser.new_page()
    held: list[Route] = []
    page.route("**/roles/*/", lambda route: held.append(route))  # noqa: PLW0108  Playwright wants a function of Python
    page.goto(f"{address}print/?of=role:care-worker,poster:nursing")
    page.get_by_role("button", name="Move Poster: Nursing up").press("Enter")
    expect(page.get_by_role("button", name="Move Poster: Nursing up")).to_be_focused()
    for route in held:
        route.continue_()
    expect(page.locator("[data-packer-list] li").last).to_contain_text("Care worker")
    expect(page.get_by_role("button", name="Move Poster: Nursing up")).to_be_focused()
    page.close()


@pytest.mark.server
def test_a_page_that_cannot_be_fetched_is_said_and_printing_waits(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.add_init_script("window.print = () => { window.printed = true }")
    page.route("**/roles/chief-nurse/", lambda route: route.abort())
    page.goto(f"{address}print/?of=role:chief-nurse,role:care-worker")
    expect(page.locator("[data-packer-status]")).to_contain_text("could not be loaded")
    page.get_by_role("button", name="Print the pack").click()
    assert page.evaluate("window.printed") is None
    page.unroute("**/roles/chief-nurse/")
    page.get_by_role("button", name="Print the pack").click()
    expect(page.locator("html")).to_be_attached()
    while not page.evaluate("Boolean(window.printed)"):
        page.wait_for_timeout(50)
    page.close()


@pytest.mark.server
def test_the_pure_part_of_packs(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    again = "async query => { const { parse, write } = await import('./static/js/pack.js'); return write(parse(query)) }"
    for query in ("", "?form=cards&of=open,ladder:nursing&title=A%20%26%20B&cover=no", "?of=route:care-worker:matron"):
        assert page.evaluate(again, query) == query
    assert page.evaluate(again, "?form=nonsense&of=role:x,role:x,evil:y,<b>&cover=maybe") == "?of=role:x"
    numbers = """async entries => (await import('./static/js/pack.js')).contents(entries).flat().map(({ page }) => page ?? 0)"""
    assert page.evaluate(
        numbers, [{"title": "a", "pages": 1}, {"title": "b", "pages": 2}, {"title": "c", "pages": 0}, {"title": "d", "pages": 1}]
    ) == [3, 4, 6, 0]
    assert page.evaluate(numbers, [{"title": "a", "pages": 1}] * 71)[:2] == [4, 5], "the contents take two pages"
    page.close()


@pytest.mark.server
def test_sharing_copies_the_short_address(browser: Browser, address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}roles/care-worker/")
    page.get_by_text("Share this page").click()
    page.get_by_role("button", name="Copy the short address").click()
    short = f"https://example.org/careers/{short_address('roles/care-worker/')}"
    assert page.evaluate("navigator.clipboard.readText()") == short
    assert decoded(page.locator(".share-code")) == short
    with page.expect_download() as started:
        page.get_by_role("link", name="QR code as a picture").click()
    assert started.value.suggested_filename == "care-worker.png"
    mail = str(page.get_by_role("link", name="Send it by e-mail").get_attribute("href"))
    assert mail.startswith("mailto:?subject=Care%20worker&body=")
    page.goto(f"{address}{short_address('roles/care-worker/')}")
    expect(page.locator("h1")).to_have_text("Care worker")
    context.close()
