"""A site in two languages: which pages there are, where they lead, and what is said about what is not translated."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from datetime import date

import pytest
from sites import Site

from explorer.foreign import placed
from explorer.say import Say, file_for, messages_in
from explorer.words import Span, months, roughly

WAITER = """
title: Ystafell fwyta
summary: O gario platiau i redeg yr ystafell.
stages: {entry: Y llawr, senior: Pennaeth yr ystafell}
roles:
  - id: waiter
    title: Gweinydd
    summary: Rydych yn dod â’r hyn a archebodd y gwesteion iddynt.
    does: [Cario platiau, Arllwys dŵr, Adio biliau, Gwenu]
"""


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The small site in English and Welsh, with one ladder and one of its roles translated."""
    site = Site.copy_of("small", tmp_path_factory.mktemp("two") / "site")
    speak_welsh(site)
    report = site.build()
    assert not report.failed, report.problems
    return site


def speak_welsh(site: Site) -> None:
    site.change("content/site.yaml", "base_url:", "languages: [en, cy]\nbase_url:")
    site.write("pathways/ladders/dining-room.cy.yaml", WAITER)


def test_a_site_of_one_language_has_nothing_of_others(small: Site) -> None:
    files = small.files()
    assert not any(name.startswith("cy/") for name in files)
    for name, content in files.items():
        if name.endswith((".html", ".xml")):
            assert not re.search(rb'hreflang|class="languages"|wording|\xee\x80\x80', content), name


def test_pages_exist_where_their_subject_is_translated_or_they_are_made_of_interface_words(two: Site) -> None:
    welsh = {name.removeprefix("cy/").removesuffix("index.html") for name in two.files() if name.startswith("cy/") and name.endswith(".html")}
    assert {"", "roles/", "ladders/", "map/", "routes/", "compare/", "print/", "search/", "have/", "guidance/", "qualifications/"} <= welsh
    assert {"roles/waiter/", "roles/waiter/print/", "ladders/dining-room/", "ladders/dining-room/poster/"} <= welsh
    assert welsh.isdisjoint({"roles/cook/", "ladders/kitchen/", "guidance/starting/", "about/", "glossary/", "404.html"})


def test_each_page_says_its_language_and_names_its_other_versions(two: Site) -> None:
    base = "https://kitchen.example/careers/"
    expected = {"en": f"{base}roles/waiter/", "cy": f"{base}cy/roles/waiter/", "x-default": f"{base}roles/waiter/"}
    for where, language in (("roles/waiter/", "en-GB"), ("cy/roles/waiter/", "cy")):
        page = two.page(where)
        assert page.all("html")[0].attributes["lang"] == language
        assert {n.attributes["hreflang"]: n.attributes["href"] for n in page.all("link[hreflang]")} == expected
        assert page.all("link[rel=canonical]")[0].attributes["href"] == base + where
    assert two.page("roles/cook/").all("link[hreflang]") == []


def test_the_switch_leads_to_the_same_page_or_else_to_the_home_page(two: Site) -> None:
    switch = {where: two.page(where).all(".languages a")[0].attributes for where in ("roles/waiter/", "roles/cook/", "cy/roles/waiter/")}
    assert [one["href"] for one in switch.values()] == ["../../cy/roles/waiter/", "../../cy/", "../../../roles/waiter/"]
    assert [one["lang"] for one in switch.values()] == ["cy", "cy", "en"]
    assert two.page("cy/").links(".languages") == {"English": "../"}


def test_the_page_for_addresses_that_lead_nowhere_speaks_every_language(two: Site, small: Site) -> None:
    page = two.page("404.html")
    assert page.words("h1") == "There is no page here"
    assert page.words('main section[lang="cy"] h2') == "Nid oes tudalen yma"
    assert page.links('main section[lang="cy"]') == {"Hafan": "/careers/cy/"}
    assert small.page("404.html").all("main section[lang]") == []


def test_a_link_into_the_other_language_says_so(two: Site) -> None:
    page = two.page("cy/ladders/dining-room/")
    links = {" ".join(node.text().split()): node.attributes for node in page.all("main a[href]")}
    assert links["Gweinydd"]["href"] == "../../../cy/roles/waiter/"
    assert "hreflang" not in links["Gweinydd"]
    assert links["Head waiter (Saesneg)"]["href"] == "../../../roles/head-waiter/"
    assert links["Head waiter (Saesneg)"]["hreflang"] == "en"


def test_what_is_not_translated_stays_english_and_is_marked(two: Site) -> None:
    page = two.page("cy/roles/waiter/")
    assert page.words("h1") == "Gweinydd"
    assert page.words(".does") == "Cario platiau Arllwys dŵr Adio biliau Gwenu"
    assert page.words('#where-you-work [lang="en"]') == "Between the tables."
    assert page.words("#where-you-work h2") == "Ble rydych yn gweithio"
    assert page.words(".partly") == "Mae rhan o’r dudalen hon yn Saesneg yn unig hyd yma."
    assert page.words("title") == "Gweinydd – Small kitchen"
    assert page.words(".fact:nth-of-type(2) dd").startswith("20 i 40 awr yr wythnos")
    assert "Gwiriwyd ddiwethaf 15 Ionawr 2026" in page.words("#sources")


def test_no_page_keeps_the_marks_of_foreign_texts(two: Site) -> None:
    marked = [name for name, content in two.files().items() if re.search(rb"\xee\x80[\x80-\x82]|a\(c\)", content) and b"wording" not in content]
    assert marked == []


def test_nothing_is_said_that_has_no_translation(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words that the search for messages overlooks would stay English for ever."""
    missing: set[str] = set()

    text, form = Say.text, Say.form

    def heard(say: Say, words: str) -> None:
        if say.language == "cy" and words not in say.messages:
            missing.add(words)

    def text_heard(say: Say, words: str) -> str:
        heard(say, words)
        return text(say, words)

    def form_heard(say: Say, one: str, several: str, count: float) -> str:
        heard(say, one)
        return form(say, one, several, count)

    monkeypatch.setattr(Say, "text", text_heard)
    monkeypatch.setattr(Say, "form", form_heard)
    speak_welsh(site)
    assert not site.build().failed
    assert not missing


def test_scripts_get_the_words_and_the_pages_of_the_language(two: Site) -> None:
    text = (two.out / "cy/words.js").read_text(encoding="utf-8")
    told = json.loads(text.removeprefix("globalThis.wording="))
    assert told["words"]["Link copied."] == "Mae’r ddolen wedi’i chopïo."
    assert told["words"]["{count} month"]["two"] == "{count} fis"
    assert "roles/waiter/" in told["pages"]
    assert "roles/cook/" not in told["pages"]
    assert told["months"][0] == "Ionawr"
    assert "Skip to the content" not in told["words"], "words of templates are no words of scripts"
    assert two.page("cy/map/").all('script[src="../../cy/words.js"]')
    network = json.loads((two.out / "cy/data/network.json").read_text(encoding="utf-8"))
    assert [role["title"] for role in network["roles"]][-2:] == ["Gweinydd", "Head waiter"] or "Gweinydd" in str(network["roles"])


def test_search_in_the_other_language_finds_entries_of_both(two: Site) -> None:
    entries = json.loads((two.out / "cy/data/search.json").read_text(encoding="utf-8"))
    assert {"Gweinydd", "Cook"} <= {entry["title"] for entry in entries}


def test_the_sitemap_names_the_versions_and_each_language_has_a_feed(two: Site) -> None:
    tree = ElementTree.parse(two.out / "sitemap.xml")  # noqa: S314  made here
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    urls = {str(url.findtext("s:loc", None, names)): url for url in tree.iterfind("s:url", names)}
    waiter = urls["https://kitchen.example/careers/cy/roles/waiter/"]
    assert [link.attrib["hreflang"] for link in waiter.iterfind("x:link", names)] == ["en", "cy", "x-default"]
    assert urls["https://kitchen.example/careers/roles/cook/"].find("x:link", names) is None
    feed = (two.out / "cy/feed.xml").read_text(encoding="utf-8")
    assert 'xml:lang="cy"' in feed
    assert "<title>Gweinydd</title>" in feed


def test_a_page_with_a_new_id_is_found_at_its_old_address_in_each_language(site: Site) -> None:
    speak_welsh(site)
    site.change("pathways/ladders/dining-room.yaml", "- id: waiter\n", "- id: waiter\n    was: [server]\n")
    assert not site.build().failed
    for folder in ("", "cy/"):
        (refresh,) = site.page(f"{folder}roles/server/").all("meta[http-equiv=refresh]")
        assert str(refresh.attributes["content"]).endswith(f"{folder}roles/waiter/")


def test_an_installed_site_starts_in_the_language_that_it_was_installed_from(two: Site) -> None:
    two_manifests = {folder: json.loads((two.out / f"{folder}manifest.webmanifest").read_text(encoding="utf-8")) for folder in ("", "cy/")}
    assert [manifest["lang"] for manifest in two_manifests.values()] == ["en-GB", "cy"]
    for folder, manifest in two_manifests.items():
        assert manifest["start_url"] == "./"
        assert (two.out / folder / manifest["scope"]).resolve() == two.out
        assert all((two.out / folder / icon["src"]).is_file() for icon in manifest["icons"])
    assert two.page("cy/roles/waiter/").all('link[rel="manifest"]')[0].attributes["href"] == "../../../cy/manifest.webmanifest"
    assert two.page("roles/waiter/").all('link[rel="manifest"]')[0].attributes["href"] == "../../manifest.webmanifest"


def test_codes_lead_to_the_page_in_its_language(two: Site) -> None:
    page = two.page("cy/roles/waiter/")
    short = str(page.all(".share-address")[0].attributes["href"])
    assert short.startswith("../../../cy/r/")
    target = two.page(f"cy/r/{short.rstrip('/').rsplit('/', 1)[-1]}/")
    assert target.all('meta[http-equiv="refresh"]')[0].attributes["content"] == "0; url=../../../cy/roles/waiter/"
    assert two.page("cy/roles/waiter/").all('img[src="../../../cy/qr/roles/waiter.svg"]')


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("pathways/ladders/dining-room.cy.yaml", "group: ystafell", "1:1: 'group' has no words to translate."),
        ("pathways/ladders/dining-room.cy.yaml", "titel: Ystafell", "1:1: There is no field 'titel' to translate. Did you mean 'title'?"),
        ("pathways/ladders/dining-room.cy.yaml", "roles: [{id: wayter, title: x}]", "1:9: This translates a role 'wayter', which does not exist."),
        ("pathways/ladders/dining-room.cy.yaml", "stages: {entri: Y llawr}", "1:10: The other file has no 'entri' here. Did you mean 'entry'?"),
        ("pathways/ladders/dining-room.cy.yaml", "title: [x]", "1:1: This should be words."),
        ("pathways/ladders/attic.cy.yaml", "title: Atig", "1:1: This file translates pathways/ladders/attic.yaml, which does not exist."),
        ("pathways/ladders/dining-room.fr.yaml", "title: Salle", "1:1: The site has no language 'fr'."),
        ("pathways/vocabulary.cy.yaml", "nations: [{id: wails, title: Cymru}]", "1:11: This translates a nation 'wails', which does not exist."),
    ],
)
def test_a_translation_that_does_not_fit_is_a_problem_with_a_place(site: Site, file: str, text: str, said: str) -> None:
    speak_welsh(site)
    site.write(file, text)
    assert [problem for problem in site.problems() if problem.startswith(f"{file}:{said}")], site.problems()


def test_languages_start_with_that_of_the_texts(site: Site) -> None:
    site.change("content/site.yaml", "base_url:", "languages: [cy, en]\nbase_url:")
    assert any("the language of the texts is en-GB, and languages starts with 'cy'" in problem for problem in site.problems())


def test_an_article_may_be_translated_too(site: Site) -> None:
    speak_welsh(site)
    site.write("content/guidance/starting.cy.md", "---\ntitle: Dechrau\nsummary: Sut i ddechrau.\n---\n## Yn gyntaf\n\nGofynnwch.\n")
    assert not site.build().failed
    page = site.page("cy/guidance/starting/")
    assert page.words("h1") == "Dechrau"
    assert page.words("#yn-gyntaf") == "Yn gyntaf"


@pytest.fixture(scope="module")
def welsh() -> Say:
    return Say("cy", messages_in(file_for("cy").read_bytes()))


def test_dates_lists_and_numbers_are_those_of_the_language(welsh: Say) -> None:
    assert welsh.day(date(2026, 11, 4)) == "4 Tachwedd 2026"
    assert Say().day(date(2026, 11, 4)) == "4 November 2026"
    assert welsh.both(["Cymru", "Lloegr", "Iwerddon"]) == "Cymru, Lloegr ac Iwerddon"
    assert welsh.both(["Cymru", "Lloegr"]) == "Cymru a Lloegr"
    assert Say().both(["a", "b", "c"]) == "a, b and c"
    assert welsh.number(12345.5) == "12,345.5"


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [
        (12, 12, "1 flwyddyn"), (24, 24, "2 flynedd"), (36, 36, "3 blynedd"), (60, 60, "5 mlynedd"), (2, 2, "2 fis"), (6, 6, "6 mis"),
        (12, 24, "1 i 2 flynedd"), (18, 36, "18 mis i 3 blynedd"), (0, 3, "hyd at 3 mis"), (0, 0, "ar unwaith"), (30, 36, "2½ i 3 blynedd"),
    ],
)  # fmt: skip
def test_welsh_has_its_own_plurals(welsh: Say, low: int, high: int, said: str) -> None:
    assert months(welsh, Span(low, high)) == said


def test_english_times_read_as_before() -> None:
    spans = [(0, 0), (0, 3), (12, 12), (1, 1), (18, 36), (12, 24), (30, 36), (13, 20), (25, 27)]
    expected = ["straight away", "up to 3 months", "1 year", "1 month", "18 months to 3 years", "1 to 2 years", "2½ to 3 years"]
    assert [months(Say(), Span(low, high)) for low, high in spans] == [*expected, "13 to 20 months", "25 to 27 months"]
    assert roughly(Say(), Span(25, 50)) == "2 to 4 years"


def test_foreign_texts_are_marked_where_html_can_say_so() -> None:
    text = "\ue000Tea & cake\ue001"
    html = f'<title>{text}</title><p title="{text}">{text}, <b>\ue000a\ue001</b></p>\ue002<option>{text}</option>'
    assert placed(html, "en", "<i>!</i>") == (
        '<title>Tea & cake</title><p title="Tea & cake"><span lang="en">Tea & cake</span>, <b><span lang="en">a</span></b></p>'
        "<i>!</i><option>Tea & cake</option>"
    )
    assert placed('<a href="x" hreflang="en">\ue000a\ue001</a>\ue002', "en", "!") == '<a href="x" hreflang="en"><span lang="en">a</span></a>'
