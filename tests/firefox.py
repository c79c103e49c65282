"""The system's Firefox, driven by its own remote protocol (Marionette), as Playwright needs a Firefox that it has changed."""

from __future__ import annotations

import base64
import json
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PREFERENCES = {
    "marionette.port": 0,  # any that is free; Firefox writes down which
    "app.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False,
}
PATIENCE = 60.0  # seconds


class Firefox:
    """A running Firefox with one tab."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self._count = 0
        self._receive()
        self._ask("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"pageLoadStrategy": "normal"}}})

    def goto(self, address: str) -> None:
        """Opens a page and waits until it is loaded."""
        self._ask("WebDriver:Navigate", {"url": address})

    def run(self, script: str) -> Any:
        """What a function of the page gives back: `script` is its body, which may wait."""
        body = (
            f"const done = arguments[arguments.length - 1]; (async () => {{ {script} }})().then(done, error => done(`failed: ${{error}}`))"
        )
        return self._ask("WebDriver:ExecuteAsyncScript", {"script": body, "args": [], "newSandbox": False})["value"]

    def until(self, condition: str) -> None:
        """Waits until an expression of the page is true."""
        deadline = time.monotonic() + PATIENCE
        while self.run(f"return Boolean({condition})") is not True:
            assert time.monotonic() < deadline, f"never true: {condition}\n{self.run('return document.body.innerText.slice(0, 2000)')}"
            time.sleep(0.1)

    def text(self, selector: str) -> str:
        """The words of the first match."""
        return str(self.run(f"return document.querySelector({json.dumps(selector)}).innerText"))

    def type(self, selector: str, words: str) -> None:
        """Types into a field, key by key."""
        found = self._ask("WebDriver:FindElement", {"using": "css selector", "value": selector})["value"]
        self._ask("WebDriver:ElementSendKeys", {"id": next(iter(found.values())), "text": words})

    def click(self, selector: str) -> None:
        """Clicks on the first match as a person does."""
        found = self._ask("WebDriver:FindElement", {"using": "css selector", "value": selector})["value"]
        self._ask("WebDriver:ElementClick", {"id": next(iter(found.values()))})

    def pdf(self, width: float = 21.0, height: float = 29.7) -> bytes:
        """What comes out of the printer, on paper of a size in centimetres."""
        page = {"width": width, "height": height}
        made = self._ask("WebDriver:Print", {"page": page, "margin": {}, "shrinkToFit": False, "background": False})
        return base64.b64decode(made["value"])

    def close(self) -> None:
        self._ask("Marionette:Quit", {"flags": ["eForceQuit"]})
        self._socket.close()

    def _ask(self, command: str, given: dict[str, Any]) -> Any:
        self._count += 1
        text = json.dumps([0, self._count, command, given])
        self._socket.sendall(f"{len(text.encode())}:{text}".encode())
        _, _, error, result = self._receive()
        assert error is None, f"{command}: {error['error']}: {error['message']}"
        return result

    def _receive(self) -> Any:
        size = b""
        while not size.endswith(b":"):
            size += self._more(1)
        return json.loads(self._more(int(size[:-1])))

    def _more(self, count: int) -> bytes:
        found = b""
        while len(found) < count:
            part = self._socket.recv(count - len(found))
            assert part, "Firefox has gone"
            found += part
        return found


@contextmanager
def firefox(program: str, folder: Path) -> Iterator[Firefox]:
    """Starts Firefox without a window, with a new profile in a folder, and ends it."""
    profile = folder / "profile"
    profile.mkdir()
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in PREFERENCES.items()]
    (profile / "user.js").write_text("\n".join(lines))
    process = subprocess.Popen(
        [program, "--headless", "--no-remote", "--marionette", "--profile", str(profile)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        said = profile / "MarionetteActivePort"
        deadline = time.monotonic() + PATIENCE
        while not said.exists() or not said.read_text().strip():
            assert process.poll() is None, "Firefox did not start"
            assert time.monotonic() < deadline, "Firefox takes too long to start"
            time.sleep(0.1)
        started = Firefox(int(said.read_text()))
        yield started
        started.close()
        process.wait(PATIENCE)
    finally:
        process.kill()
        process.wait()
