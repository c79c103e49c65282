#!/usr/bin/env python3
"""Uses the plan as hundreds of people would, for minutes, and looks whether a word is lost or memory grows.

`.venv/bin/python bench/long_use.py site` opens a built site, puts five hundred plans into Chromium, and for ten minutes writes, renames,
moves, removes and undoes in two tabs at once, from a seed: with reloads, leaving in mid-word, storage that is full, and tabs that crash. A
model here knows every word that must be there, and where. One of the tabs is never loaded again, so that memory which it does not give back
adds up. A lost word ends it with an AssertionError that says which.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).parent.parent
sys.path.insert(0, str(PROJECT))

from playwright.sync_api import BrowserContext, Error, Page, expect, sync_playwright  # noqa: E402

from bench.server import serving  # noqa: E402
from explorer.testing import browser  # noqa: E402

TIME = "2026-11-25T09:00:00.000Z"
MEASURED = "zz-measured"  # a plan that nobody writes in, to be open when memory is measured
WARM = 30  # acts until everything that the page loads once is there
SAVED = re.compile(r"^(Saved)?$")
KEPT = """() => Object.fromEntries(Object.keys(localStorage).filter(key => key.startsWith('plan:'))
    .map(key => [key.slice(5), JSON.parse(localStorage.getItem(key))]))"""
IDS = "() => Object.keys(localStorage).filter(key => key.startsWith('plan:')).map(key => key.slice(5))"
FILL = """() => {
    let size = 1 << 22
    for (let at = 0; size > 4;) try { localStorage.setItem('filler' + at++, 'x'.repeat(size)) } catch { size >>= 1 }
}"""
EMPTY = "() => { for (const key of Object.keys(localStorage)) if (key.startsWith('filler')) localStorage.removeItem(key) }"


@dataclass
class Words:
    """The words that a plan must hold: its name, those of each answer, and those of each row by the row's first word."""

    name: str = ""
    answers: dict[str, set[str]] = field(default_factory=dict)
    rows: dict[str, dict[str, set[str]]] = field(default_factory=dict)

    @classmethod
    def of(cls, kept: dict[str, Any], column: dict[str, str]) -> Words:
        """Those of a plan as the browser keeps it. A word that stands twice in a text gets a mark, as it should not."""
        found = cls(kept["name"])
        for id_, answer in kept["answers"].items():
            if words := _once(str(answer["value"])):
                found.answers[id_] = words
        for id_, rows in kept["lists"].items():
            for row in rows:
                words = _once(str(row["cells"].get(column[id_], {}).get("value", "")))
                found.rows.setdefault(id_, {})[min(words, key=_number, default="empty")] = words
        found.rows = {id_: rows for id_, rows in found.rows.items() if rows}
        return found


def _once(text: str) -> set[str]:
    return {word if count == 1 else f"{word} ({count} times)" for word, count in Counter(text.split()).items()}


def _number(word: str) -> int:
    return int(re.sub(r"\D", "", word.split(" ", 1)[0]) or 0)


@dataclass
class Memory:
    """What a page takes after all that can go is gone."""

    minute: float
    heap: int
    nodes: int
    listeners: int


class LongUse:
    """Random use from a seed. Every word is written once only, so that each that is missing, doubled or elsewhere is seen."""

    def __init__(self, context: BrowserContext, address: str, seed: int, plans: int) -> None:
        self.context = context
        self.address = address
        self.chance = random.Random(seed)
        self.faults: list[str] = []
        self.done: Counter[str] = Counter()
        self.count = 0
        self.memory: list[Memory] = []
        often = {self._write: 12, self._open: 8, self._row: 6, self._erase: 3, self._same: 3}
        seldom = [self._rename, self._remove, self._undo, self._move, self._begin, self._delete, self._leave, self._reload]
        self.acts: dict[Callable[[Page], None], float] = {**often, **dict.fromkeys(seldom, 2), self._full: 0.3, self._crash: 0.3}
        context.add_init_script("window.print = () => {}")
        self.staying = self._tab(f"{address}about/")
        self.staying.evaluate("() => localStorage.clear()")
        self.model: dict[str, Words] = {}
        first = {id_: self._seeded(id_) for id_ in (*(f"p{number}" for number in range(plans)), MEASURED)}
        self.staying.evaluate("all => { for (const [id, text] of Object.entries(all)) localStorage.setItem('plan:' + id, text) }", first)
        self.staying.evaluate("() => localStorage.setItem('plan-current', 'p0')")
        self.staying.goto(f"{address}plan/")
        shape = json.loads(str(self.staying.locator("#plan-shape").text_content()))
        asked = [(part["id"], one) for part in shape["parts"] for one in part["questions"]]
        self.texts = {one["id"]: part for part, one in asked if one["kind"] == "long"}
        self.lists = {
            one["id"]: (part, one["columns"][0]["id"])
            for part, one in asked
            if one["kind"] == "rows" and one["columns"][0]["kind"] == "text"
        }
        self.column = {one["id"]: one["columns"][0]["id"] for _, one in asked if one["kind"] == "rows"}
        self.other = self._tab(f"{address}plan/")
        for page in (self.staying, self.other):
            self._open(page)

    def _seeded(self, id_: str) -> str:
        """The text of a plan that was there before, with words in an answer and in two rows."""
        words = [self._word() for _ in range(30)]
        rows = [self._word(), self._word()]
        self.model[id_] = Words(id_, {"strengths": set(words)}, {"actions": {row: {row} for row in rows}})
        lists = {
            "actions": [{"id": f"{id_}-{at}", "at": TIME, "cells": {"what": {"value": row, "at": TIME}}} for at, row in enumerate(rows)]
        }
        answers = {"strengths": {"value": " ".join(words), "at": TIME}}
        plan = {"format": "pathway-plan", "version": 2, "id": id_, "name": id_, "made": TIME}
        return json.dumps({**plan, "answers": answers, "lists": lists, "gone": {}})

    def _tab(self, where: str) -> Page:
        page = self.context.new_page()
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("dialog", lambda dialog: dialog.accept())
        page.goto(where)
        if where.endswith("/plan/"):
            expect(page.locator(".plan.is-live")).to_be_visible()
        return page

    def _word(self) -> str:
        self.count += 1
        return f"w{self.count}"

    def act(self) -> None:
        """One thing that people do, in either tab. Raises AssertionError when a word is not where it belongs."""
        act = self.chance.choices(list(self.acts), list(self.acts.values()))[0]
        act(self.chance.choice([self.staying, self.other]))
        self.done[act.__name__.strip("_")] += 1
        if self.done.total() % 20 == 0:
            self.check()

    def end(self) -> None:
        """Once more what is seldom: storage that is full, and a crash; then the last look."""
        for act in (self._full, self._crash):
            act(self.other)
        self.check()

    def use(self, minutes: float, tell: Callable[[str], None] = lambda _: None) -> None:
        """Goes on for some minutes, and measures memory."""
        start = last = time.monotonic()
        while time.monotonic() - start < minutes * 60:
            self.act()
            if not self.memory and self.done.total() == WARM:
                self._measure((time.monotonic() - start) / 60)
            if time.monotonic() - last > max(5, minutes * 6):
                last = time.monotonic()
                self._measure((last - start) / 60)
                tell(f"{self.done.total()} acts, {self.memory[-1]}")
        self.end()
        self._measure((time.monotonic() - start) / 60)

    def check(self) -> None:
        """Every plan that is kept holds the words that it must, each once and in its place, and no others."""
        until = time.monotonic() + 20
        while True:
            kept = {id_: Words.of(plan, self.column) for id_, plan in self.staying.evaluate(KEPT).items()}
            if kept == self.model or time.monotonic() > until:
                break
            self.staying.wait_for_timeout(100)
        wrong = {id_: (self.model.get(id_), kept.get(id_)) for id_ in {*self.model, *kept} if self.model.get(id_) != kept.get(id_)}
        assert not wrong, f"after {self.done.total()} acts, what must be kept and what is: {wrong}"
        assert self.faults == []

    def _measure(self, minute: float) -> None:
        """Of the tab that stays, with the same plan open each time."""
        self._settle()
        self._choose(self.staying, MEASURED)
        tools = self.context.new_cdp_session(self.staying)
        for _ in range(3):
            tools.send("HeapProfiler.collectGarbage")
        tools.send("Performance.enable")
        found = {one["name"]: int(one["value"]) for one in tools.send("Performance.getMetrics")["metrics"]}
        tools.detach()
        self._open(self.staying)
        self.memory.append(Memory(round(minute, 1), found["JSHeapUsedSize"], found["Nodes"], found["JSEventListeners"]))

    # What people do.

    def _plan(self, page: Page) -> tuple[str, Words]:
        """The plan that is open, which is in the model from its first word on."""
        id_ = page.locator("#plan-choose").evaluate("chooser => chooser.value")
        return id_, self.model.setdefault(id_, Words())

    def _settle(self) -> None:
        for page in (self.staying, self.other):
            expect(page.locator("[data-saved]")).to_have_text(SAVED)

    def _same_plan(self) -> bool:
        return self._plan(self.staying)[0] == self._plan(self.other)[0]

    def _go(self, page: Page, part: str) -> None:
        if page.locator(f"#{part}").is_hidden():
            page.locator(f".plan-parts a[href='#{part}']").press("Enter")
            expect(page.locator(f"#{part}-title")).to_be_visible()

    def _write(self, page: Page) -> None:
        """A word at either end of an answer."""
        id_ = self.chance.choice(list(self.texts))
        self._go(page, self.texts[id_])
        word, area = self._word(), page.locator(f"#f-{id_}")
        _, words = self._plan(page)
        first = self.chance.random() < 0.5
        area.press("Control+Home" if first else "Control+End")
        area.press_sequentially(f"{word} " if first else f" {word}")
        words.answers.setdefault(id_, set()).add(word)

    def _row(self, page: Page) -> None:
        """A new row, with a word or two."""
        id_ = self.chance.choice(list(self.lists))
        _, words = self._plan(page)
        rows = words.rows.setdefault(id_, {})
        if len(rows) > 12:
            return
        self._go(page, self.lists[id_][0])
        some = [self._word() for _ in range(self.chance.randint(1, 2))]
        page.locator(f"#add-{id_}").click()
        page.keyboard.type(" ".join(some))
        rows[some[0]] = set(some)

    def _erase(self, page: Page) -> None:
        """The last word of an answer goes."""
        _, words = self._plan(page)
        self._settle()
        held = [id_ for id_ in words.answers if len(words.answers[id_]) > 1 and id_ in self.texts]
        if not held or self._same_plan():
            return
        id_ = self.chance.choice(held)
        self._go(page, self.texts[id_])
        area = page.locator(f"#f-{id_}")
        text = area.input_value().split()
        words.answers[id_].discard(text[-1])
        area.fill(" ".join(text[:-1]))

    def _rename(self, page: Page) -> None:
        if self._same_plan():
            return
        id_, words = self._plan(page)
        words.name = f"{id_} {self._word()}"
        page.locator("#plan-name").fill(words.name)

    def _rows_of(self, page: Page, least: int) -> tuple[str, dict[str, set[str]]] | None:
        """A list of the plan with so many rows, shown."""
        _, words = self._plan(page)
        some = [id_ for id_, rows in words.rows.items() if len(rows) >= least and id_ in self.lists]
        if not some:
            return None
        id_ = self.chance.choice(sorted(some))
        self._go(page, self.lists[id_][0])
        return id_, words.rows[id_]

    def _remove(self, page: Page, *, back: bool = False) -> None:
        """A row goes, and perhaps comes back."""
        self._settle()
        if self._same_plan() or not (found := self._rows_of(page, 1)):
            return
        id_, rows = found
        row = page.locator(f"[data-rows={id_}] [data-row]").nth(self.chance.randrange(len(rows)))
        first = str(row.locator("[id^=c-]").first.input_value()).split()[0]
        row.locator("[id^=remove-]").click()
        if back:
            page.locator(".plan-undo").get_by_role("button", name="Undo").click()
        else:
            del rows[first]
            if not rows:
                del self._plan(page)[1].rows[id_]

    def _undo(self, page: Page) -> None:
        self._remove(page, back=True)

    def _move(self, page: Page) -> None:
        if found := self._rows_of(page, 2):
            row = page.locator(f"[data-rows={found[0]}] [data-row]").last
            row.locator("[id^=up-]").click()

    def _choose(self, page: Page, id_: str) -> None:
        page.locator("#plan-choose").select_option(id_)
        expect(page.locator("#plan-choose")).to_have_value(id_)

    def _open(self, page: Page) -> None:
        self._choose(page, self.chance.choice(sorted(set(page.evaluate(IDS)) - {MEASURED})))

    def _same(self, page: Page) -> None:
        """The other tab opens the same plan, and both write at once."""
        page.locator("#plan-name").focus()
        id_, words = self._plan(page)
        self._settle()
        if id_ not in page.evaluate(IDS):
            return
        other = self.other if page is self.staying else self.staying
        self._choose(other, id_)
        assert words is self._plan(other)[1]
        for one in (page, other, page, other):
            self._write(one)
            self._row(one)

    def _begin(self, page: Page) -> None:
        page.get_by_role("button", name="New plan").click()
        id_ = page.locator("#plan-choose").evaluate("chooser => chooser.value")
        name = self._word()
        page.locator("#plan-name").fill(name)
        self.model[id_] = Words(name)

    def _delete(self, page: Page) -> None:
        self._settle()
        if self._same_plan() or len(self.model) < 3:
            return
        id_, _ = self._plan(page)
        self._go(page, "keep")
        page.get_by_role("button", name="Delete this plan").click()
        page.get_by_role("button", name="Yes, delete it").click()
        del self.model[id_]

    def _leave(self, _: Page) -> None:
        """Away in the midst of a word, and back."""
        self._write(self.other)
        self.other.goto(f"{self.address}about/")
        self.other.goto(f"{self.address}plan/")
        expect(self.other.locator(".plan.is-live")).to_be_visible()

    def _reload(self, _: Page) -> None:
        self._row(self.other)
        self.other.reload()
        expect(self.other.locator(".plan.is-live")).to_be_visible()

    def _full(self, page: Page) -> None:
        """No room: it is said, nothing that was kept goes, and with room again all words are kept."""
        self._settle()
        page.evaluate(FILL)
        for _ in range(8):
            self._write(page)
        expect(page.locator("[data-saved]")).to_have_text("Not saved")
        expect(page.get_by_role("alert")).to_contain_text("storage is full")
        page.evaluate(EMPTY)
        self._write(page)
        expect(page.locator("[data-saved]")).to_have_text("Saved")

    def _crash(self, _: Page) -> None:
        """What was said to be saved is there after a crash."""
        self._write(self.other)
        self._settle()
        with suppress(Error):
            self.other.goto("chrome://crash", timeout=3000)
        with suppress(Error):
            self.other.close()
        self.other = self._tab(f"{self.address}plan/")


def main() -> int:
    """Runs the use and prints what was done and what memory was taken."""
    parser = argparse.ArgumentParser(description=str(__doc__).split("\n", maxsplit=1)[0])
    parser.add_argument("site", type=Path, nargs="?", default=PROJECT / "site")
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--plans", type=int, default=500)
    options = parser.parse_args()
    with serving(options.site) as address, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox"])
        use = LongUse(chromium.new_context(), address, options.seed, options.plans)
        use.use(options.minutes, lambda line: print(line, flush=True))
        chromium.close()
    print(f"{use.done.total()} acts in {options.minutes:g} minutes, {use.count} words, {len(use.model)} plans: no word lost or doubled")
    print(", ".join(f"{name} {count}" for name, count in use.done.most_common()))
    print("minute     heap   nodes  listeners, after all that can go is gone")
    for one in use.memory:
        print(f"{one.minute:6.1f} {one.heap / 1e6:5.2f} MB {one.nodes:7} {one.listeners:10}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
