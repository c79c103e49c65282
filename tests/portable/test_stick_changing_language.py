"""The tasks of `tests/browser/test_changing_language.py`, from a folder."""

from browser.test_changing_language import *  # noqa: F403
