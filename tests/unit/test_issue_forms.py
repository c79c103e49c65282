"""The issue forms have what GitHub asks of a form, and the field that pages fill in."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from sites import PROJECT, Site

FORMS = sorted(path for path in (PROJECT / ".github/ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml")


@pytest.mark.parametrize("name", [path.name for path in FORMS])
def test_a_form_has_what_github_asks_for(name: str) -> None:
    form: dict[str, Any] = yaml.safe_load((PROJECT / ".github/ISSUE_TEMPLATE" / name).read_text())
    assert {"name", "description", "body"} <= form.keys() <= {"name", "description", "title", "labels", "assignees", "body"}
    ids = [field["id"] for field in form["body"]]
    assert len(set(ids)) == len(ids)
    for field in form["body"]:
        assert field["type"] in ("input", "textarea", "dropdown", "checkboxes")
        assert field["attributes"]["label"]
    assert any(field.get("validations", {}).get("required") for field in form["body"])


def test_the_foot_of_a_page_opens_the_form_with_its_address(site: Site) -> None:
    site.write("content/site.yaml", (site.root / "content/site.yaml").read_text() + "repository: https://code.example/kitchen\n")
    assert not site.build().failed
    link = next(href for words, href in site.page("roles/cook/").links(".footer-page").items() if "Something wrong" in words)
    assert link.startswith("https://code.example/kitchen/issues/new?template=wrong.yml&")
    assert link.endswith("page=https%3A%2F%2Fkitchen.example%2Fcareers%2Froles%2Fcook%2F")
    form = yaml.safe_load((PROJECT / ".github/ISSUE_TEMPLATE/wrong.yml").read_text())
    assert "page" in [field["id"] for field in form["body"]]
