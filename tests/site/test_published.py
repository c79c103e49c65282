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
