"""The tasks of `tests/browser/test_plan_tasks.py`, from a folder."""

from browser.test_plan_tasks import *  # noqa: F403
