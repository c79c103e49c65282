"""A task of `tests/browser/test_explore_tasks.py`, from a folder."""

from browser.test_explore_tasks import (  # noqa: F401
    someone,
    test_a_care_assistant_finds_how_to_become_a_registered_manager_and_what_it_costs,
)
