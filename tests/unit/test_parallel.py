"""The same function over many values."""

from __future__ import annotations

import os
from concurrent.futures.process import BrokenProcessPool

import pytest

from explorer.parallel import processors, spread


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_the_order_of_the_values(jobs: int) -> None:
    values = list(range(200))
    assert list(spread(lambda value: value * value, values, jobs, least=10)) == [value * value for value in values]


def test_an_error_in_another_process_reaches_this_one() -> None:
    def divide(value: int) -> float:
        return 1 / value

    with pytest.raises(ZeroDivisionError):
        list(spread(divide, [1, 0] * 20, 2, least=2))


def test_a_process_that_dies_does_not_leave_this_one_waiting() -> None:
    def die(value: int) -> None:
        if value:
            os._exit(1)

    with pytest.raises(BrokenProcessPool):
        list(spread(die, [0, 1] * 20, 2, least=2))


def test_there_is_a_processor() -> None:
    assert processors() >= 1
