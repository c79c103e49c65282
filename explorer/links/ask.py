"""Asks hosts for pages, politely: one question at a time for each host, a pause between two, no more than is needed to know.

The only module that needs httpx.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from explorer.links.found import host
from explorer.links.verdict import Answer, Fault

AT_ONCE = 16
TRIES = 3
MOST_HOPS = 10
LONGEST_PAUSE = 30.0
LARGEST_RULES = 500_000
AGAIN = {429, 500, 502, 503, 504}


@dataclass
class Host:
    """What is known of a host while it is asked. pause: seconds between two questions; tired: it failed to answer, so is not pressed."""

    pause: float
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0
    rules: RobotFileParser | None = None
    tired: bool = False


class Asker:
    """Asks for many pages. agent: who is asking, with an address; pause: the shortest, in seconds; patience: for one answer, in seconds."""

    def __init__(self, client: httpx.AsyncClient, agent: str, pause: float, patience: float) -> None:
        self._client = client
        self._agent = agent
        self._pause = pause
        self._patience = patience
        self._hosts: dict[str, Host] = {}
        self._room = asyncio.Semaphore(AT_ONCE)

    async def ask(self, url: str) -> Answer:
        """What comes of a link, its redirects followed."""
        at, seen = url, {url}
        hops: list[int] = []
        while True:
            answer = await self._patiently(at)
            if not isinstance(answer, httpx.Response):
                return Answer(at, tuple(hops), fault=answer)
            if not answer.has_redirect_location:
                return Answer(at, tuple(hops), answer.status_code)
            hops.append(answer.status_code)
            to = _way_on(at, answer.headers["location"])
            if to is None:
                return Answer(at, tuple(hops), fault="elsewhere")
            at = to
            if at in seen or len(hops) > MOST_HOPS:
                return Answer(at, tuple(hops), fault="loop")
            seen.add(at)

    async def _patiently(self, url: str) -> httpx.Response | Fault:
        """The answer to HEAD, or to GET where a host does not like HEAD; asked again where it may be better in a moment."""
        known = self._hosts.setdefault(host(url), Host(self._pause))
        for attempt in range(TRIES):
            answer = await self._once("HEAD", url, known)
            if answer == "robots":
                return answer
            if not isinstance(answer, httpx.Response) or answer.status_code >= 400:
                answer = await self._once("GET", url, known)
            failed = not isinstance(answer, httpx.Response)
            if known.tired or attempt == TRIES - 1 or not (failed or answer.status_code in AGAIN):  # type: ignore[union-attr]
                known.tired = known.tired or failed
                return answer
            await asyncio.sleep(self._wait(answer, attempt))
        raise AssertionError("the last try returns")

    def _wait(self, answer: httpx.Response | Fault, attempt: int) -> float:
        """Seconds until the next try: what the host asks for, within reason, or longer each time."""
        asked = "" if isinstance(answer, str) else answer.headers.get("retry-after", "")
        return min(LONGEST_PAUSE, float(asked) if asked.isdigit() else self._pause * 4 ** (attempt + 1))

    async def _once(self, method: str, url: str, known: Host) -> httpx.Response | Fault:
        async with known.turn:
            if known.rules is None:
                await self._read_rules(url, known)
            if known.rules and not known.rules.can_fetch(self._agent, url):
                return "robots"
            return await self._when_free(method, url, known)

    async def _read_rules(self, url: str, known: Host) -> None:
        """What the host asks of programs in robots.txt, its pause too. A host without one asks nothing."""
        rules = RobotFileParser()
        answer = await self._when_free("GET", urljoin(url, "/robots.txt"), known, LARGEST_RULES)
        found = isinstance(answer, httpx.Response) and answer.status_code == httpx.codes.OK
        rules.parse(answer.extensions["start"].decode("utf-8", "replace").splitlines() if found else [])  # type: ignore[union-attr]
        known.rules = rules
        asked = rules.crawl_delay(self._agent)
        known.pause = min(LONGEST_PAUSE, max(self._pause, float(asked or 0)))

    async def _when_free(self, method: str, url: str, known: Host, read: int = 0) -> httpx.Response | Fault:
        """The answer, once the host has had its pause and there is room. read: how much of the content to read, in bytes."""
        clock = asyncio.get_running_loop().time
        await asyncio.sleep(max(0, known.free_at - clock()))
        try:
            async with self._room, asyncio.timeout(self._patience), self._client.stream(method, url) as answer:
                answer.extensions["start"] = await _start(answer, read) if read else b""
                return answer
        except (TimeoutError, httpx.TimeoutException):
            return "slow"
        except httpx.ConnectError as error:
            return "certificate" if "certificate" in str(error).lower() else "closed"
        except (httpx.HTTPError, httpx.InvalidURL, ValueError):
            return "closed"
        finally:
            known.free_at = clock() + known.pause


def _way_on(at: str, location: str) -> str | None:
    """Where a redirect leads, or None where that is no web page."""
    try:
        to = urljoin(at, location)
        return to if urlsplit(to).scheme in ("http", "https") and urlsplit(to).hostname else None
    except ValueError:
        return None


async def _start(answer: httpx.Response, most: int) -> bytes:
    start = b""
    async for piece in answer.aiter_bytes():
        start += piece
        if len(start) >= most:
            break
    return start[:most]


def ask_all(
    urls: Sequence[str], agent: str, pause: float, patience: float, tell: Callable[[int, int], None] = lambda _done, _of: None
) -> dict[str, Answer]:
    """The answers by address. tell: is told how many of how many are there."""

    async def run() -> dict[str, Answer]:
        answers: dict[str, Answer] = {}
        async with httpx.AsyncClient(headers={"User-Agent": agent, "Accept": "*/*"}, timeout=patience) as client:
            asker = Asker(client, agent, pause, patience)

            async def one(url: str) -> None:
                answers[url] = await asker.ask(url)
                tell(len(answers), len(urls))

            await asyncio.gather(*map(one, urls))
        return answers

    return asyncio.run(run())
