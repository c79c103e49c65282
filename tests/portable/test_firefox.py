"""The copy for a stick in Firefox, which loads files from a folder by rules of its own: the tasks that people do on the site."""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator

import pytest
from browser.test_every_kind import KINDS as ALL_KINDS
from conftest import needed
from firefox import Firefox, firefox
from pypdf import PdfReader

KINDS = {kind: where for kind, where in ALL_KINDS.items() if where != "404.html"}


@pytest.fixture(scope="module")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    program = needed("firefox" if shutil.which("firefox") else "firefox-esr")
    with firefox(program, tmp_path_factory.mktemp("firefox")) as started:
        yield started


@pytest.fixture
def opened(fox: Firefox, stick: str) -> Firefox:
    """Firefox with the first page, opened as by a double click, and nothing kept from before."""
    fox.goto(f"{stick}index.html")
    fox.run("localStorage.clear(); sessionStorage.clear()")
    return fox


def printed(fox: Firefox, height: float = 29.7) -> list[str]:
    """The words of each page that comes out of the printer."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(fox.pdf(height=height))).pages]


def test_every_kind_of_page_opens_and_its_scripts_run(fox: Firefox, stick: str) -> None:
    for kind, where in KINDS.items():
        path, mark, query = where.partition("?")
        fox.goto(f"{stick}{path}{'index.html' if not path or path.endswith('/') else ''}{mark}{query}")
        assert fox.run("return document.querySelectorAll('h1').length") == 1, kind
        assert fox.run("return document.querySelectorAll('script[data-module]').length") == 0, kind
        fox.until("document.fonts.status === 'loaded'")


def test_a_job_is_found_by_any_name_and_opened(opened: Firefox) -> None:
    opened.type("#home-search", "carer")
    opened.until("[...document.querySelectorAll('[role=option]')].some(one => one.textContent.includes('Care worker'))")
    opened.run("[...document.querySelectorAll('[role=option]')].find(one => one.textContent.includes('Care worker')).click()")
    opened.until("document.querySelector('h1').textContent === 'Care worker'")
    assert opened.run("return location.href").endswith("/roles/care-worker/index.html")


def test_the_map_shows_where_a_role_leads(opened: Firefox, stick: str) -> None:
    opened.goto(f"{stick}map/index.html?role=care-worker")
    opened.until("document.querySelectorAll('.map-name[data-ahead=\"1\"]').length > 2")


def test_a_route_is_found_and_becomes_a_plan_that_is_kept(opened: Firefox, stick: str) -> None:
    opened.goto(f"{stick}routes/index.html?from=care-worker&to=registered-manager")
    opened.until("document.querySelector('[data-found-routes] .route')")
    opened.click("[data-found-routes] .route-plan a[href*=plan]")
    opened.until("document.querySelector('.plan.is-live')")
    opened.until("document.querySelector('[data-saved]').textContent === 'Saved'")
    opened.goto(f"{stick}index.html")
    assert opened.run("return Object.keys(localStorage).some(key => key.startsWith('plan:'))")


def test_questions_are_answered_and_jobs_compared(opened: Firefox, stick: str) -> None:
    opened.goto(f"{stick}match/index.html")
    opened.until("document.querySelector('main form:not([hidden]) input')")
    opened.run("document.querySelector('main form input:not(:checked)').click()")
    opened.until("location.search.length > 1")
    opened.goto(f"{stick}compare/index.html?roles=care-worker,support-worker")
    opened.until("document.querySelector('table.compare')")


def test_a_pack_of_every_kind_is_one_print_job(opened: Firefox, stick: str) -> None:
    of = "role:care-worker,poster:nursing,compare:care-worker:support-worker,way:care-worker:senior-care-worker:team-leader,plan"
    opened.goto(f"{stick}print/index.html?of={of}&title=Fair")
    opened.until("document.querySelector('[data-packer-status]').textContent.includes('ready to print')")
    pages = printed(opened)
    assert pages[0].startswith("Fair")
    for at, words in ((2, "Care worker"), (3, "Nursing"), (4, "Care worker and support worker"), (5, "From care worker to team leader")):
        assert words in pages[at]
    assert "My progression plan" in pages[6]
    assert len(pages) > 8


def test_a_pack_has_no_empty_page_and_each_part_its_own_paper(opened: Firefox, stick: str) -> None:
    upright, across = 210, 297
    for query, wide in (
        ("cover=no&of=poster:nursing", [across]),
        ("cover=no&of=role:cook,poster:nursing", [upright, across]),
        ("cover=no&of=poster:nursing,role:cook", [across, upright]),
        ("cover=no&of=compare:cook:porter", [across]),
        ("of=poster:nursing", [upright, upright, across]),
        ("form=cards&of=role:cook", [upright]),
        ("form=full&cover=no&of=role:cook", [upright, upright]),
    ):
        opened.goto(f"{stick}print/index.html?{query}")
        opened.until("document.querySelector('[data-packer-status]').textContent.includes('ready to print')")
        pages = PdfReader(io.BytesIO(opened.pdf())).pages
        assert [round(float(page.mediabox.width) / 72 * 25.4) for page in pages] == wide, query
        assert all(page.extract_text().strip() for page in pages), query


def test_the_form_that_is_open_is_printed(opened: Firefox, stick: str) -> None:
    where = f"{stick}roles/care-worker/print/index.html"
    opened.goto(where)
    assert len(printed(opened)) == 2
    opened.click(".form-of-print:not([open]) summary")
    opened.until("document.querySelector('[open] .sheet-large')")
    large = printed(opened)
    assert len(large) > 4
    opened.goto(f"{stick}index.html")
    opened.goto(f"{where}#large-print")
    assert printed(opened) == large


@pytest.mark.parametrize("height", [29.7, 27.94])
def test_a_sheet_is_one_page_of_a4_and_of_us_letter(opened: Firefox, stick: str, height: float) -> None:
    for role in ("care-worker", "chief-nurse", "support-worker"):
        opened.goto(f"{stick}roles/{role}/index.html")
        assert len(printed(opened, height)) == 1


@pytest.mark.parametrize("where", ["ladders/nursing/poster", "map/poster"])
def test_a_poster_lies_across_paper_that_stands(opened: Firefox, stick: str, where: str) -> None:
    opened.goto(f"{stick}{where}/index.html")
    for width, height in ((21.0, 29.7), (29.7, 42.0), (21.59, 27.94)):
        pages = PdfReader(io.BytesIO(opened.pdf(width, height))).pages
        assert [round(float(page.mediabox.width) / 72 * 2.54, 1) for page in pages] == [pytest.approx(height, abs=0.1)]
