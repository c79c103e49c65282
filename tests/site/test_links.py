"""Links to other sites: what `check --links` says of hosts that behave in every way."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from moody import MoodyServer, moody_server
from sites import PROJECT, Site

from explorer.cli import main
from explorer.links import command, memory
from explorer.links.found import links, target
from explorer.links.verdict import Answer
from explorer.read import Document, read_text

ARTICLE = "content/guidance/starting.md"


@pytest.fixture
def server() -> Iterator[MoodyServer]:
    with moody_server() as running:
        yield running


@pytest.fixture
def linked(site: Site, server: MoodyServer, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A site whose article has the links that a test writes to it, and that waits for nobody."""
    monkeypatch.setattr(command, "PATIENCE", 1.0)
    site.change("content/site.yaml", "https://creativecommons.org/licenses/by/4.0/", "https://licence.example/")
    site.write("content/site.yaml", (site.root / "content/site.yaml").read_text() + "links: {pause: 0}\n")
    return site


def write(site: Site, server: MoodyServer, *paths: str) -> None:
    site.change(ARTICLE, "You wash pots", "".join(f"See [a page]({server.address}{path}).\n\n" for path in paths) + "You wash pots")


def run(site: Site, *arguments: str) -> int:
    """Runs the command in a thread of its own, as the tests' own thread may have a browser's event loop."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(main, ["check", "--links", "--root", str(site.root), *arguments]).result()


def verdicts(site: Site, server: MoodyServer, *arguments: str) -> dict[str, tuple[str, str]]:
    """What is said of each path that is not simply good: the status and why."""
    run(site, "--json", str(site.root / "links.json"), *arguments)
    found = json.loads((site.root / "links.json").read_text())
    return {
        row["url"].removeprefix(server.address): (status, row["why"]) for status in ("dead", "moved", "unknown") for row in found[status]
    }


@pytest.mark.parametrize(
    ("path", "status", "why"),
    [
        ("/status/404", "dead", "gone (404)"),
        ("/status/410", "dead", "gone (410)"),
        ("/status/500", "dead", "has a fault (500)"),
        ("/status/400", "dead", "does not understand the address (400)"),
        ("/status/403", "dead", "refuses to show the page (403)"),
        ("/status/429", "unknown", "turns programs away (429)"),
        ("/slow", "dead", "did not answer in time"),
        ("/closes", "dead", "closes the connection"),
        ("/nonsense", "dead", "closes the connection"),
        ("/loop", "dead", "round in a circle"),
        ("/to-a-file", "dead", "no web page"),
        ("/to-nonsense", "dead", "no web page"),
        ("/to-a-dead-page", "dead", "gone (404)"),
        ("/moved", "moved", "for good to http://127.0.0.1"),
        ("/to-the-front", "moved", "front page"),
    ],
)
def test_each_way_to_fail_has_its_verdict(linked: Site, server: MoodyServer, path: str, status: str, why: str) -> None:
    write(linked, server, path)
    said, reason = verdicts(linked, server)[path]
    assert said == status
    assert why in reason


@pytest.mark.parametrize("path", ["/good", "/for-now", "/mixed", "/no-head", "/better-soon", "/giant", "/good#part", "/a_(b)"])
def test_what_answers_in_the_end_is_good(linked: Site, server: MoodyServer, path: str, capsys: pytest.CaptureFixture[str]) -> None:
    write(linked, server, path)
    assert run(linked) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("1 link to 1 host: 0 dead, 0 moved, 0 not known\n", "")
    assert any(asked.endswith(path.partition("#")[0]) for asked in server.asked)


def test_of_a_giant_page_only_the_start_is_read(linked: Site, server: MoodyServer) -> None:
    write(linked, server, "/giant")
    assert run(linked) == 0
    assert server.sent < 50_000_000


def test_of_a_moody_host_only_what_is_gone_is_dead(linked: Site, server: MoodyServer) -> None:
    linked.change("content/site.yaml", "links: {pause: 0}", f"links: {{pause: 0, moody: ['{server.address.removeprefix('http://')}']}}")
    write(linked, server, "/status/403", "/status/503", "/closes", "/status/404")
    assert {path: status for path, (status, _) in verdicts(linked, server).items()} == {
        "/status/403": "unknown",
        "/status/503": "unknown",
        "/closes": "unknown",
        "/status/404": "dead",
    }


def test_every_place_of_a_dead_link_is_named_and_each_page_is_asked_for_once(
    linked: Site, server: MoodyServer, capsys: pytest.CaptureFixture[str]
) -> None:
    write(linked, server, "/status/404", "/status/404#part")
    linked.change("pathways/ladders/kitchen.yaml", "https://wage.example/", f"{server.address}/status/404")
    assert run(linked) == 1
    said = capsys.readouterr().err.splitlines()
    assert [line.split(": ")[0] for line in said] == [
        "content/guidance/starting.md:14:14",
        "content/guidance/starting.md:16:14",
        "pathways/ladders/kitchen.yaml:45:53",
    ]
    assert said[2] == (
        f"pathways/ladders/kitchen.yaml:45:53: {server.address}/status/404: The page is gone (404). "
        "Find where it is now and check the fact again; then write the new address, or take the link away."
    )
    assert server.asked["HEAD /status/404"] == server.asked["GET /status/404"] == 1


def test_a_host_is_asked_one_thing_at_a_time_by_somebody_with_a_name(linked: Site, server: MoodyServer) -> None:
    write(linked, server, *(f"/good/{number}" for number in range(20)))
    assert run(linked) == 0
    assert server.most_at_once == 1
    (agent,) = server.agents
    assert agent.startswith("PathwayExplorer/")
    assert "+https://kitchen.example/careers/" in agent


def test_the_pause_that_a_host_asks_for_is_kept(linked: Site, server: MoodyServer) -> None:
    server.rules = "User-agent: *\nCrawl-delay: 1\n"
    write(linked, server, "/good/1", "/good/2")
    assert run(linked) == 0
    _rules, first, second = server.times
    assert second - first > 0.9


def test_a_page_that_robots_may_not_see_is_left_alone(linked: Site, server: MoodyServer) -> None:
    server.rules = "User-agent: PathwayExplorer\nDisallow: /private/\n"
    write(linked, server, "/private/page")
    assert verdicts(linked, server)["/private/page"][0] == "unknown"
    assert set(server.asked) == {"GET /robots.txt"}


def test_what_was_good_is_not_asked_again_for_some_days_and_what_was_dead_is(linked: Site, server: MoodyServer) -> None:
    write(linked, server, "/good", "/moved", "/status/404")
    first = verdicts(linked, server)
    assert verdicts(linked, server) == first
    assert (server.asked["HEAD /good"], server.asked["HEAD /moved"], server.asked["HEAD /status/404"]) == (2, 1, 2)
    verdicts(linked, server, "--no-cache")
    assert server.asked["HEAD /moved"] == 2


def test_a_damaged_or_old_cache_holds_nothing(tmp_path: Path) -> None:
    file = tmp_path / "links.json"
    memory.remember(file, {"https://a.org/": (1000.0, Answer("https://a.org/", (), 200)), "https://b.org/": (1000.0, Answer("", (), 404))})
    assert set(memory.recall(file, 1000 + 5 * memory.DAY, 6)) == {"https://a.org/"}
    assert memory.recall(file, 1000 + 6 * memory.DAY, 6) == {}
    for text in ("", "[]", '{"https://a.org/": 5}', '{"https://a.org/": [1, {}]}'):
        file.write_text(text)
        assert memory.recall(file, 1001, 6) == {}


def test_without_a_network_no_link_is_called_dead(linked: Site, capsys: pytest.CaptureFixture[str]) -> None:
    with moody_server() as gone:
        port = gone.server_port
    text = "".join(f"[page](http://127.0.0.{number}:{port}/)\n\n" for number in (1, 2, 3))
    linked.change(ARTICLE, "You wash pots", text + "You wash pots")
    assert run(linked, "--json", "-") == 1
    out, err = capsys.readouterr()
    assert (out, err) == ("", "No host answered at all, so nothing is known about the links. Check the network.\n")


def test_links_are_found_whole_and_where_they_stand() -> None:
    text = """---
title: 'A: B'
sources: [{url: 'https://a.org/x_(y)'}, {url: https://b.org/z}]
---
See (https://c.org/one). Or **[two](https://c.org/two?q=a,b#c)**, or https://kitchen.example/x and https://own.org/careers/x.
"""
    document = read_text("content/guidance/a.md", text)
    assert isinstance(document, Document)
    assert [(link.at.line, link.at.column, link.url) for link in links([document], "https://own.org/careers/")] == [
        (3, 18, "https://a.org/x_(y)"),
        (3, 47, "https://b.org/z"),
        (5, 6, "https://c.org/one"),
        (5, 37, "https://c.org/two?q=a,b#c"),
    ]
    assert target("https://a.org/?q={words}#part") == "https://a.org/?q=work"


def test_json_without_links_is_wrong_usage() -> None:
    command_line = [sys.executable, str(PROJECT / "build.py"), "check", "--json", "-"]
    done = subprocess.run(command_line, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "--json goes with --links.\n")
