"""The tasks of `tests/browser/test_plan.py`, from a folder."""

from browser.test_plan import *  # noqa: F403
