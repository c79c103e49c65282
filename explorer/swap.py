"""A folder or a file that replaces another in one step.

The new folder is made beside the old one under a name of its own and exchanged with it by a single system call, so that the
old content or the new is there at every moment. Where the system has no such call the old folder is moved away first; if the
process dies between the two moves, the next call to `clean` puts the old folder back. A file is made beside the old one too, and renamed.
"""

from __future__ import annotations

import ctypes
import glob
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows has no flock; leftovers are then told by their name alone
    fcntl = None  # type: ignore[assignment]

AT_FDCWD = -100
RENAME_EXCHANGE = 2
RENAME_SWAP = 2


@contextmanager
def replacement(target: Path) -> Iterator[Path]:
    """A new empty folder that takes the place of `target` when the block ends well; on any error `target` stays as it was."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with _alone(target.parent):
        clean(target)
        staging = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
        lock = _lock(staging)
    try:
        staging.chmod(0o755)
        yield staging
        with _alone(target.parent):
            _replace(staging, target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        if lock is not None:
            os.close(lock)


def clean(target: Path) -> None:
    """Removes what builds that were killed left beside `target`, and puts back an old folder that was moved away."""
    old = target.parent / f".{target.name}.old"
    if old.is_dir():
        if target.exists():
            shutil.rmtree(old)
        else:
            old.rename(target)
    _sweep(target)


def _sweep(target: Path) -> None:
    """Deletes what processes that were killed left beside `target`."""
    for leftover in target.parent.glob(f".{glob.escape(target.name)}.new-*"):
        lock = _lock(leftover)
        if lock is not None or fcntl is None:
            if leftover.is_dir():
                shutil.rmtree(leftover, ignore_errors=True)
            else:
                leftover.unlink(missing_ok=True)
        if lock is not None:
            os.close(lock)


@contextmanager
def new_file(target: Path) -> Iterator[Path]:
    """A new empty file that takes the place of `target` when the block ends well; on any error `target` stays as it was."""
    target = target.resolve()
    with beside(target) as path:
        yield path
        settle(path)
        path.replace(target)


def settle(file: Path) -> None:
    """Waits until what a file holds is on the disk for sure."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())


@contextmanager
def beside(target: Path) -> Iterator[Path]:
    """A new empty file beside `target`, with its rights. Where the block has not moved it away, it is deleted."""
    with _alone(target.parent):
        _sweep(target)
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.new-", dir=target.parent)
        os.close(handle)
        path = Path(name)
        lock = _lock(path)
    try:
        path.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o644)
        yield path
    finally:
        path.unlink(missing_ok=True)
        if lock is not None:
            os.close(lock)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Waits until no other process clears up or exchanges something in the folder."""
    handle = os.open(folder, os.O_RDONLY) if fcntl is not None else None
    try:
        if handle is not None:
            with suppress(OSError):  # some network drives have no locks
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        if handle is not None:
            os.close(handle)


def _lock(path: Path) -> int | None:
    """A lock on a folder or file that ends with the process; None when another process holds it."""
    if fcntl is None:
        return None
    with suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            return None
        return handle
    return None


def _replace(new: Path, target: Path) -> None:
    if not target.exists():
        new.rename(target)
    elif not _exchange(new, target):
        old = target.parent / f".{target.name}.old"
        target.rename(old)
        new.rename(target)
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchanges two folders in one step, where the system can: renameat2 on Linux, renamex_np on macOS."""
    library = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    try:
        if sys.platform == "darwin":
            return bool(library.renamex_np(first, second, RENAME_SWAP) == 0)
        return bool(library.renameat2(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE) == 0)
    except AttributeError:
        return False
