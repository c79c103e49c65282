"""The made-up catalogue as a site for Hugo: front matter, and templates with the same fields, links and reverse links."""

# ruff: noqa: E501  templates of HTML
from __future__ import annotations

import json
import shutil
from pathlib import Path

from bench.catalogue import entries

CONFIG = 'baseURL = "https://pathways.example/"\ntitle = "Pathways"\ndisableKinds = ["taxonomy", "term", "rss"]\n[markup.goldmark.renderer]\nunsafe = true\n'
BASE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>{{ .Title }} – {{ site.Title }}</title>
<meta name="description" content="{{ .Params.summary }}"><link rel="canonical" href="{{ .Permalink }}"><link rel="stylesheet" href="/site.css"></head>
<body><header><nav>{{ range site.Sections }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}</nav></header>
<main><p><a href="/">Home</a></p><h1>{{ .Title }}</h1><p>{{ .Params.summary }}</p>{{ block "main" . }}{{ end }}</main><footer>{{ site.Title }}</footer></body></html>
"""
LIST = '{{ define "main" }}<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.summary }}</li>{{ end }}</ul>{{ end }}\n'
# Who leads here, who asks for this and who writes about it, worked out once for all pages.
INDEX = """{{ $from := newScratch }}{{ $asks := newScratch }}{{ $gains := newScratch }}{{ $about := newScratch }}
{{ range where site.RegularPages "Section" "roles" }}{{ $page := . }}
{{ range .Params.moves }}{{ $from.Add .to (slice $page) }}{{ end }}
{{ range .Params.needs }}{{ with .qualification }}{{ $asks.Add . (slice $page) }}{{ end }}{{ end }}
{{ range .Params.entry }}{{ range .gains }}{{ $gains.Add . (slice $page) }}{{ end }}{{ end }}{{ end }}
{{ range where site.RegularPages "Section" "guidance" }}{{ $page := . }}
{{ range .Params.roles }}{{ $about.Add . (slice $page) }}{{ end }}{{ range .Params.qualifications }}{{ $about.Add . (slice $page) }}{{ end }}{{ end }}
{{ return dict "from" $from "asks" $asks "gains" $gains "about" $about }}
"""
LINKS = '<ul>{{ range . }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>\n'
NEEDS = """<ul>{{ range . }}<li>{{ with .qualification }}{{ with site.GetPage (printf "/qualifications/%s" .) }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ end }}{{ with .experience }}{{ . | markdownify }}{{ end }} ({{ .strength }}) {{ with .note }}{{ . | markdownify }}{{ end }}</li>{{ end }}</ul>
"""
SOURCES = '<h2>Sources</h2><ul>{{ range . }}<li><a href="{{ .url }}">{{ .title }}</a> {{ .as_of }}</li>{{ end }}</ul>\n'
ROLE = """{{ define "main" }}{{ $index := partialCached "index.html" site }}{{ with site.GetPage (printf "/ladders/%s" .Params.ladder) }}
<p><a href="{{ .RelPermalink }}">{{ .Title }}</a></p>{{ end }}<p>{{ .Params.stage }}</p>
<h2>What you do</h2><ul>{{ range .Params.does }}<li>{{ . | markdownify }}</li>{{ end }}</ul><p>{{ .Params.where | markdownify }}</p>
<p>{{ delimit .Params.settings ", " }}; {{ with .Params.hours }}{{ delimit .week " to " }} hours, {{ delimit .patterns ", " }} {{ with .note }}{{ . | markdownify }}{{ end }}{{ end }}</p>
<ul>{{ range .Params.pay }}<li>{{ .scale }} {{ .band }} {{ .low }} {{ .high }} {{ .per }} {{ .as_of }} {{ with .note }}{{ . | markdownify }}{{ end }}</li>{{ end }}</ul>
<ul>{{ range .Params.registration }}<li>{{ .status }} {{ .body }} {{ with .note }}{{ . | markdownify }}{{ end }}</li>{{ end }}</ul>
<h2>Ways in</h2>{{ range .Params.entry }}<h3>{{ .title }}</h3><p>{{ .how | markdownify }}</p><p>{{ delimit (.months | default slice) " to " }} months. {{ .cost | markdownify }}</p>
{{ partial "needs.html" .needs }}<ul>{{ range .gains }}{{ with site.GetPage (printf "/qualifications/%s" .) }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}{{ end }}</ul>
{{ range .from_roles }}{{ with site.GetPage (printf "/roles/%s" .) }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}{{ end }}
<h2>Needs</h2>{{ partial "needs.html" .Params.needs }}
<h2>Skills</h2><ul>{{ range .Params.skills }}<li>{{ .skill }}: {{ .use | markdownify }}</li>{{ end }}</ul>
<h2>Moves</h2><ul>{{ range .Params.moves }}{{ $move := . }}{{ with site.GetPage (printf "/roles/%s" .to) }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ $move.kind }}
{{ delimit $move.months " to " }} months {{ $move.how | markdownify }} {{ partial "needs.html" $move.needs }}</li>{{ end }}{{ end }}</ul>
<h2>People come from</h2>{{ partial "links.html" ($index.from.Get .Params.id) }}
<h2>What gets in the way</h2><ul>{{ range .Params.hurdles }}<li>{{ .what | markdownify }} {{ .helps | markdownify }}</li>{{ end }}</ul>
<h2>Guidance</h2>{{ partial "links.html" ($index.about.Get .Params.id) }}{{ partial "sources.html" .Params.sources }}{{ end }}
"""
QUALIFICATION = """{{ define "main" }}{{ $index := partialCached "index.html" site }}{{ .Params.about | markdownify }}<p>{{ .Params.kind }} {{ .Params.level }} {{ .Params.study | markdownify }}</p>
<ul>{{ range .Params.entry }}<li>{{ . | markdownify }}</li>{{ end }}</ul><ul>{{ range .Params.costs }}<li>{{ .text | markdownify }}</li>{{ end }}</ul>
{{ range .Params.builds_on }}{{ with site.GetPage (printf "/qualifications/%s" .) }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}{{ end }}
<h2>Asked for by</h2>{{ partial "links.html" ($index.asks.Get .Params.id) }}<h2>Gained in</h2>{{ partial "links.html" ($index.gains.Get .Params.id) }}
<h2>Guidance</h2>{{ partial "links.html" ($index.about.Get .Params.id) }}{{ partial "sources.html" .Params.sources }}{{ end }}
"""
LADDER = """{{ define "main" }}{{ .Params.intro | markdownify }}<ol>{{ range where site.RegularPages "Params.ladder" .Params.id }}
<li><a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ .Params.summary }}</li>{{ end }}</ol>{{ end }}
"""
ARTICLE = """{{ define "main" }}<ul>{{ range .Params.in_short }}<li>{{ . | markdownify }}</li>{{ end }}</ul>{{ .TableOfContents }}{{ .Content }}
{{ range .Params.roles }}{{ with site.GetPage (printf "/roles/%s" .) }}<a href="{{ .RelPermalink }}">{{ .Title }}</a> {{ end }}{{ end }}{{ partial "sources.html" .Params.sources }}{{ end }}
"""
LAYOUTS = {
    "_default/baseof.html": BASE, "_default/list.html": LIST, "index.html": '{{ define "main" }}{{ .Content }}{{ end }}',
    "roles/single.html": ROLE, "qualifications/single.html": QUALIFICATION, "ladders/single.html": LADDER, "guidance/single.html": ARTICLE,
    "partials/index.html": INDEX, "partials/links.html": LINKS, "partials/needs.html": NEEDS, "partials/sources.html": SOURCES,
}  # fmt: skip


def write(catalogue: Path, folder: Path) -> None:
    """Writes Hugo's sources for a catalogue as `bench.catalogue` wrote it."""
    shutil.rmtree(folder, ignore_errors=True)
    _put(folder / "hugo.toml", CONFIG)
    for name, text in LAYOUTS.items():
        _put(folder / "layouts" / name, text)
    for section, front, body in entries(catalogue):
        ours = {key: value for key, value in front.items() if key not in ("summary", "sources")}
        params = {**ours, "summary": front["summary"], "sources": front.get("sources", [])}
        page = {"title": front["title"], "params": params}
        _put(folder / f"content/{section}/{front['id']}.md", f"{json.dumps(page, default=str, indent=1)}\n\n{body}")


def _put(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
