"""What an answer says of a link: good, moved, dead, or not known. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from explorer.links.found import host

Status = Literal["good", "moved", "dead", "unknown"]
Fault = Literal["slow", "closed", "certificate", "loop", "elsewhere", "robots"]

FOR_GOOD = {301, 308}
GONE = {404, 410}
REFUSED = {401, 403, 405, 451}
NOT_NOW = {429, 503}
FAULTS: dict[str, str] = {
    "slow": "did not answer in time",
    "closed": "cannot be reached, or closes the connection",
    "certificate": "has a certificate that browsers refuse",
    "loop": "sends visitors round in a circle",
    "elsewhere": "leads to something that is no web page",
}
FIND = "Find where it is now and check the fact again; then write the new address, or take the link away."
LOOK = "Open it in a browser. If it works there, add '{host}' to links, moody in content/site.yaml; if not, find another source."


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking. hops: the statuses of the redirects on the way; code: that of the last answer; url: where the way ended."""

    url: str
    hops: tuple[int, ...] = ()
    code: int | None = None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to make of a link: its status, why, and what to do."""

    status: Status
    why: str = ""
    do: str = ""


def judge(asked: str, answer: Answer, moody: Iterable[str]) -> Verdict:
    """The verdict on a link.

    moody: names of hosts that turn programs away; for these only 'not found' and 'gone' mean that a page is dead.
    """
    if answer.fault == "robots":
        return Verdict("unknown", "The host asks programs to stay away from it.", "Open it in a browser now and then.")
    trusted = not any(_is_under(host(url), name) for url in (asked, answer.url) for name in moody)
    if answer.fault:
        status: Status = "dead" if trusted or answer.fault in ("certificate", "loop", "elsewhere") else "unknown"
        return Verdict(status, f"The host {FAULTS[answer.fault]}.", LOOK.format(host=host(asked)))
    code = answer.code or 0
    if code in GONE:
        return Verdict("dead", f"The page is gone ({code}).", FIND)
    if code == 429 or (code in REFUSED | NOT_NOW and not trusted):
        return Verdict("unknown", f"The host turns programs away ({code}).", "Open it in a browser now and then.")
    if code >= 400:
        said = "refuses to show the page" if code in REFUSED else "has a fault" if code >= 500 else "does not understand the address"
        return Verdict("dead", f"The host {said} ({code}).", LOOK.format(host=host(asked)))
    return _moved(asked, answer) if answer.hops else Verdict("good")


def _moved(asked: str, answer: Answer) -> Verdict:
    """A redirect that is for good is worth following; one to a front page usually means that the page is gone."""
    if urlsplit(answer.url).path in ("", "/") and len(urlsplit(asked).path) > 1:
        return Verdict("moved", f"It leads to a front page now, {answer.url}.", "The page itself is probably gone. " + FIND)
    if all(hop in FOR_GOOD for hop in answer.hops):
        return Verdict("moved", f"It has moved for good to {answer.url}.", "See that it says the same there, and write the new address.")
    return Verdict("good")


def _is_under(name: str, known: str) -> bool:
    return name == known or name.endswith(f".{known}")
