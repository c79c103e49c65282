"""A role gets a new id, from the first complaint to the reader who comes by an old link."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, expect
from sites import Site

from explorer.cli import main
from preview import started

KITCHEN = "pathways/ladders/kitchen.yaml"


def test_a_role_is_renamed_and_old_links_lead_to_it(site: Site, browser: Browser, capsys: pytest.CaptureFixture[str]) -> None:
    root = ["--root", str(site.root)]
    assert main(["build", *root]) == 0
    assert main(["addresses", *root]) == 0
    for source in [*site.root.rglob("*.yaml"), *site.root.rglob("*.md")]:
        source.write_text(
            re.sub(r"\bcook\b(?=[\],)}]|$)", "chef", source.read_text(encoding="utf-8"), flags=re.MULTILINE), encoding="utf-8"
        )
    capsys.readouterr()
    assert main(["build", *root]) == 1
    said = capsys.readouterr().err
    assert "'roles/cook/' was published, and this build would drop it. If the entry has a new id, add 'was: [cook]' to it." in said
    assert "Nothing was written; the site is as it was." in said
    site.change(KITCHEN, "- id: chef\n", "- id: chef\n    was: [cook]\n")
    assert main(["build", *root]) == 0

    reader = browser.new_context(java_script_enabled=False)
    page = reader.new_page()
    with started(site) as preview:
        preview.said("follows your changes")
        for old in ("roles/cook/", "roles/cook/print/", "embed/roles/cook/"):
            page.goto(preview.address + old)
            page.wait_for_url(f"**/{old.replace('cook', 'chef')}")
            expect(page.get_by_role("heading", name="Cook").first).to_be_visible()
    reader.close()
