"""Ways through a graph, cheapest first. Exact. The browser has the same in `static/js/paths.js`.

Source: J. Y. Yen, Finding the K shortest loopless paths in a network, 1971, with Lawler's rule (1972) that a way is varied only from
where it left its parent. Each variation is searched with the true distance to the end as its guide, so it looks at few nodes.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from itertools import pairwise

Edges = Mapping[str, Mapping[str, int]]
Way = tuple[int, tuple[str, ...]]


def distances(edges: Edges, end: str) -> dict[str, int]:
    """The least weight from each node to the end; nodes from which there is no way are left out. Weights are not negative."""
    backwards: dict[str, list[tuple[str, int]]] = {}
    for node, ahead in edges.items():
        for other, weight in ahead.items():
            backwards.setdefault(other, []).append((node, weight))
    found: dict[str, int] = {}
    heap = [(0, end)]
    while heap:
        distance, node = heapq.heappop(heap)
        if node in found:
            continue
        found[node] = distance
        for other, weight in backwards.get(node, ()):
            if other not in found:
                heapq.heappush(heap, (distance + weight, other))
    return found


def ways(edges: Edges, start: str, end: str) -> Iterator[Way]:
    """Every way from start to end that visits no node twice: its weight and its nodes, lightest first."""
    ahead = distances(edges, end)
    if start not in ahead or start == end:
        return
    heap = [(*_best(edges, ahead, (start,), frozenset(), end), 0)]
    given: list[tuple[str, ...]] = []
    while heap:
        weight, way, left = heapq.heappop(heap)
        yield weight, way
        given.append(way)
        so_far = sum(edges[one][other] for one, other in pairwise(way[: left + 1]))
        for at in range(left, len(way) - 1):
            stem = way[: at + 1]
            closed = frozenset(other[at + 1] for other in given if other[: at + 1] == stem)
            found = _best(edges, ahead, stem, closed, end)
            if found[1]:
                heapq.heappush(heap, (so_far + found[0], found[1], at))
            so_far += edges[way[at]][way[at + 1]]


def _best(edges: Edges, ahead: Mapping[str, int], stem: tuple[str, ...], closed: frozenset[str], end: str) -> Way:
    """The lightest way on from the last node of the stem, which neither meets the stem nor starts with a closed step.

    Gives its weight from there, and all its nodes with the stem; no nodes when there is none.
    """
    spur = stem[-1]
    came: dict[str, str] = {}
    least = {spur: 0}
    done = set(stem[:-1])
    heap = [(ahead[spur], spur)]
    while heap:
        _, node = heapq.heappop(heap)
        if node == end:
            tail = [end]
            while tail[-1] != spur:
                tail.append(came[tail[-1]])
            return least[end], (*stem[:-1], *reversed(tail))
        if node in done:
            continue
        done.add(node)
        for other, weight in edges.get(node, {}).items():
            if other in done or other not in ahead or (node == spur and other in closed):
                continue
            total = least[node] + weight
            if total < least.get(other, total + 1):
                least[other] = total
                came[other] = node
                heapq.heappush(heap, (total + ahead[other], other))
    return 0, ()
