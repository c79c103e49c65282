"""The tasks of `tests/browser/test_map.py`, from a folder."""

from browser.test_map import *  # noqa: F403
