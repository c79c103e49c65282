"""The ready PDFs: which are made, what is in them, and when they are made again."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from conftest import needed
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import Destination
from sites import PROJECT, Site

from explorer.catalogue import Catalogue
from explorer.mapposter import MapPoster
from explorer.pages.short import short_address
from explorer.site import Options, build, load


def make(site: Site, *what: str) -> None:
    report = build(Options(site.root, site.out, jobs=2, cache=False, pdf=what))
    assert not report.failed, "\n".join(map(str, report.problems))


def fonts(reader: PdfReader) -> Iterator[tuple[str, bool]]:
    """The fonts of a PDF: name, and whether it is inside."""
    for page in reader.pages:
        for font in page["/Resources"].get_object()["/Font"].get_object().values():  # type: ignore[index]
            described = font.get_object().get("/DescendantFonts", [font])[0].get_object()
            yield (
                str(described["/BaseFont"]),
                any(name in described["/FontDescriptor"].get_object() for name in ("/FontFile2", "/FontFile3")),
            )


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The project's own site with a pack whose contents take two pages, and the PDFs of all roles and ladders, the map and that pack."""
    root = tmp_path_factory.mktemp("papers") / "real"
    for folder in ("pathways", "content"):
        shutil.copytree(PROJECT / folder, root / folder)
    site = Site(root, root / "site")
    catalogue = loaded(site)
    ladders = list(catalogue.ladders)
    many = next(
        count
        for count in range(len(ladders))
        if len(roles_of(catalogue, ladders[:count])) + len(ladders) > 75  # 70 lines to a page
    )
    holds = f"posters: [{', '.join(ladders)}], ladders: [{', '.join(ladders[:many])}]"
    site.write("content/packs.yaml", f"packs:\n  - {{id: many, title: Many, summary: Much of it., {holds}}}\n")
    make(site, "sheets", "posters", "map", "many")
    return site


def loaded(site: Site) -> Catalogue:
    catalogue, _ = load(Options(site.root, site.out, cache=False))
    assert catalogue
    return catalogue


def roles_of(catalogue: Catalogue, ladders: Iterable[str]) -> list[str]:
    """The titles of the roles of some ladders, each role once."""
    found = {one.role.id: one.role.title for id_ in ladders for one in catalogue.on_ladder(catalogue.ladders[id_])}
    return list(found.values())


@pytest.fixture(scope="module")
def single(everything: Site) -> dict[str, tuple[str, Path]]:
    """Every PDF of one page: its title and file, by the address to which its code leads."""
    catalogue = loaded(everything)
    pdfs = everything.out / "pdf"
    return (
        {f"roles/{id_}/": (role.title, pdfs / f"roles/{id_}.pdf") for id_, role in catalogue.roles.items()}
        | {f"ladders/{id_}/": (ladder.title, pdfs / f"ladders/{id_}.pdf") for id_, ladder in catalogue.ladders.items()}
        | {"map/": ("Map of all jobs", pdfs / "map.pdf")}
    )


def test_every_role_and_ladder_is_exactly_one_tagged_page_with_its_fonts(single: dict[str, tuple[str, Path]]) -> None:
    for title, file in single.values():
        reader = PdfReader(file)
        assert len(reader.pages) == 1, title
        assert title in " ".join(word for *_, word in words_of(file)[1])
        assert reader.metadata
        assert str(reader.metadata.title).startswith(title)
        root = reader.root_object
        assert str(root["/Lang"]) == "en-GB"
        assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
        assert b"pdfuaid" in root["/Metadata"].get_object().get_data()  # type: ignore[union-attr]
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
        found = dict(fonts(reader))
        assert found
        assert all(found.values()), f"{title}: every font is inside"
        assert all("Atkinson" in name for name in found)
        tags = list(tagged(root["/StructTreeRoot"]))
        assert [name for name, _ in tags].count("/H1") == 1, title
        assert all(words for name, words in tags if name == "/Figure"), f"{title}: every picture says what it shows"


def tagged(element: Any) -> Iterator[tuple[str, str]]:
    """The tags of a PDF in their order: name, and what stands for what is not text."""
    element = element.get_object()
    if isinstance(element, list):
        for child in element:
            yield from tagged(child)
    elif isinstance(element, dict):
        if "/S" in element:
            yield str(element["/S"]), str(element.get("/Alt", ""))
        if "/K" in element:
            yield from tagged(element["/K"])


def words_of(file: Path) -> tuple[tuple[float, float], list[tuple[float, float, float, float, str]]]:
    """The size of the first page of a PDF in points, and its words in order, as poppler finds them: left, top, right, bottom, word."""
    text = subprocess.run([needed("pdftotext"), "-bbox", file, "-"], check=True, capture_output=True, text=True).stdout
    page = re.search(r'<page width="([\d.]+)" height="([\d.]+)"', text)
    assert page
    words = [
        (float(left), float(top), float(right), float(bottom), unescape(word)) for left, top, right, bottom, word in WORD.findall(text)
    ]
    return (float(page[1]), float(page[2])), words


WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


def test_no_words_lie_over_others_or_outside_the_page(single: dict[str, tuple[str, Path]]) -> None:
    """The boxes of words are taller than their letters: of their height, a fifth at the top and a tenth at the bottom are empty."""
    faults = []
    for title, file in single.values():
        (width, height), words = words_of(file)
        words = sorted(words)
        for at, (left, top, right, bottom, word) in enumerate(words):
            if left < 8 or top < 8 or right > width - 8 or bottom > height - 8:
                faults.append(f"{title}: {word} is near the edge")
            for other in words[at + 1 :]:
                if other[0] > right - 1:
                    break
                heights = bottom - top, other[3] - other[1]
                if min(bottom - heights[0] / 10, other[3] - heights[1] / 10) > max(top + heights[0] / 5, other[1] + heights[1] / 5):
                    faults.append(f"{title}: {word} and {other[4]} lie over each other")
    assert faults == []


def test_the_code_of_every_pdf_leads_to_its_page(single: dict[str, tuple[str, Path]], tmp_path: Path) -> None:
    """At the resolution of a bad photocopy."""
    program = needed("pdftoppm")

    def read(address: str) -> tuple[str, list[str]]:
        picture = tmp_path / address.replace("/", "-")
        subprocess.run([program, "-r", "110", "-gray", "-png", "-singlefile", single[address][1], picture], check=True)
        codes = zxingcpp.read_barcodes(Image.open(picture.with_suffix(".png")))
        picture.with_suffix(".png").unlink()
        return f"https://pathways.example/{short_address(address)}", [code.text for code in codes]

    with ThreadPoolExecutor(2) as pool:
        assert [found for found in pool.map(read, single) if found[1] != [found[0]]] == []


def test_a_pack_has_a_bookmark_for_each_part_and_contents_with_the_right_pages(everything: Site) -> None:
    catalogue = loaded(everything)
    reader = PdfReader(everything.out / "pdf/packs/many.pdf")
    parts = [ladder.title for ladder in catalogue.ladders.values()]
    parts += roles_of(catalogue, catalogue.packs["many"].ladders)
    first = len(reader.pages) - len(parts)
    assert first == 3, "a cover and two pages of contents"
    found = [
        (str(mark.title), int(reader.get_destination_page_number(mark) or 0)) for mark in reader.outline if isinstance(mark, Destination)
    ]
    assert found == list(zip(["Many", "Contents", *parts], [0, 1, *range(first, len(reader.pages))], strict=True))
    contents = " ".join(" ".join(page.extract_text() for page in reader.pages[1:first]).split())
    for title, number in found[2:]:
        assert title in " ".join(reader.pages[number].extract_text().split())
        assert f"{title} {number + 1}" in contents, "the contents name the right page"
    assert all(inside for _, inside in fonts(reader))


def test_the_map_is_a1_landscape_with_names_that_can_be_read(everything: Site) -> None:
    reader = PdfReader(everything.out / "pdf/map.pdf")
    assert [round(float(side) / 72 * 25.4) for side in reader.pages[0].mediabox[2:]] == [841, 594]
    text = " ".join(reader.pages[0].extract_text().split())
    catalogue = loaded(everything)
    for entry in (*catalogue.ladders.values(), *catalogue.groups.values()):
        assert entry.title in text, entry.title
    assert all(stage.title in text for stage in catalogue.stages.values())
    poster = MapPoster(catalogue)
    assert poster.points >= 9, "6 points on A2"
    shown = {box for panel in poster.panels for lane in panel.lanes for box in lane.drawing.boxes}
    assert len({" ".join(words.text for words in box.words) for box in shown}) >= len(catalogue.roles)


def test_a_poster_is_a3_landscape(everything: Site) -> None:
    reader = PdfReader(everything.out / "pdf/ladders/nursing.pdf")
    assert [round(float(side) / 72 * 25.4) for side in reader.pages[0].mediabox[2:]] == [420, 297]
    assert len(reader.pages) == 1


def test_pages_link_to_the_pdfs_that_are_there_and_say_their_size(everything: Site) -> None:
    size = (everything.out / "pdf/roles/care-worker.pdf").stat().st_size
    words = f"Download the sheet, PDF, {round(size / 1000)} kB"
    assert everything.page("roles/care-worker/").links(".print-forms")[words] == "../../pdf/roles/care-worker.pdf"
    assert any(words.startswith("Download the poster, PDF") for words in everything.page("map/").links())
    assert any(words.startswith("Download the poster, PDF") for words in everything.page("ladders/nursing/").links())
    assert any(words.startswith("Download it, PDF") for words in everything.page("print/").links())


def test_only_what_changed_is_made_again_and_nothing_is_out_of_date(site: Site) -> None:
    make(site)
    shelf = site.root / ".cache/pdf"
    first = {file.name: file.stat().st_mtime_ns for file in shelf.iterdir()}
    assert len(first) == 7, "four roles, two ladders and the map"
    make(site)
    assert {file.name: file.stat().st_mtime_ns for file in shelf.iterdir()} == first
    site.change("pathways/ladders/kitchen.yaml", "You cook what guests eat.", "You cook for guests.")
    assert not site.build().failed
    assert not (site.out / "pdf/roles/cook.pdf").exists(), "an ordinary build leaves out what is no longer true"
    assert (site.out / "pdf/roles/waiter.pdf").exists()
    make(site, "sheets")
    assert "You cook for guests." in PdfReader(site.out / "pdf/roles/cook.pdf").pages[0].extract_text()
    second = {file.name: file.stat().st_mtime_ns for file in shelf.iterdir()}
    assert len(second) == 7, "what nobody needs any more is gone"
    assert len(second.items() & first.items()) == 6


def test_an_adviser_stands_on_every_sheet(site: Site) -> None:
    site.write("static/logo.svg", '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>')
    site.change(
        "content/site.yaml",
        "licence:",
        "adviser: {organisation: Careers Kent, contact: 'Room 4, Tuesdays, 01234 567890', logo: logo.svg}\nlicence:",
    )
    make(site, "cook")
    text = PdfReader(site.out / "pdf/roles/cook.pdf").pages[0].extract_text()
    assert "Careers Kent" in text
    assert "Room 4, Tuesdays, 01234 567890" in text
    assert "Your adviser" not in text
    assert site.page("roles/cook/").all(".sheet-adviser img")[0].attributes["src"] == "../../static/logo.svg"


def test_a_logo_that_is_not_there_is_a_problem(site: Site) -> None:
    site.change("content/site.yaml", "licence:", "adviser: {organisation: Careers Kent, contact: Room 4, logo: no.svg}\nlicence:")
    assert any("no picture 'no.svg'" in str(problem) for problem in site.build().problems)


def test_a_pack_that_names_nobody_is_a_problem(site: Site) -> None:
    site.write(
        "content/packs.yaml", "packs:\n  - {id: one, title: One, summary: Some., roles: [cok]}\n  - {id: two, title: Two, summary: No.}\n"
    )
    problems = "\n".join(site.problems())
    assert "names 'cok'" in problems
    assert "Did you mean 'cook'?" in problems
    assert "this pack is empty" in problems
