"""The report on the prose, as the command prints it."""

from __future__ import annotations

import json

import pytest
from sites import PROJECT, Site

from explorer.cli import main
from explorer.report import AIM, reading_age
from explorer.report import report as tables
from explorer.site import Options, load
from explorer.table import KINDS

KITCHEN = "pathways/ladders/kitchen.yaml"


@pytest.fixture
def report(site: Site, capsys: pytest.CaptureFixture[str]) -> str:
    """What the command says of a site with a sentence that two roles share and one that they nearly share."""
    site.change(KITCHEN, "where: In a hot room without windows.", "where: The room is hot. You start with the big pots at six in the morning.")
    site.change(KITCHEN, "where: At the stove.", "where: The room is hot! You start with the big pots at five in the morning.")
    site.change("content/glossary.yaml", "Whatever stands in the sink.", "Receptacles necessitating immediate institutional decontamination.")
    assert main(["report", "--root", str(site.root)]) == 0
    return capsys.readouterr().out


def test_a_sentence_that_two_roles_share_is_shown(report: str) -> None:
    assert "the room is hot | cook, kitchen-helper" in report


def test_sentences_that_are_nearly_the_same_are_shown(report: str) -> None:
    pairs = [line for line in report.split("Nearly the same")[1].splitlines() if "You start with the big pots" in line]
    assert len(pairs) == 1
    assert "role:kitchen-helper | role:cook" in pairs[0]


def test_reading_ages_are_shown_by_kind_and_the_hardest_by_name(report: str) -> None:
    parts = {part.split("\n")[0]: part for part in report.split("\n\n")}
    ages, hardest = parts["Reading age"], parts["Hard to read"]
    assert "\n  role | 4 | " in ages
    assert "word:pots" in hardest
    assert "role:cook" not in hardest


def test_a_site_with_problems_has_no_report(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.change(KITCHEN, "- to: cook", "- to: cooke")
    assert main(["report", "--root", str(site.root)]) == 1
    assert "Did you mean 'cook'?" in capsys.readouterr().err


def test_short_words_read_more_easily_than_long_ones() -> None:
    assert reading_age(["You wash the pots.", "Then you peel."]) < 9
    assert reading_age(["Institutional accreditation necessitates comprehensive documentation."]) > 16


def test_the_projects_own_content_keeps_to_its_standards() -> None:
    catalogue, problems = load(Options(PROJECT, PROJECT / "site"))
    assert catalogue is not None
    assert [str(problem) for problem in problems if "first job" in problem.wrong] == []
    ages, _, same, *_ = tables(catalogue)
    assert same.rows == (), "each role has its own words"
    assert {kind: float(age) for kind, _, age, _ in ages.rows}["all"] <= AIM
    assert all(role.sources for role in catalogue.roles.values())
    assert all(written.front.sources for written in catalogue.articles.values())


def test_what_is_stale_unsourced_orphaned_or_missing_is_named(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.change(KITCHEN, "reviewed: 2026-01-15", "reviewed: 2020-01-15")
    site.change("pathways/skills.yaml", "id: calm", "id: nerve")
    site.change(KITCHEN, "      - {skill: calm, use: You keep the sink empty on a Saturday.}\n", "")
    assert main(["report", "--root", str(site.root), "--json", "-"]) == 0
    found = {table["title"]: table for table in json.loads(capsys.readouterr().out)}
    assert ["2020-01-15", "ladder:kitchen"] in found["Stale"]["rows"]
    assert ["article:starting"] in found["Without a source"]["rows"]
    assert ["skill:nerve", "nothing names it"] in found["Orphans"]["rows"]
    assert ["1", "role:cook"] in found["Short of directions"]["rows"]
    kitchen = dict(zip(found["Gaps"]["columns"], next(row for row in found["Gaps"]["rows"] if row[0] == "ladder:kitchen"), strict=True))
    assert (kitchen["roles"], kitchen["interests"], kitchen["pay"]) == ("2", "1", "")


def test_pictures_that_nothing_names_are_huge_or_stand_in_texts_are_named(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.write("static/lost.png", "x")
    site.write("static/logo.svg", "x" * 300_000)
    site.write("static/css/9-own.css", "@layer parts { body { background: url(logo.svg) } }")
    site.change("content/guidance/starting.md", "You wash pots", "![](pots.png) ![A sink](sink.png) You wash pots")
    rows = tables_of(site, capsys)["Pictures"]["rows"]
    assert rows == [
        ["static/lost.png", "nothing names it"],
        ["static/logo.svg", "300 kB is much to load"],
        ["content/guidance/starting.md:14", "texts show no pictures, and this one has no alternative text"],
        ["content/guidance/starting.md:14", "texts show no pictures"],
    ]


def test_words_that_several_texts_use_and_nothing_explains_are_named(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.change(KITCHEN, "where: In a hot room", "where: Run by HACCP. In a hot room")
    site.change(KITCHEN, "where: At the stove.", "where: HACCP comes first.")
    site.change("content/glossary.yaml", "Whatever stands in the sink.", "What HACCP wants clean.")
    assert ["HACCP", "3"] in [row[:2] for row in tables_of(site, capsys)["Words that the glossary lacks"]["rows"]]
    site.change("content/glossary.yaml", "What HACCP wants clean.", "What the hazard plan (HACCP) wants clean.")
    assert tables_of(site, capsys)["Words that the glossary lacks"]["rows"] == []


def tables_of(site: Site, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, list[list[str]]]]:
    """The report by the titles of its parts."""
    assert main(["report", "--root", str(site.root), "--json", "-"]) == 0
    return {table["title"]: table for table in json.loads(capsys.readouterr().out)}


def test_a_script_is_told_by_the_exit_code(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["report", "--root", str(site.root), "--json", str(site.root / "report.json"), "--fail-on"]
    assert main([*asked, "stale,pictures"]) == 0
    assert capsys.readouterr() == ("", "")
    assert main([*asked, "pictures,unsourced"]) == 1
    assert capsys.readouterr().err == "Without a source: 1\n"
    assert main([*asked, "stael"]) == 2
    assert "there is no kind 'stael'; the kinds are stale, unsourced" in capsys.readouterr().err


def test_every_kind_that_can_be_asked_for_is_in_the_report(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    file = site.root / "content/site.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "languages: [en, cy]\n", encoding="utf-8")
    assert {str(table["kind"]) for table in tables_of(site, capsys).values()} == {*KINDS, "ages"}


def test_the_report_is_one_page_without_markup_from_texts(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.change(KITCHEN, "where: In a hot room without windows.", "where: The room is <b>hot</b> & a < b in the morning.")
    site.change(KITCHEN, "where: At the stove.", "where: The room is <b>hot</b> & a < b in the morning.")
    file = site.root / "report.html"
    assert main(["report", "--root", str(site.root), "--html", str(file)]) == 0
    assert capsys.readouterr().out == ""
    html = file.read_text(encoding="utf-8")
    assert "a &lt; b" in html
    assert "<script" not in html
    assert 'guidance/starting/">article:starting</a>' in html
    assert "Reading age</h2>" in html


def test_the_page_for_maintainers_is_out_of_all_lists(site: Site) -> None:
    assert not site.build().failed
    page = site.page("report/")
    assert [node.attributes["content"] for node in page.all("meta[name=robots]")] == ["noindex"]
    assert page.links("#content")["article:starting"] == "../guidance/starting/"
    unlike = ("report/index.html", "_headers")  # the page itself, and what a host is told of each folder
    linking = [name for name, content in site.files().items() if name not in unlike and b"report/" in content]
    assert linking == []
