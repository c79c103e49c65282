"""Published addresses last."""

from __future__ import annotations

import re

import pytest
from sites import Site

from explorer.cli import main

KITCHEN = "pathways/ladders/kitchen.yaml"


@pytest.fixture
def remembered(site: Site) -> Site:
    """The small site with its addresses remembered."""
    assert main(["addresses", "--root", str(site.root)]) == 0
    return site


def test_the_list_has_every_lasting_address_once_in_order(remembered: Site, capsys: pytest.CaptureFixture[str]) -> None:
    lines = (remembered.root / "content/published.txt").read_text().splitlines()
    assert lines == sorted(set(lines))
    assert {"roles/cook/", "roles/scullion/", "ladders/kitchen/", "qualifications/food-safety/", "guidance/starting/", "about/"} <= {*lines}
    assert "404.html" not in lines
    capsys.readouterr()
    assert main(["addresses", "--root", str(remembered.root)]) == 0
    assert capsys.readouterr().out == "0 new addresses in content/published.txt\n"


def test_a_build_that_would_drop_an_address_says_which_and_how_to_keep_it(remembered: Site) -> None:
    remembered.build()
    before = remembered.files()
    line = (remembered.root / "content/published.txt").read_text().splitlines().index("skills/calm/") + 1
    skills = (remembered.root / "pathways/skills.yaml").read_text()
    remembered.write("pathways/skills.yaml", skills.replace("id: calm", "id: calmness"))
    remembered.change(KITCHEN, "skill: calm,", "skill: calmness,")
    report = remembered.build()
    assert [str(problem) for problem in report.problems] == [
        f"content/published.txt:{line}:1: 'skills/calm/' was published, and this build would drop it. "
        "If the entry has a new id, add 'was: [calm]' to it. If it is gone for good, take this line away."
    ]
    assert remembered.files() == before
    remembered.change("pathways/skills.yaml", "id: calmness\n", "id: calmness\n    was: [calm]\n")
    assert not remembered.build().failed
    assert "url=../../skills/calmness/" in remembered.page("skills/calm/").text


def test_a_heading_with_new_words_keeps_its_old_address(remembered: Site) -> None:
    article = "content/guidance/starting.md"
    remembered.change(article, "## The first day", "## The *first* shift")
    (problem,) = remembered.build().problems
    assert "'guidance/starting/#the-first-day' was published, and this build would drop that part of the page." in str(problem)
    assert "add '{was: the-first-day}' at their end" in str(problem)
    remembered.change(article, "## The *first* shift", "## The *first* shift {was: The first day}")
    assert not remembered.build().failed
    page = remembered.page("guidance/starting/")
    assert page.words("#the-first-shift") == "The first shift"
    assert [node.parent.attributes["id"] for node in page.all("#the-first-day") if node.parent] == ["the-first-shift"]
    assert page.links(".contents")["The first shift"] == "#the-first-shift"


def test_an_article_with_a_new_id_keeps_its_page(remembered: Site) -> None:
    remembered.change("content/guidance/starting.md", "id: starting", "id: beginning\nwas: [starting]")
    assert not remembered.build().failed


def test_a_heading_cannot_keep_an_address_that_another_heading_has(site: Site) -> None:
    article = "content/guidance/starting.md"
    site.change(article, "## The first week", "## The first week {was: The first day}")
    (problem,) = site.build().problems
    assert str(problem) == (
        f"{article}:16:19: '#the-first-day' is another heading of this text, so links to the old one would land there. "
        "Take this '{was: …}' away, or give the other heading other words."
    )


@pytest.mark.parametrize(
    ("file", "id_", "page"),
    [
        ("pathways/funding.yaml", "cook-fund", "funding/"),
        ("pathways/bodies.yaml", "guild", "bodies/"),
        ("content/glossary.yaml", "rota", "glossary/"),
    ],
)
def test_what_stands_on_a_list_keeps_the_anchor_of_its_old_id(site: Site, file: str, id_: str, page: str) -> None:
    site.change(file, f"  - id: {id_}\n", f"  - id: {id_}\n    was: [older]\n")
    assert not site.build().failed
    (anchor,) = site.page(page).all("#older")
    assert anchor.parent is not None
    assert id_ in (anchor.parent.attributes.get("id"), anchor.parent.parent and anchor.parent.parent.attributes.get("id"))


def test_groups_and_stages_keep_the_anchors_of_their_old_ids(site: Site) -> None:
    site.change("pathways/groups.yaml", "id: kitchen,", "id: kitchen, was: [older],")
    site.change("pathways/stages.yaml", "id: entry,", "id: entry, was: [older],")
    assert not site.build().failed
    assert site.page("ladders/").all("#kitchen #older")
    assert site.page("ladders/").all("#stage-entry #stage-older")


@pytest.mark.parametrize(
    ("file", "id_", "address"),
    [
        ("pathways/funding.yaml", "cook-fund", "funding/#cook-fund"),
        ("content/glossary.yaml", "rota", "glossary/#rota"),
    ],
)
def test_an_entry_of_a_list_that_would_go_is_missed(remembered: Site, file: str, id_: str, address: str) -> None:
    """Its anchor is a published address like any other."""
    lines = (remembered.root / "content/published.txt").read_text().splitlines()
    assert {"ladders/#kitchen", "ladders/#stage-entry", "bodies/#guild", address} <= {*lines}
    for source in remembered.root.rglob("*.*"):
        if source.suffix in (".yaml", ".md"):
            text = source.read_text(encoding="utf-8")
            source.write_text(re.sub(rf"\b{id_}\b", "renamed", text), encoding="utf-8")
    (problem,) = remembered.build().problems
    assert str(problem) == (
        f"content/published.txt:{lines.index(address) + 1}:1: '{address}' was published, and this build would drop that part of the page. "
        f"If the entry has a new id, add 'was: [{id_}]' to it. If it is gone for good, take this line away."
    )
    remembered.change(file, "id: renamed\n", f"id: renamed\n    was: [{id_}]\n")
    assert not remembered.build().failed
