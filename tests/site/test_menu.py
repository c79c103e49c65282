"""The main menu, the links of the foot and the logo that a site chooses."""

import pytest
from sites import Site

MENU = "menu: [{title: Jobs, to: roles}, {title: First days, to: 'article:starting'}, {title: Who we are, to: 'page:about'}]\nhome:"
LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><circle cx="5" cy="5" r="4" fill="#777"/></svg>'


def test_the_menu_has_the_chosen_items_in_their_order(site: Site) -> None:
    site.change("content/site.yaml", "home:", MENU)
    assert not site.build().failed
    links = site.page("roles/cook/").links(".nav")
    assert list(links.items()) == [
        ("Jobs", "../../roles/"),
        ("First days", "../../guidance/starting/"),
        ("Who we are", "../../about/"),
    ]
    assert site.page("about/").words('.nav [aria-current="page"]') == "Who we are"
    assert site.page("roles/cook/").words('.nav [aria-current="true"]') == "Jobs"


@pytest.mark.parametrize(
    ("to", "advice"),
    [("rolls", "Did you mean 'roles'?"), ("article:startin", "A list is one of"), ("plan", "A list is one of"), ("source:wage", "A list is one of")],
)
def test_an_item_that_leads_nowhere_is_a_problem(site: Site, to: str, advice: str) -> None:
    site.change("content/site.yaml", "home:", f"menu:\n  - {{title: Jobs, to: roles}}\n  - {{title: More, to: '{to}'}}\nhome:")
    (problem,) = site.problems()
    assert problem.startswith("content/site.yaml:10:23: ")
    assert f"The menu leads to '{to}', and there is no such page." in problem
    assert advice in problem or "Did you mean 'article:starting'?" in problem


FOOT = """footer:
  text: Paid for by the [cooks' fund](funding:cook-fund).
  links: [{title: First days, to: 'article:starting'}, {title: Accessibility, to: 'https://kitchen.example/accessibility/'}]
"""


def test_the_foot_has_links_and_words_of_the_site(site: Site) -> None:
    site.change("content/site.yaml", "home:", f"{FOOT}home:")
    assert not site.build().failed
    page = site.page("roles/cook/")
    assert list(page.links(".footer nav").items())[-2:] == [
        ("First days", "../../guidance/starting/"),
        ("Accessibility", "https://kitchen.example/accessibility/"),
    ]
    assert page.words(".footer-note") == "Paid for by the cooks' fund."
    assert "cooks' fund" in page.links(".footer-note")


@pytest.mark.parametrize("to", ["article:startin", "javascript:alert", "//elsewhere.example"])
def test_a_link_of_the_foot_that_leads_nowhere_is_a_problem(site: Site, to: str) -> None:
    site.change("content/site.yaml", "home:", f"footer: {{links: [{{title: More, to: '{to}'}}]}}\nhome:")
    (problem,) = site.problems()
    assert problem.startswith("content/site.yaml:8:")


def test_a_logo_stands_beside_the_name(site: Site) -> None:
    site.write("static/our.svg", LOGO)
    site.change("content/site.yaml", "home:", "logo: {file: our.svg, alt: The kitchen school}\nhome:")
    assert not site.build().failed
    page = site.page("roles/cook/")
    (picture,) = page.all(".brand img")
    assert picture.attributes["alt"] == "The kitchen school"
    assert str(picture.attributes["src"]).startswith("../../static/our.svg")
    assert page.all(".brand svg") == []
    assert "static/our.svg" in site.files()


@pytest.mark.parametrize("name", ["our.svg", "../content/our.svg"])
def test_a_picture_that_is_not_there_is_a_problem(site: Site, name: str) -> None:
    site.write("content/our.svg", LOGO)
    site.change("content/site.yaml", "home:", f"logo: {{file: {name}}}\nadviser: {{organisation: A, contact: B, logo: {name}}}\nhome:")
    problems = site.problems()
    assert len(problems) == 2
    assert all(f"There is no picture '{name}' in static/. Put it there, or mend its name." in problem for problem in problems)
