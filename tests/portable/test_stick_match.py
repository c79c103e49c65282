"""The tasks of `tests/browser/test_match.py`, from a folder."""

from browser.test_match import *  # noqa: F403
