"""A site's own colours, and a template or style sheet of its own in the place of the project's."""

import re
import shutil

import pytest
from sites import PROJECT, Site

from explorer.contrast import TEXT, least
from explorer.theme import DARK, EDGES, INKS, LIGHT


def themed(site: Site, lines: str) -> None:
    text = (site.root / "content/site.yaml").read_text(encoding="utf-8")
    site.write("content/site.yaml", f"theme:\n{lines}{text}")


def own_type(site: Site) -> None:
    """Puts a typeface into the site's static files: the project's by another name."""
    fonts = site.root / "static/fonts"
    fonts.mkdir(parents=True)
    for weight in (400, 700):
        shutil.copy(PROJECT / f"static/fonts/atkinson-hyperlegible-{weight}.woff2", fonts / f"our-{weight}.woff2")


def test_one_colour_gives_a_theme(site: Site) -> None:
    themed(site, "  accent: '#6b2d8f'\n")
    assert not site.build().failed
    css = (site.out / "static/site.css").read_text(encoding="utf-8").rpartition("@layer tokens")[2]
    light, dark = re.findall(r"--link: (#[0-9a-f]{6})", css)
    assert light == "#6b2d8f"
    assert dark != light
    assert least(dark, DARK) >= TEXT


@pytest.mark.parametrize(
    ("lines", "line", "where"),
    [("  accent: '#ff9900'\n", 2, "light"), ("  accent: '#6b2d8f'\n  accent_dark: '#333333'\n", 3, "dark")],
)
def test_a_faint_colour_is_a_problem_with_a_better_one(site: Site, lines: str, line: int, where: str) -> None:
    themed(site, lines)
    (problem,) = site.problems()
    assert re.match(rf"content/site.yaml:{line}:\d+: .* {where} theme: its contrast is [\d.]+:1", problem)
    better = re.search(r"passes is '(#[0-9a-f]{6})'", problem)
    assert better
    assert least(better[1], LIGHT if where == "light" else DARK) >= TEXT


def test_grounds_of_ones_own_bring_their_shades_and_an_accent_that_stands_on_them(site: Site) -> None:
    themed(site, "  accent: '#6b2d8f'\n  ground: '#ffffff'\n  ground_dark: '#2b2b2b'\n")
    assert not site.build().failed
    css = (site.out / "static/site.css").read_text(encoding="utf-8").rpartition("@layer tokens")[2]
    for part, side, ground in zip(css.split("prefers-color-scheme: dark"), ("light", "dark"), ("#ffffff", "#2b2b2b"), strict=True):
        colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part))
        assert colours["paper"] == ground
        grounds = [colours[name] for name in ("paper", "raised", "sunken")]
        assert min(least(ink, grounds) for ink in (*INKS[side], colours["link"])) >= TEXT
    page = (site.out / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'name="theme-color" content="(#\w+)"', page) == ["#ffffff", "#2b2b2b"]


def test_a_ground_alone_is_a_theme(site: Site) -> None:
    themed(site, "  ground: '#ffffff'\n")
    assert not site.build().failed
    assert "--paper: #ffffff" in (site.out / "static/site.css").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("field", "colour", "wrong"),
    [("ground", "#cccccc", "too dark for the light theme"), ("ground_dark", "#777777", "too light for the dark theme")],
)
def test_a_ground_on_which_text_is_lost_is_a_problem_with_a_better_one(site: Site, field: str, colour: str, wrong: str) -> None:
    themed(site, f"  {field}: '{colour}'\n")
    (problem,) = site.problems()
    assert re.match(rf"content/site.yaml:2:\d+: The ground {colour} is {wrong}: .*[\d.]+:1, and must be [\d.]+:1", problem)
    better = re.search(r"passes is '(#[0-9a-f]{6})'", problem)
    assert better
    site.change("content/site.yaml", colour, better[1])
    assert site.problems() == []


def test_a_typeface_of_the_device_is_fetched_from_nowhere(site: Site) -> None:
    themed(site, "  type: {system: serif}\n")
    assert not site.build().failed
    assert "--body: Charter, " in (site.out / "static/site.css").read_text(encoding="utf-8")
    assert not site.page("guidance/starting/").all('link[rel="preload"]')


def test_a_typeface_of_ones_own_is_fetched_at_once_in_place_of_the_project_s(site: Site) -> None:
    own_type(site)
    themed(site, "  type: {regular: fonts/our-400.woff2, bold: fonts/our-700.woff2}\n")
    assert not site.build().failed
    css = (site.out / "static/site.css").read_text(encoding="utf-8")
    assert 'src: url("fonts/our-400.woff2") format("woff2"); font-weight: 400;' in css
    assert 'src: url("fonts/our-700.woff2") format("woff2"); font-weight: 700;' in css
    assert [link.attributes["href"] for link in site.page("guidance/starting/").all('link[rel="preload"]')] == [
        "../../static/fonts/our-400.woff2",
        "../../static/fonts/our-700.woff2",
    ]
    assert (site.out / "static/fonts/our-400.woff2").is_file()
    assert len(site.page("roles/cook/").all('link[rel="preload"]')) == 4, "the sheet of a role needs the typeface in which it was measured"


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ("{regular: fonts/our-400.woff2}", ":2:9: In site 'Small kitchen': type must be one typeface. Give it either system, or both regular and bold."),
        (
            "{system: sans, bold: fonts/our-700.woff2}",
            ":2:9: In site 'Small kitchen': type must be one typeface. Give it either system, or both regular and bold.",
        ),
        ("{system: comic}", ":2:18: In site 'Small kitchen', system cannot be 'comic'. Choose one of: sans, serif."),
        (
            "{regular: fonts/our-400.ttf, bold: fonts/our-700.woff2}",
            ":2:19: In site 'Small kitchen', regular cannot be 'fonts/our-400.ttf'. "
            "It has a set form: the name of a WOFF2 file in static/, like fonts/our-sans-400.woff2.",
        ),
        (
            "{regular: fonts/our-400.woff2, bold: fonts/nowhere.woff2}",
            ":2:46: There is no typeface 'fonts/nowhere.woff2' in static/. Put it there, or mend its name.",
        ),
        (
            "{regular: fonts/our-400.woff2, bold: fonts/fake.woff2}",
            ":2:46: 'fonts/fake.woff2' is no web font: browsers could not read it. "
            "Convert the typeface to WOFF2; another ending is not enough.",
        ),
    ],
)
def test_a_typeface_that_is_none_is_a_problem(site: Site, field: str, message: str) -> None:
    own_type(site)
    site.write("static/fonts/fake.woff2", "words")
    themed(site, f"  type: {field}\n")
    assert site.problems() == [f"content/site.yaml{message}"]


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    tokens = (PROJECT / "static/css/1-tokens.css").read_text(encoding="utf-8")
    light, dark = tokens.split("@media screen and (prefers-color-scheme: dark)")
    for part, grounds in ((light, LIGHT), (dark.split("@media print")[0], DARK)):
        assert set(re.findall(r"--(?:paper|raised|sunken|\w+-tint): (#[0-9a-f]{6})", part)) == set(grounds)
    for part, side in ((light, "light"), (dark.split("@media print")[0], "dark")):
        assert set(re.findall(r"--(?:ink|quiet|link|link-hover|teal|plum|rust|blue|olive): (#[0-9a-f]{6})", part)) == set(INKS[side])
        assert re.findall(r"--edge: (#[0-9a-f]{6})", part) == [EDGES[side]]


def test_a_template_and_a_style_sheet_of_ones_own(site: Site) -> None:
    site.write("templates/parts/footer.html", "{% macro footer() %}<footer>Our own foot</footer>{% endmacro %}\n")
    site.write("static/css/7-own.css", ".footer { border: 0; }\n")
    assert not site.build().failed
    assert "Our own foot" in (site.out / "index.html").read_text(encoding="utf-8")
    css = (site.out / "static/site.css").read_text(encoding="utf-8")
    assert "--paper" in css
    assert css.endswith(".footer { border: 0; }\n")
