"""Routes over the real catalogue, as pages and as the browser works them out."""

from __future__ import annotations

import json
import random
import subprocess
from itertools import pairwise

import pytest
from sites import PROJECT, Site

from explorer.catalogue import Catalogue
from explorer.holding import asked, named_in
from explorer.routes import PRIORITIES, START, Steps, still_asked
from explorer.site import Options, load

MODULE = """
import { readFileSync } from 'node:fs'
import { makeNetwork } from '%s/network.js'
import { PRIORITIES, makeFinder, routes } from '%s/routes.js'
const network = makeNetwork(JSON.parse(readFileSync(process.argv[1], 'utf8')))
const at = id => (id === 'start' ? network.start : network.role.get(id))
const id = role => (role === network.start ? 'start' : network.roles[role].id)
const pairs = JSON.parse(process.argv[2])
console.log(JSON.stringify(PRIORITIES.map(priority => {
  const finder = makeFinder(network, priority, new Set())
  return pairs.map(([start, end]) => routes(finder, at(start), at(end)).map(route => [id(route[0].start), ...route.map(step => id(step.end))]))
})))
"""


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    found, _ = load(Options(PROJECT, PROJECT / "site"))
    assert found is not None
    return found


@pytest.fixture(scope="module")
def steps(catalogue: Catalogue) -> Steps:
    return Steps(catalogue)


def test_the_browser_finds_routes_as_good_as_the_pages(real: Site, node: str, catalogue: Catalogue, steps: Steps) -> None:
    chance = random.Random(1)
    roles = list(catalogue.roles)
    pairs = [(chance.choice([START, *roles]), chance.choice(roles)) for _ in range(120)]
    pairs = [(start, end) for start, end in pairs if start != end]
    modules = (PROJECT / "static/js").as_uri()
    command = [node, "--input-type=module", "-e", MODULE % (modules, modules), str(real.out / "data/network.json"), json.dumps(pairs)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    for priority, answers in zip(PRIORITIES, json.loads(done.stdout), strict=True):
        for (start, end), found in zip(pairs, answers, strict=True):
            own = [[route.steps[0].start, *(step.end for step in route.steps)] for route in steps.routes(start, end, priority)]
            assert bool(found) == bool(own), (priority, start, end)
            if own:
                assert steps.weight(found[0], priority) == steps.weight(own[0], priority), (priority, start, end)


def test_routes_that_are_offered_together_really_differ(catalogue: Catalogue, steps: Steps) -> None:
    for end in list(catalogue.roles)[::7]:
        found = steps.routes("care-worker", end, "soonest")
        for at, route in enumerate(found):
            for other in found[:at]:
                one, two = ({*pairwise([step.end for step in some.steps])} for some in (route, other))
                assert route != other
                assert len(one & two) <= min(len(route.steps), len(other.steps)) / 2


def test_nobody_is_sent_through_a_register_that_they_are_not_on(catalogue: Catalogue, steps: Steps) -> None:
    """From outside, a registered role is reached by the course that leads to the register."""
    for end in ("registered-nurse-adult", "registered-nurse-mental-health"):
        for route in steps.routes(START, end, "soonest"):
            gains = {id_ for step in route.steps if step.entry for id_ in step.entry.gains}
            named = set(named_in(need for some in still_asked(catalogue, route) for need in asked(some)))
            assert {"nursing-degree", "nursing-degree-apprenticeship"} & (gains | named)
