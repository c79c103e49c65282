"""What the pages of the small site say and where they lead."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ElementTree

import jsonschema
import pytest
from sites import Site

KITCHEN = "pathways/ladders/kitchen.yaml"


def test_a_role_page_says_first_what_newcomers_ask_first(small: Site) -> None:
    page = small.page("roles/kitchen-helper/")
    assert page.words("h1") == "Kitchen helper"
    assert page.words(".also") == "Also called porter and pot washer"
    assert page.words(".lead") == "You wash, peel and carry, so that the cooks can cook."
    assert page.words(".badges") == "No set entry requirements"


def test_pay_names_its_nation_band_and_year_by_the_year_and_by_the_hour(small: Site) -> None:
    lines = [" ".join(item.text().split()) for item in small.page("roles/kitchen-helper/").all(".fact-pay li")]
    assert lines[0].startswith("£24,000 a year, about £11.50 an hour Kitchen scale, band 1. England 2026/27. source")
    assert lines[1].startswith("£23,000 to £23,500 a year")
    assert lines[2].startswith("£12.71 an hour, about £24,870 a year for 37.5 hours a week All nations April 2026. source")


def test_a_fact_of_one_nation_carries_its_name(small: Site) -> None:
    rules = small.page("roles/cook/").all(".fact-registration li")
    assert [rule.attributes.get("data-nations") for rule in rules] == ["england", "wales"]
    assert "No registration needed" in rules[0].text()
    assert "Guild of Cooks, after you start, within 6 months" in " ".join(rules[1].text().split())
    assert "The title is protected by law." in rules[1].text()


def test_the_usual_level_is_the_lowest_with_which_people_get_in(small: Site) -> None:
    facts = {node.text(): " ".join(node.parent.text().split()) for node in small.page("roles/cook/").all(".facts dt") if node.parent}
    assert facts["Usual level to get in"] == "Usual level to get in Level 3 A level"
    facts = {
        node.text(): " ".join(node.parent.text().split()) for node in small.page("roles/kitchen-helper/").all(".facts dt") if node.parent
    }
    assert facts["Usual level to get in"] == "Usual level to get in No set level", "what is gained after starting does not count"


def test_needs_read_as_a_sentence_with_and_and_or(small: Site) -> None:
    needs = small.page("roles/kitchen-helper/").words(".move-needs")
    expected = "It takes: Diploma in cookery level 3 or Cookery award and Food safety certificate level 2 (required)"
    assert needs == expected


def test_qualifications_and_roles_lead_to_each_other(small: Site) -> None:
    page = small.page("qualifications/cookery-diploma/")
    assert page.links("#roles") == {"Cook": "../../roles/cook/"}
    assert page.links("#steps") == {
        "Food safety certificate": "../../qualifications/food-safety/",
        "Cookery award": "../../qualifications/old-cookery-award/",
    }
    assert small.page("roles/cook/").links("#what-you-need")["Diploma in cookery"] == "../../qualifications/cookery-diploma/"


def test_a_closed_qualification_leads_to_the_one_of_today(small: Site) -> None:
    notice = small.page("qualifications/old-cookery-award/").words(".notice")
    assert notice == "No longer offered. If you hold it, it still counts. Today's version is Diploma in cookery."


def test_a_qualification_says_what_it_was_called_and_who_pays(small: Site) -> None:
    page = small.page("qualifications/food-safety/")
    assert "It used to be called Hygiene ticket" in page.words(".title-band")
    assert page.links("#paying") == {"Cook fund": "../../funding/#cook-fund"}
    assert "As hard as: GCSE grades 9 to 4. SCQF 5 (Scotland)." in page.words(".facts")


def test_a_ladder_shows_its_stages_roles_and_moves_as_picture_and_text(small: Site) -> None:
    page = small.page("ladders/kitchen/")
    assert [node.text() for node in page.all(".board-heading")] == ["Helpers", "Cooks"]
    assert page.links(".board") == {"Kitchen helper": "../../roles/kitchen-helper/", "Cook": "../../roles/cook/"}
    assert len(page.all(".board .line-step-up")) == 1
    assert len(page.all(".board .line-return")) == 1
    text = page.words("#moves")
    assert "Step up to Cook, 1 to 2 years" in text
    assert "Sideways to Waiter (Dining room), 1 to 3 months" in text


def test_a_role_on_two_ladders_is_one_role_shown_on_both(small: Site) -> None:
    assert "Kitchen helper from Kitchen" in small.page("ladders/dining-room/").words(".board")
    assert small.page("roles/kitchen-helper/").links(".also") == {"Dining room": "../../ladders/dining-room/"}


def test_a_role_shows_who_comes_and_where_it_leads(small: Site) -> None:
    columns = [" ".join(node.text().split()) for node in small.page("roles/kitchen-helper/").all("#where-it-leads .board-column")]
    assert columns == [
        "People come from Waiter Sideways Cook Way back",
        "This role Kitchen helper",
        "You can go on to Cook Step up Waiter Sideways Head waiter Step up",
    ]


def test_who_comes_here_also_stands_in_words(small: Site) -> None:
    text = small.page("roles/cook/").words(".arrivals")
    assert text.startswith("Waiter Dining room Step up, 1 to 2 years. It takes: no new qualification.")
    assert text.endswith("Kitchen helper Step up, 1 to 2 years. It takes: Diploma in cookery level 3 or Cookery award and Food safety certificate level 2 (required).")


def test_the_first_place_of_a_word_leads_to_where_it_is_explained(small: Site) -> None:
    assert small.page("roles/head-waiter/").links("#what-you-do") == {"rota": "../../glossary/#rota"}
    assert small.page("guidance/starting/").links(".column-main")["pots"] == "../../glossary/#pots"
    glossary = small.page("glossary/")
    assert glossary.words("#rota") == "Rota Who works when. The head waiter writes it. Also: roster"
    assert glossary.links("#rota") == {"head waiter": "../roles/head-waiter/"}


def test_a_band_that_holds_in_some_nations_shows_their_rates_only(site: Site) -> None:
    site.change("pathways/ladders/kitchen.yaml", "{scale: kitchen-scale, band: '2'}", "{scale: kitchen-scale, band: '2', nations: [wales]}")
    assert not site.build().failed
    assert "England" not in site.page("roles/cook/").words(".fact-pay")


def test_pay_without_a_source_is_not_made_up(small: Site) -> None:
    assert small.page("roles/waiter/").words(".fact-pay").startswith("Pay No figure yet")


def test_searches_for_the_job_are_filled_in(small: Site) -> None:
    assert small.page("roles/kitchen-helper/").links("#find") == {
        "Kitchen jobs": "https://jobs.example/?q=kitchen+porter",
        "Kitchen courses": "https://courses.example/?q=food+safety",
    }


def test_an_article_leads_to_what_it_speaks_of_and_back(small: Site) -> None:
    page = small.page("guidance/starting/")
    assert page.links(".contents") == {"The first day": "#the-first-day", "The first week": "#the-first-week", "Do now": "#do-now"}
    assert {"Kitchen helper", "Cook", "Food safety certificate", "Cook fund"} <= {*page.links(".speaks-of")}
    assert "Starting in a kitchen" in small.page("roles/kitchen-helper/").links("#guidance")


def test_an_old_address_leads_to_the_new_one_without_a_script(small: Site) -> None:
    page = small.page("roles/scullion/")
    refresh = page.all("meta[http-equiv=refresh]")[0].attributes["content"]
    assert refresh == "0; url=../../roles/kitchen-helper/"
    assert page.all("link[rel=canonical]")[0].attributes["href"] == "https://kitchen.example/careers/roles/kitchen-helper/"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("roles/scullion/print/", "roles/kitchen-helper/print/"),
        ("routes/scullion/cook/", "routes/kitchen-helper/cook/"),
        ("embed/roles/scullion/", "embed/roles/kitchen-helper/"),
    ],
)
def test_all_pages_of_a_renamed_entry_are_found_at_their_old_addresses(small: Site, old: str, new: str) -> None:
    assert small.page(old).all("link[rel=canonical]")[0].attributes["href"] == f"https://kitchen.example/careers/{new}"
    assert f"{new}index.html" in small.files()


def test_a_role_leads_to_the_one_before_and_the_one_after_on_its_ladder(small: Site) -> None:
    assert small.page("roles/kitchen-helper/").links("nav.next") == {"Next on this ladder Cook": "../../roles/cook/"}
    assert small.page("roles/cook/").links("nav.next") == {"Before on this ladder Kitchen helper": "../../roles/kitchen-helper/"}


def test_other_names_stand_in_the_list_of_roles(small: Site) -> None:
    assert "pot washer: see Kitchen helper" in small.page("roles/a-to-z/").words("main")


def test_every_page_says_what_it_is(small: Site) -> None:
    for name, content in small.files().items():
        if not name.endswith(".html") or "scullion" in name or name.startswith(("r/", "embed/")):
            continue
        page = small.page(name)
        assert page.all("html[lang=en-GB]"), name
        assert page.words("title"), name
        assert page.all("meta[name=description][content]"), name
        assert page.all("a.skip[href='#content']"), name
        assert len(page.all("h1")) == 1, name
        if name not in ("404.html", "report/index.html"):
            canonical = page.all("link[rel=canonical]")[0].attributes["href"]
            assert canonical == f"https://kitchen.example/careers/{name.removesuffix('index.html')}"
            for wanted in ("og:title", "og:description", "og:image", "og:url"):
                assert page.all(f"meta[property='{wanted}'][content]"), (name, wanted)
        assert b"<script>" not in content, "no script stands in a page"
        assert page.all("[style]") == [], "no style stands in a page"


def data(site: Site, page: str) -> list[dict[str, object]]:
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', site.page(page).text, re.DOTALL)
    return [json.loads(text) for text in found]


def test_pages_describe_themselves_to_search_engines(small: Site) -> None:
    assert [thing["@type"] for thing in data(small, "")] == ["WebSite"]
    occupation, crumbs = data(small, "roles/kitchen-helper/")
    assert occupation["@type"] == "Occupation"
    assert occupation["occupationalCategory"] == [{"@type": "CategoryCode", "inCodeSet": "SOC 2020", "codeValue": "9263"}]
    assert crumbs["@type"] == "BreadcrumbList"
    assert data(small, "qualifications/food-safety/")[0]["educationalLevel"] == "RQF level 2"
    assert data(small, "guidance/starting/")[0]["@type"] == "Article"


def test_the_sitemap_and_the_feed_name_real_pages(small: Site) -> None:
    sitemap = ElementTree.fromstring((small.out / "sitemap.xml").read_text())
    addresses = [node.text for node in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert "https://kitchen.example/careers/roles/cook/" in addresses
    assert not any("scullion" in str(address) or "404" in str(address) for address in addresses)
    feed = ElementTree.fromstring((small.out / "feed.xml").read_text())
    assert feed.findtext("{http://www.w3.org/2005/Atom}updated") == "2026-01-15T00:00:00Z"
    assert "Sitemap: https://kitchen.example/careers/sitemap.xml" in (small.out / "robots.txt").read_text()
    manifest = json.loads((small.out / "manifest.webmanifest").read_text())
    assert manifest["name"] == "Small kitchen"


def test_the_open_data_holds_the_catalogue_and_matches_its_schema(small: Site) -> None:
    catalogue = json.loads((small.out / "data/catalogue.json").read_text())
    schema = json.loads((small.out / "data/catalogue.schema.json").read_text())
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(catalogue)
    assert list(catalogue)[:2] == ["version", "site"]
    roles = {role["id"]: role for role in catalogue["roles"]}
    assert roles["kitchen-helper"]["ladders"] == ["kitchen", "dining-room"]
    assert roles["kitchen-helper"]["moves"][1] == {
        "to": "waiter",
        "kind": "sideways",
        "months": {"min": 1, "max": 3},
        "needs": [],
        "how": "Carry plates on a busy night.",
        "source": "wage",
        "checked": "2026-01-15",
    }
    for kind in ("stages", "groups", "ladders", "roles", "qualifications", "skills", "bodies", "funding", "words", "articles"):
        assert all({"id", "title", "url"} <= {*entry} for entry in catalogue[kind]), kind


def test_the_tables_open_in_a_spreadsheet(small: Site) -> None:
    rows = list(csv.DictReader(io.StringIO((small.out / "data/roles.csv").read_text())))
    assert {row["id"]: row["leads_to"] for row in rows}["kitchen-helper"] == "cook; waiter; head-waiter"
    rows = list(csv.DictReader(io.StringIO((small.out / "data/qualifications.csv").read_text())))
    assert {row["id"]: row["roles"] for row in rows}["cookery-diploma"] == "cook"


def test_a_cell_that_a_spreadsheet_would_run_is_made_harmless(site: Site) -> None:
    site.change("pathways/ladders/kitchen.yaml", "title: Cook\n", "title: '=HYPERLINK(1)'\n")
    assert not site.build().failed
    assert "'=HYPERLINK(1)" in (site.out / "data/roles.csv").read_text()


NASTY = "</script><script>alert(1)</script> \"'&<b>"


def test_what_is_written_in_a_field_never_becomes_markup(site: Site) -> None:
    escaped = NASTY.replace("'", "''")
    site.change("pathways/ladders/kitchen.yaml", "title: Cook\n", f"title: '{escaped}'\n")
    site.change("pathways/ladders/kitchen.yaml", "Cook soup", f"'{escaped}'")
    assert not site.build().failed
    for name, content in site.files().items():
        if name.endswith((".html", ".xml")):
            assert b"<script>alert" not in content, name
    assert site.page("roles/cook/").words("h1") == NASTY
    assert data(site, "roles/cook/")[0]["name"] == NASTY


def test_a_site_may_stand_in_for_single_templates_and_static_files(site: Site) -> None:
    site.write("templates/pages/plain.html", '{% extends "base.html" %}{% block content %}<h1>Mine</h1>{% endblock %}')
    site.write("static/css/9-mine.css", "h1 { color: red }")
    assert not site.build().failed
    assert site.page("about/").words("h1") == "Mine"
    assert site.page("roles/cook/").words("h1") == "Cook"
    style = (site.out / "static/site.css").read_text()
    assert style.startswith("@layer reset, tokens")
    assert style.endswith("h1 { color: red }")


def test_a_template_that_cannot_be_used_is_named_with_its_line(site: Site) -> None:
    site.write("templates/pages/plain.html", "one\n{% if %}\n")
    assert [str(problem).split(": ")[0] for problem in site.build().problems] == ["templates/pages/plain.html:2"]
    site.write("templates/pages/plain.html", "one\ntwo\n{{ nothing.here }}\n")
    assert [str(problem).split(": ")[0] for problem in site.build().problems] == ["templates/pages/plain.html:3"]
    assert not site.out.exists()


def test_the_same_links_work_at_a_root_and_under_a_path(site: Site) -> None:
    site.build(base_url="https://one.example/")
    at_root = site.page("roles/cook/").links(".header")
    site.build(base_url="https://two.example/some/path/")
    assert site.page("roles/cook/").links(".header") == at_root
    assert at_root["Roles"] == "../../roles/"
    assert site.page("404.html").links(".header")["Roles"] == "/some/path/roles/", "a host shows it at any depth"


def test_the_home_page_of_one_qualification_has_its_plurals_right(site: Site) -> None:
    food = site.root / "pathways/qualifications/food.yaml"
    food.write_text(food.read_text(encoding="utf-8").partition("  - id: cookery-diploma")[0], encoding="utf-8")
    site.change(KITCHEN, "{any_of: [cookery-diploma, [old-cookery-award, food-safety]], strength: required}", "{qualification: food-safety, strength: required}")
    site.change(KITCHEN, "gains: [cookery-diploma], ", "")
    site.change(KITCHEN, "qualification: cookery-diploma", "qualification: food-safety")
    site.change(KITCHEN, "      - {qualification: old-cookery-award, strength: accepted, instead_of: cookery-diploma}\n", "")
    assert not site.build().failed
    assert site.page("").words(".hero-counts").endswith(" and 1 qualification, each with its sources.")
