"""The last look at the output."""

from __future__ import annotations

import pytest

from explorer.verify import claimed_twice, facts, problems

HEAD = "<!doctype html><title>T</title>"


def wrong(pages: dict[str, str], files: set[str] = frozenset(), base_path: str = "/base/") -> list[str]:  # type: ignore[assignment]
    found = [facts(address, html, base_path) for address, html in pages.items()]
    names = {f"{address}index.html" if not address or address.endswith("/") else address for address in pages}
    return [str(problem) for problem in problems(found, names | set(files))]


def test_a_site_without_faults() -> None:
    pages = {
        "": f'{HEAD}<a href="./">home</a><a href="a/#part">a</a><a href="https://a.example/x">x</a><img alt="" src="p.png">',
        "a/": f'{HEAD}<h2 id="part">P</h2><a href="../">up</a><a href="#part">here</a><a href="../p.png?v=1">p</a><a href="">self</a>',
        "404.html": f'{HEAD}<a href="/base/a/#part">a</a><a href="/base/">home</a>',
    }
    assert wrong(pages, {"p.png"}) == []


@pytest.mark.parametrize(
    ("html", "message"),
    [
        ('<a href="gone/">', "links to 'gone/', and there is no such page or file"),
        ('<a href="../a/#gone">', "links to '../a/#gone', and that page has no such part"),
        ('<a href="../../x/">', "links to '../../x/', which is outside the site"),
        ('<a href="/x/">', "links to '/x/', which is outside the site"),
        ('<a href="javascript:x()">', "links to 'javascript:x()', which is no kind of link that a page may have"),
        ('<a href="//elsewhere.example/">', "links to '//elsewhere.example/', which is no kind of link that a page may have"),
        ('<script src="gone.js"></script>', "links to 'gone.js', and there is no such page or file"),
        ('<i id="a"></i><i id="a"></i>', "has the id 'a' 2 times"),
        ('<img src="../a/">', "shows a picture without alt text: ../a/"),
    ],
)
def test_a_fault_is_named(html: str, message: str) -> None:
    found = wrong({"a/": HEAD + html})
    assert any(f"a/index.html: This page {message}." in problem for problem in found), found


def test_a_page_has_a_title() -> None:
    assert wrong({"": "<title> </title>"})[0].startswith("index.html: This page has no title.")


def test_no_two_sources_make_the_same_file() -> None:
    found = [str(problem) for problem in claimed_twice([("a/index.html", "one.yaml"), ("A/index.html", "two.yaml"), ("b", "three.yaml")])]
    assert found == ["A/index.html: Two sources make this file: one.yaml and two.yaml. Give one of them another id or name."]
