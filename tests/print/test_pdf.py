"""The ready PDFs: which are made, what is in them, and when they are made again."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from conftest import needed
from PIL import Image
from pypdf import PdfReader
from pypdf.generic import Destination
from sites import PROJECT, Site

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
    """The project's own site with one pack of every poster and every role, and the PDFs of one role and one ladder."""
    root = tmp_path_factory.mktemp("papers") / "real"
    for folder in ("pathways", "content"):
        shutil.copytree(PROJECT / folder, root / folder)
    site = Site(root, root / "site")
    catalogue, _ = load(Options(root, site.out, cache=False))
    assert catalogue
    ladders = ", ".join(catalogue.ladders)
    site.write(
        "content/packs.yaml",
        f"packs:\n  - {{id: all, title: Everything, summary: All of it., posters: [{ladders}], ladders: [{ladders}]}}\n",
    )
    make(site, "all", "care-worker", "nursing")
    return site


def test_every_role_and_ladder_is_exactly_one_page(everything: Site) -> None:
    catalogue, _ = load(Options(everything.root, everything.out, cache=False))
    assert catalogue
    reader = PdfReader(everything.out / "pdf/packs/all.pdf")
    wanted = ["Everything", "Contents", *(ladder.title for ladder in catalogue.ladders.values())]
    roles = list(dict.fromkeys(one.role.title for ladder in catalogue.ladders.values() for one in catalogue.on_ladder(ladder)))
    found = [
        (str(mark.title), int(reader.get_destination_page_number(mark) or 0)) for mark in reader.outline if isinstance(mark, Destination)
    ]
    more = len(reader.pages) - len(wanted) - len(roles)  # pages of the contents after the first
    assert 0 <= more <= 4
    titles = ["Everything", *["Contents"] * (1 + more), *wanted[2:], *roles]
    assert found == list(zip(titles, range(len(reader.pages)), strict=True))
    for title, number in found:
        assert title in " ".join(reader.pages[number].extract_text().split())
    for title, number in found[2 + more :]:
        contents = " ".join(" ".join(page.extract_text() for page in reader.pages[1 : 2 + more]).split())
        assert f"{title} {number + 1}" in contents, "the contents name the right page"


def test_a_sheet_is_tagged_named_and_has_its_fonts(everything: Site) -> None:
    reader = PdfReader(everything.out / "pdf/roles/care-worker.pdf")
    assert len(reader.pages) == 1
    assert reader.metadata
    assert str(reader.metadata.title).startswith("Care worker")
    assert str(reader.root_object["/Lang"]) == "en-GB"
    assert reader.root_object["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert b"pdfuaid" in reader.root_object["/Metadata"].get_object().get_data()  # type: ignore[union-attr]
    assert reader.root_object["/ViewerPreferences"]["/DisplayDocTitle"]  # type: ignore[index]
    found = dict(fonts(reader))
    assert found
    assert all(found.values()), "every font is inside"
    assert all("Atkinson" in name for name in found)
    text = " ".join(reader.pages[0].extract_text().split())
    for words in ("Care worker", "What you do", "Where it can lead", short_address("roles/care-worker/")):
        assert words in text


def test_a_poster_is_a3_landscape(everything: Site) -> None:
    reader = PdfReader(everything.out / "pdf/ladders/nursing.pdf")
    assert [round(float(side) / 72 * 25.4) for side in reader.pages[0].mediabox[2:]] == [420, 297]
    assert len(reader.pages) == 1


@pytest.mark.parametrize(("name", "page"), [("roles/care-worker", "roles/care-worker/"), ("ladders/nursing", "ladders/nursing/")])
def test_the_code_on_paper_leads_to_the_page(everything: Site, tmp_path: Path, name: str, page: str) -> None:
    picture = tmp_path / "page"
    subprocess.run(
        [needed("pdftoppm"), "-r", "110", "-gray", "-png", "-singlefile", everything.out / f"pdf/{name}.pdf", picture], check=True
    )
    read = zxingcpp.read_barcodes(Image.open(io.BytesIO(picture.with_suffix(".png").read_bytes())))
    assert [code.text for code in read] == [f"https://pathways.example/{short_address(page)}"]


def test_pages_link_to_the_pdfs_that_are_there_and_say_their_size(everything: Site) -> None:
    size = (everything.out / "pdf/roles/care-worker.pdf").stat().st_size
    words = f"Download the sheet, PDF, {round(size / 1000)} kB"
    assert everything.page("roles/care-worker/").links(".print-forms")[words] == "../../pdf/roles/care-worker.pdf"
    assert "PDF" not in everything.page("roles/chief-nurse/").words(".print-forms")
    assert any(words.startswith("Download the poster, PDF") for words in everything.page("ladders/nursing/").links())
    assert any(words.startswith("Download it, PDF") for words in everything.page("print/").links())


def test_only_what_changed_is_made_again_and_nothing_is_out_of_date(site: Site) -> None:
    make(site)
    shelf = site.root / ".cache/pdf"
    first = {file.name: file.stat().st_mtime_ns for file in shelf.iterdir()}
    assert len(first) == 6, "four roles and two ladders"
    make(site)
    assert {file.name: file.stat().st_mtime_ns for file in shelf.iterdir()} == first
    site.change("pathways/ladders/kitchen.yaml", "You cook what guests eat.", "You cook for guests.")
    assert not site.build().failed
    assert not (site.out / "pdf/roles/cook.pdf").exists(), "an ordinary build leaves out what is no longer true"
    assert (site.out / "pdf/roles/waiter.pdf").exists()
    make(site, "sheets")
    assert "You cook for guests." in PdfReader(site.out / "pdf/roles/cook.pdf").pages[0].extract_text()
    second = {file.name: file.stat().st_mtime_ns for file in shelf.iterdir()}
    assert len(second) == 6, "what nobody needs any more is gone"
    assert len(second.items() & first.items()) == 5


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
    assert any("static/no.svg" in str(problem) for problem in site.build().problems)


def test_a_pack_that_names_nobody_is_a_problem(site: Site) -> None:
    site.write(
        "content/packs.yaml", "packs:\n  - {id: one, title: One, summary: Some., roles: [cok]}\n  - {id: two, title: Two, summary: No.}\n"
    )
    problems = "\n".join(site.problems())
    assert "names 'cok'" in problems
    assert "Did you mean 'cook'?" in problems
    assert "this pack is empty" in problems
