"""A short piece of `bench/long_use.py`, which goes on for ten minutes."""

from __future__ import annotations

from playwright.sync_api import Browser

from bench.long_use import LongUse


def test_random_use_of_many_plans_in_two_tabs_loses_no_word(browser: Browser, address: str) -> None:
    context = browser.new_context()
    use = LongUse(context, address, seed=7, plans=20)
    for _ in range(60):
        use.act()
    use.end()
    assert use.done["write"], "acts raise what is wrong"
    assert use.done["open"]
    context.close()
