"""A site's own colours, and a template or style sheet of its own in the place of the project's."""

import re

import pytest
from sites import PROJECT, Site

from explorer.contrast import TEXT, least
from explorer.theme import DARK, LIGHT


def themed(site: Site, lines: str) -> None:
    text = (site.root / "content/site.yaml").read_text(encoding="utf-8")
    site.write("content/site.yaml", f"theme:\n{lines}{text}")


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


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    tokens = (PROJECT / "static/css/1-tokens.css").read_text(encoding="utf-8")
    light, dark = tokens.split("@media screen and (prefers-color-scheme: dark)")
    for part, grounds in ((light, LIGHT), (dark.split("@media print")[0], DARK)):
        assert set(re.findall(r"--(?:paper|raised|sunken|\w+-tint): (#[0-9a-f]{6})", part)) == set(grounds)


def test_a_template_and_a_style_sheet_of_ones_own(site: Site) -> None:
    site.write("templates/parts/footer.html", "{% macro footer() %}<footer>Our own foot</footer>{% endmacro %}\n")
    site.write("static/css/7-own.css", ".footer { border: 0; }\n")
    assert not site.build().failed
    assert "Our own foot" in (site.out / "index.html").read_text(encoding="utf-8")
    css = (site.out / "static/site.css").read_text(encoding="utf-8")
    assert "--paper" in css
    assert css.endswith(".footer { border: 0; }\n")
