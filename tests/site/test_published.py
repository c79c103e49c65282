"""Published addresses last."""

from __future__ import annotations

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
