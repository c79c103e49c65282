"""Ways through a graph, against an independent library, and the same in the browser's module."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Sequence
from itertools import islice, pairwise

import networkx as nx
from sites import PROJECT

from explorer.paths import Edges, tree, ways

GRAPHS = 2000
LARGE = 300
MODULE = """
import { makeGraph, ways, tree } from '%s'
let text = ''
for await (const part of process.stdin) text += part
console.log(JSON.stringify(JSON.parse(text).map(({ nodes, edges, count }) => {
  const graph = makeGraph(nodes, edges.map(([start, end]) => ({ start, end })), edges.map(edge => edge[2]))
  const found = []
  for (const way of ways(graph, 0, nodes - 1)) {
    found.push([way.weight, way.nodes])
    if (found.length === count) break
  }
  return { found, distances: [...tree(graph, nodes - 1).weight].map(one => (one === Infinity ? null : one)) }
})))
"""


def graph(seed: int, least: int = 2, most: int = 9) -> Edges:
    """A random graph of nodes named '0', '1' …, from empty to dense, with weights of nothing and many ties."""
    chance = random.Random(seed)
    names = [str(at) for at in range(chance.randint(least, most))]
    edges: dict[str, dict[str, int]] = {name: {} for name in names}
    for _ in range(chance.randint(0, 3 * len(names))):
        start, end = chance.choice(names), chance.choice(names)
        if start != end:
            edges[start][end] = chance.randint(0, 5)
    return edges


def large_graph(seed: int) -> Edges:
    """A random graph of 20 to 60 nodes in which some steps are very heavy, as steps back are."""
    chance = random.Random(seed)
    edges = graph(seed, 20, 60)
    return {start: {end: weight if chance.random() < 0.8 else 10**9 for end, weight in ends.items()} for start, ends in edges.items()}


def in_networkx(edges: Edges) -> nx.DiGraph:
    other = nx.DiGraph()
    other.add_nodes_from(edges)
    other.add_weighted_edges_from((start, end, weight) for start, ends in edges.items() for end, weight in ends.items())
    return other


def weigh(edges: Edges, way: Sequence[str]) -> int:
    return sum(edges[one][two] for one, two in pairwise(way))


def every_way(edges: Edges) -> list[tuple[int, tuple[str, ...]]]:
    """Every way from the first node to the last, found by another library, lightest first."""
    found = nx.all_simple_paths(in_networkx(edges), "0", str(len(edges) - 1))
    return sorted((weigh(edges, way), tuple(way)) for way in found)


def lightest(edges: Edges, count: int) -> list[int]:
    """The weights of the lightest ways from the first node to the last, found by another library."""
    try:
        return [
            weigh(edges, way) for way in islice(nx.shortest_simple_paths(in_networkx(edges), "0", str(len(edges) - 1), "weight"), count)
        ]
    except nx.NetworkXNoPath:
        return []


def test_all_ways_are_found_lightest_first() -> None:
    for seed in range(GRAPHS):
        edges = graph(seed)
        found = list(ways(edges, "0", str(len(edges) - 1)))
        assert [weight for weight, _ in found] == sorted(weight for weight, _ in found), seed
        assert sorted(found) == every_way(edges), seed


def test_in_large_graphs_the_lightest_ways_come_first() -> None:
    for seed in range(LARGE):
        edges = large_graph(seed)
        found = list(islice(ways(edges, "0", str(len(edges) - 1)), 30))
        assert [weight for weight, _ in found] == [weigh(edges, way) for _, way in found] == lightest(edges, 30), seed
        assert len({way for _, way in found}) == len(found), seed
        assert all(len(set(way)) == len(way) for _, way in found), seed


def test_there_is_no_way_from_a_node_to_itself_nor_where_none_leads() -> None:
    assert list(ways({"a": {"b": 1}, "b": {"a": 1}}, "a", "a")) == []
    assert list(ways({"a": {}, "b": {"a": 1}}, "a", "b")) == []
    assert tree({"a": {"b": 2}, "b": {}}, "a") == {"a": (0, "a")}


def test_the_browsers_module_finds_the_same(node: str) -> None:
    cases = []
    graphs = [graph(seed) for seed in range(GRAPHS)] + [large_graph(seed) for seed in range(LARGE)]
    for edges in graphs:
        flat = [[int(start), int(end), weight] for start, ends in edges.items() for end, weight in ends.items()]
        cases.append({"nodes": len(edges), "edges": flat, "count": 40})
    script = MODULE % (PROJECT / "static/js/paths.js").as_uri()
    done = subprocess.run(
        [node, "--input-type=module", "-e", script], input=json.dumps(cases), capture_output=True, text=True, check=True, cwd=PROJECT
    )
    for seed, (edges, answer) in enumerate(zip(graphs, json.loads(done.stdout), strict=True)):
        end = str(len(edges) - 1)
        assert [weight for weight, _ in answer["found"]] == [weight for weight, _ in islice(ways(edges, "0", end), 40)], seed
        known = tree(edges, end)
        assert answer["distances"] == [known[name][0] if name in known else None for name in edges], seed
        for weight, nodes in answer["found"]:
            assert weight == weigh(edges, [*map(str, nodes)]), seed
            assert len(set(nodes)) == len(nodes), seed
