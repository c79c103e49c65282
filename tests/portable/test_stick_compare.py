"""The tasks of `tests/browser/test_compare.py`, from a folder."""

from browser.test_compare import *  # noqa: F403
