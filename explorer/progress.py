"""How far a long job is, on the terminal; nothing where the output is no terminal."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.progress import track


def bar(made: Iterable[bytes], count: int) -> Iterable[bytes]:
    """The values as they come, with a bar that says how many of them are done."""
    console = Console(stderr=True)
    return track(made, "Making PDFs", count, console=console, disable=not console.is_terminal)
