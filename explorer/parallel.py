"""The same function over many values, on several processors where that pays."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import TypeVar

Value = TypeVar("Value")
Result = TypeVar("Result")

_work: Callable[[int], object]


def spread(function: Callable[[Value], Result], values: Sequence[Value], jobs: int, least: int, most: int = 64) -> Iterator[Result]:
    """The results in the order of the values. Processes are forked, so the function may use all that is in memory.

    With one job, fewer values than `least`, or on a system that cannot fork, everything runs in this process. A process that dies is an
    error here, not a wait without end. most: how many values a process takes at once.
    """
    if jobs < 2 or len(values) < least or "fork" not in multiprocessing.get_all_start_methods():
        yield from map(function, values)
        return
    global _work  # noqa: PLW0603  the only way to reach a forked process without pickling
    _work = lambda index: function(values[index])  # noqa: E731  reached by name in the forked processes
    size = max(1, min(most, len(values) // (jobs * 4)))
    with ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), _leave_interrupts) as pool:
        yield from pool.map(_call, range(len(values)), chunksize=size)  # type: ignore[misc]


def _call(index: int) -> object:
    return _work(index)


def _leave_interrupts() -> None:
    """Ctrl-C reaches all processes at once; the first of them ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
