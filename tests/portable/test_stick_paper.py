"""The tasks of `tests/print/test_paper.py`, from a folder."""

from print.test_paper import *  # noqa: F403
