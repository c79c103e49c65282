"""Ways through a graph, against an independent library, and the same in the browser's module."""

from __future__ import annotations

import json
import random
import subprocess
from itertools import islice, pairwise

import networkx as nx
from sites import PROJECT

from explorer.paths import Edges, distances, ways

GRAPHS = 2000
MODULE = """
import { makeGraph, ways, distances } from '%s'
let text = ''
for await (const part of process.stdin) text += part
console.log(JSON.stringify(JSON.parse(text).map(({ nodes, edges, count }) => {
  const graph = makeGraph(nodes, edges.map(([start, end]) => ({ start, end })), edges.map(edge => edge[2]))
  const found = []
  for (const way of ways(graph, 0, nodes - 1)) {
    found.push([way.weight, way.nodes])
    if (found.length === count) break
  }
  return { found, distances: [...distances(graph, nodes - 1)].map(one => (one === Infinity ? null : one)) }
})))
"""


def graph(seed: int) -> Edges:
    """A random graph of 2 to 9 nodes named '0', '1' …, from empty to dense, with weights of nothing and many ties."""
    chance = random.Random(seed)
    names = [str(at) for at in range(chance.randint(2, 9))]
    edges: dict[str, dict[str, int]] = {name: {} for name in names}
    for _ in range(chance.randint(0, 3 * len(names))):
        start, end = chance.choice(names), chance.choice(names)
        if start != end:
            edges[start][end] = chance.randint(0, 5)
    return edges


def every_way(edges: Edges) -> list[tuple[int, tuple[str, ...]]]:
    """Every way from the first node to the last, found by another library, lightest first."""
    other = nx.DiGraph()
    other.add_nodes_from(edges)
    other.add_weighted_edges_from((start, end, weight) for start, ends in edges.items() for end, weight in ends.items())
    found = nx.all_simple_paths(other, "0", str(len(edges) - 1))
    return sorted((sum(edges[one][two] for one, two in pairwise(way)), tuple(way)) for way in found)


def test_all_ways_are_found_lightest_first() -> None:
    for seed in range(GRAPHS):
        edges = graph(seed)
        found = list(ways(edges, "0", str(len(edges) - 1)))
        assert [weight for weight, _ in found] == sorted(weight for weight, _ in found), seed
        assert sorted(found) == every_way(edges), seed


def test_there_is_no_way_from_a_node_to_itself_nor_where_none_leads() -> None:
    assert list(ways({"a": {"b": 1}, "b": {"a": 1}}, "a", "a")) == []
    assert list(ways({"a": {}, "b": {"a": 1}}, "a", "b")) == []
    assert distances({"a": {"b": 2}, "b": {}}, "a") == {"a": 0}


def test_the_browsers_module_finds_the_same(node: str) -> None:
    cases = []
    for seed in range(GRAPHS):
        edges = graph(seed)
        flat = [[int(start), int(end), weight] for start, ends in edges.items() for end, weight in ends.items()]
        cases.append({"nodes": len(edges), "edges": flat, "count": 40})
    script = MODULE % (PROJECT / "static/js/paths.js").as_uri()
    done = subprocess.run(
        [node, "--input-type=module", "-e", script], input=json.dumps(cases), capture_output=True, text=True, check=True, cwd=PROJECT
    )
    for seed, answer in enumerate(json.loads(done.stdout)):
        edges = graph(seed)
        end = str(len(edges) - 1)
        assert [weight for weight, _ in answer["found"]] == [weight for weight, _ in islice(ways(edges, "0", end), 40)], seed
        known = distances(edges, end)
        assert answer["distances"] == [known.get(name) for name in edges], seed
        for weight, nodes in answer["found"]:
            assert weight == sum(edges[str(one)][str(two)] for one, two in pairwise(nodes)), seed
            assert len(set(nodes)) == len(nodes), seed
