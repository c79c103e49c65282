"""Commands that meet bad luck: killed at the n-th thing that they do to a file, a disk that is full, a folder that is read-only.

`Unlucky` starts one process that has loaded the command line, and forks it for each command: a hundred of them take seconds.
"""

from __future__ import annotations

import atexit
import errno
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

PROJECT = Path(__file__).parent.parent
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "ctypes.dlsym"}
# What no longer works, beside writing: a full disk still renames and deletes.
FAILING = {"ENOSPC": {"os.mkdir"}, "EROFS": CHANGES - {"ctypes.dlsym"}}


@dataclass(frozen=True)
class Done:
    """What came of a command. code: below 0 the signal that killed it; changes: how many things it did to files."""

    code: int
    out: str
    err: str
    changes: int


class Unlucky:
    """Runs `build.py` with a fault."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, *arguments: object, cwd: Path = PROJECT, environment: Mapping[str, str | None] | None = None, **fault: Any) -> Done:
        """One command to its end, in its fate. What `start` takes, and gives at once."""
        return self.start(*arguments, cwd=cwd, environment=environment, **fault)()

    def start(
        self, *arguments: object, cwd: Path = PROJECT, environment: Mapping[str, str | None] | None = None, **fault: Any
    ) -> Callable[[], Done]:
        """Starts a command, and gives what waits for its end.

        die_at: before which change of files it is killed, from 0. fail_at: which change fails with the error `why`, and all after it;
        below: only changes below this folder count. largest: the most bytes that a file can have; one more kills it if `deadly`.
        children_die: processes that it starts are killed when they first change a file.
        """
        order = {"arguments": [str(one) for one in arguments], "cwd": str(cwd), "environment": dict(environment or {}), **fault}
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order, default=str) + "\n")
        self._process.stdin.flush()
        answers = self._process.stdout
        return lambda: Done(**json.loads(answers.readline()))


@contextmanager
def unlucky() -> Iterator[Unlucky]:
    """The process that is forked for each command."""
    command = [sys.executable, str(Path(__file__))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=PROJECT) as process:
        yield Unlucky(process)
        assert process.stdin
        process.stdin.close()


def _serve() -> None:
    sys.path.insert(0, str(PROJECT))
    from explorer import cli, pdf  # noqa: F401  loaded once for all
    from explorer.sheets import command, workbook  # noqa: F401

    for line in sys.stdin:
        order = json.loads(line)
        pipes = [os.pipe() for _ in range(3)]
        child = os.fork()
        if not child:
            _meet(order, cli.main, [writer for _, writer in pipes])
        for _, writer in pipes:
            os.close(writer)
        out, err, changes = (_all_of(reader) for reader, _ in pipes)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        sys.stdout.write(json.dumps({"code": code, "out": out.decode(), "err": err.decode(), "changes": len(changes)}) + "\n")
        sys.stdout.flush()


def _all_of(reader: int) -> bytes:
    with os.fdopen(reader, "rb") as pipe:
        return pipe.read()


def _meet(order: dict[str, Any], main: Callable[[list[str]], int], writers: list[int]) -> NoReturn:
    """The forked process: the command with its fault, to the end of the process."""
    os.dup2(writers[0], 1)
    os.dup2(writers[1], 2)
    os.chdir(order["cwd"])
    for name, value in order["environment"].items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
    tempfile.tempdir = None  # to be found anew
    if "largest" in order:
        if order.get("deadly"):
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (order["largest"], order["largest"]))
    code = 70
    try:
        sys.addaudithook(_hook(order, writers[2]))
        code = main(order["arguments"])
    except BaseException:  # noqa: BLE001  what a user would see as a traceback
        sys.excepthook(*sys.exc_info())
    finally:
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _hook(order: dict[str, Any], writer: int) -> Callable[[str, tuple[Any, ...]], None]:
    below = order.get("below", "")
    count, command = 0, os.getpid()

    def hook(event: str, given: tuple[Any, ...]) -> None:
        nonlocal count
        writes = event == "open" and bool(given[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))
        if not writes and event not in CHANGES:
            return
        if below and not os.path.abspath(str(given[0])).startswith(below):  # noqa: PTH100  a Path would ask the disk
            return
        if count == order.get("die_at") or (order.get("children_die") and os.getpid() != command):
            os.kill(os.getpid(), signal.SIGKILL)
        if count >= order.get("fail_at", count + 1) and (writes or event in FAILING[order["why"]]):
            number = getattr(errno, order["why"])
            raise OSError(number, os.strerror(number), str(given[0]))
        count += 1
        os.write(writer, b".")

    return hook


def tree(folder: Path, *but: str) -> dict[str, tuple[str, bytes, int]]:
    """All that is below a folder, without folders of some names: kind, content and rights by name."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if set(name.parts) & set(but):
            continue
        kind = "link" if path.is_symlink() else "folder" if path.is_dir() else "file"
        content = os.fsencode(os.readlink(path)) if kind == "link" else path.read_bytes() if kind == "file" else b""  # noqa: PTH115
        found[name.as_posix()] = (kind, content, path.lstat().st_mode)
    return found


if __name__ == "__main__":
    _serve()
