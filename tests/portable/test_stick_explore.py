"""The tasks of `tests/browser/test_explore.py`, from a folder."""

from browser.test_explore import *  # noqa: F403
