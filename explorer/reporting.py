"""The report in its three forms: text, JSON and a page of HTML. All show the same tables."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from explorer.assets import PROJECT, overlay
from explorer.catalogue import Catalogue
from explorer.editions import Edition
from explorer.findings import findings
from explorer.pages.report import cells
from explorer.pictures import pictures
from explorer.render import Renderer
from explorer.report import report
from explorer.routes import Steps
from explorer.site import Options
from explorer.table import Table


def tables(catalogue: Catalogue, options: Options) -> tuple[Table, ...]:
    """The whole report: what the page of the site has, and what takes a while."""
    return (*findings(catalogue, options.today, pictures(options.root, PROJECT)), *report(catalogue))


def as_text(some: Sequence[Table]) -> str:
    """The report for a terminal."""
    lines = []
    for table in some:
        rows = (table.columns, *table.rows) if table.rows else (("none",),)
        lines += [table.title, table.lead, *("  " + " | ".join(row) for row in rows), ""]
    return "\n".join(lines) + "\n"


def as_json(some: Sequence[Table]) -> str:
    """The report for scripts: a list of tables."""
    return json.dumps([asdict(table) for table in some], ensure_ascii=False, indent=1) + "\n"


def as_html(some: Sequence[Table], catalogue: Catalogue, options: Options) -> str:
    """The report as one file that needs no other. Its links lead to the published site."""
    edition = Edition("", catalogue, [], Steps(catalogue))
    renderer = Renderer(edition, [edition], overlay(options.root, "templates"), {})
    return renderer.feed("report.html", {"parts": cells(some), "top": catalogue.site.base_url, "day": options.today})
