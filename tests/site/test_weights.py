"""How heavy pages are, and the budgets that hold them there."""

import gzip
import re
import zlib
from collections.abc import Iterable
from pathlib import Path

import pytest
from sites import Site

from explorer.cli import main

FONTS = ("400", "700")
EXPLORING = (
    "roles/care-worker", "ladders/nursing", "map", "search", "roles", "routes", "routes/care-worker/operations-director", "compare", "match",
    "have", "qualifications/care-certificate", "skills/listening", "",
)  # fmt: skip
IMPORTED = re.compile(r"""\b(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]""")


def scripts(site: Site, pages: Iterable[str]) -> set[Path]:
    """The scripts of some pages, with what they import, at once or when it is used."""
    found: set[Path] = set()
    waiting = []
    for page in pages:
        html = site.out / page / "index.html"
        waiting += [html.parent / name for name in re.findall(r'<script[^>]* src="([^"?]+)', html.read_text(encoding="utf-8"))]
    while waiting:
        script = waiting.pop().resolve()
        if script not in found:
            found.add(script)
            waiting += [script.parent / name for name in IMPORTED.findall(script.read_text(encoding="utf-8"))]
    return found


def packed_kb(files: Iterable[Path]) -> float:
    return sum(len(gzip.compress(file.read_bytes())) for file in files) / 1000


def test_the_scripts_of_a_role_page_and_of_all_exploring_are_small(real: Site) -> None:
    role = scripts(real, ["roles/care-worker"])
    assert {"page.js", "have-marks.js", "minisearch.js"} <= {script.name for script in role}
    assert packed_kb(role) <= 20
    assert packed_kb(scripts(real, EXPLORING)) <= 60


def budgets(site: Site, lines: str) -> None:
    text = (site.root / "content/site.yaml").read_text(encoding="utf-8")
    site.write("content/site.yaml", f"budgets:\n{lines}{text}")


def test_the_weights_of_each_kind_of_page_are_told(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--weights", "--root", str(site.root), "--no-cache"]) == 0
    told = capsys.readouterr().out
    found = re.search(r"^role +([\d.]+) +([\d.]+) +roles/(.+)/index.html$", told, re.MULTILINE)
    assert found
    html, first = float(found[1]), float(found[2])
    files = site.files()
    packed = {name: len(zlib.compress(content)) / 1000 for name, content in files.items() if name.endswith((".html", ".css", ".js", ".svg"))}
    roles = [size for name, size in packed.items() if re.fullmatch(r"roles/[^/]+/index.html", name)]
    assert html == pytest.approx(max(roles), abs=0.1), "the heaviest"
    fonts = sum(len(files[f"static/fonts/atkinson-hyperlegible-{weight}.woff2"]) for weight in FONTS) / 1000
    least = html + fonts + packed["static/site.css"] + packed["static/js/page.js"] + packed["static/js/dom.js"]
    assert least < first < least + sum(size for name, size in packed.items() if name.startswith("static/js/"))
    assert "map/" in told
    assert "moved" not in told


def test_a_page_over_its_budget_is_not_published(site: Site) -> None:
    assert not site.build().failed
    before = site.files()
    budgets(site, "  - {kind: role, html: 0.5, first: 10000}\n  - kind: map\n    first: 1\n")
    problems = [str(problem) for problem in site.build().problems]
    assert len(problems) == 2
    assert re.match(r"content/site.yaml:2:24: A page of the kind 'role' may weigh 0.5 kB as HTML, and roles/[a-z-]+/index.html weighs", problems[0])
    assert re.match(r"content/site.yaml:4:12: A page of the kind 'map' may weigh 1 kB at a first visit, and map/index.html weighs", problems[1])
    assert "--weights" in problems[0]
    assert site.files() == before


def test_a_budget_for_no_kind_of_page_is_a_problem(site: Site) -> None:
    budgets(site, "  - {kind: rol, html: 20}\n")
    (problem,) = [str(problem) for problem in site.build().problems]
    assert problem.startswith("content/site.yaml:2:12: This site has no page of the kind 'rol'. Did you mean 'role'?")


def test_budgets_that_hold_change_nothing(site: Site) -> None:
    assert not site.build().failed
    before = site.files()
    budgets(site, "  - {kind: role, html: 100, first: 500}\n")
    assert not site.build().failed
    assert site.files() == before
