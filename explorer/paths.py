"""Ways through a graph, cheapest first. Exact. The browser has the same in `static/js/paths.js`.

Source: J. Y. Yen, Finding the K shortest loopless paths in a network, 1971, with Lawler's rule (1972) that a way is varied only from
where it left its parent. Each variation is a search of its own, guided by the true distance to the end. It goes no further than it must:
it waits while another may have a lighter way, and it is over where the lightest way of all from a node does not meet its stem.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping
from itertools import count

Edges = Mapping[str, Mapping[str, int]]
Way = tuple[int, tuple[str, ...]]
# The least weight from each node to the end, and the next node on the way; a node from which there is no way is left out.
Tree = dict[str, tuple[int, str]]


def tree(edges: Edges, end: str) -> Tree:
    """The lightest way to the end from every node that has one. Weights are not negative."""
    backwards: dict[str, list[tuple[str, int]]] = {}
    for node, ahead in edges.items():
        for other, weight in ahead.items():
            backwards.setdefault(other, []).append((node, weight))
    found: Tree = {}
    heap = [(0, end, end)]
    while heap:
        distance, node, after = heapq.heappop(heap)
        if node in found:
            continue
        found[node] = distance, after
        for other, weight in backwards.get(node, ()):
            if other not in found:
                heapq.heappush(heap, (distance + weight, other, node))
    return found


def ways(edges: Edges, start: str, end: str) -> Iterator[Way]:
    """Every way from start to end that visits no node twice: its weight and its nodes, lightest first."""
    ahead = tree(edges, end)
    if start not in ahead or start == end:
        return
    number = count()
    first = _Search(edges, ahead, (start,), 0, frozenset(), end)
    heap = [(first.least, next(number), first)]
    given: list[tuple[str, ...]] = []
    while heap:
        _, _, search = heapq.heappop(heap)
        found = search.run(heap[0][0] if heap else None)
        if not found:
            if search.least is not None:
                heapq.heappush(heap, (search.least, next(number), search))
            continue
        yield found
        _, way = found
        given.append(way)
        weight = 0
        for length in range(1, len(way)):
            if length >= len(search.stem):
                stem = way[:length]
                closed = frozenset(other[length] for other in given if other[:length] == stem)
                variation = _Search(edges, ahead, stem, weight, closed, end)
                if variation.least is not None:
                    heapq.heappush(heap, (variation.least, next(number), variation))
            weight += edges[way[length - 1]][way[length]]


class _Search:
    """Looks for the lightest way on from a stem, as far as it is told to: many are begun and few are needed."""

    def __init__(self, edges: Edges, ahead: Tree, stem: tuple[str, ...], weight: int, closed: frozenset[str], end: str) -> None:
        """Begins at the end of the stem, which no way meets again. weight: of the stem; closed: nodes to which it does not go on."""
        self.stem = stem
        self._edges, self._ahead, self._end = edges, ahead, end
        self._came: dict[str, str] = {}
        self._least: dict[str, int] = {}
        self._done = set(stem)
        self._heap: list[tuple[int, str]] = []
        self._go_on(stem[-1], weight, closed)

    @property
    def least(self) -> int | None:
        """No way is lighter than this; nothing when there is none."""
        return self._heap[0][0] if self._heap else None

    def run(self, limit: int | None) -> Way | None:
        """The lightest way; nothing when it is heavier than the limit, or is not."""
        while self._heap and (limit is None or self._heap[0][0] <= limit):
            weight, node = heapq.heappop(self._heap)
            if node in self._done:
                continue
            onward = self._onward(node)
            if onward:
                while onward[0] in self._came:
                    onward.insert(0, self._came[onward[0]])
                return weight, (*self.stem[:-1], *onward)
            self._done.add(node)
            self._go_on(node, self._least[node], frozenset())
        return None

    def _go_on(self, node: str, weight: int, closed: frozenset[str]) -> None:
        for other, more in self._edges.get(node, {}).items():
            total = weight + more
            if other in self._done or other in closed or other not in self._ahead or total >= self._least.get(other, total + 1):
                continue
            self._least[other] = total
            self._came[other] = node
            heapq.heappush(self._heap, (total + self._ahead[other][0], other))

    def _onward(self, node: str) -> list[str]:
        """The lightest way of all from a node to the end; nothing where it meets the stem."""
        nodes: list[str] = []
        while node not in self.stem:
            nodes.append(node)
            if node == self._end:
                return nodes
            node = self._ahead[node][1]
        return []
