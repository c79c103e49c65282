"""What hosts answered before, for some days, in `.cache/links.json`: only what was good is remembered, and the rest asked again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from explorer.links.verdict import Answer
from explorer.swap import new_file

DAY = 24 * 60 * 60


def recall(file: Path, now: float, days: int) -> dict[str, tuple[float, Answer]]:
    """The answers that are not older than some days, each with its time in seconds. A damaged file holds none."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        known = {
            url: (float(at), Answer(answer["url"], tuple(map(int, answer["hops"])), int(answer["code"])))
            for url, (at, answer) in kept.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
    return {url: (at, answer) for url, (at, answer) in known.items() if 0 <= now - at < days * DAY}


def remember(file: Path, answers: Mapping[str, tuple[float, Answer]]) -> None:
    """Keeps what was good. A cache that cannot be written is no problem."""
    kept = {url: (at, asdict(answer)) for url, (at, answer) in sorted(answers.items()) if answer.code is not None and answer.code < 400}
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        with new_file(file) as new:
            new.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
