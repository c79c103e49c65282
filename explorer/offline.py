"""Saving the site in a browser: the list of its files, and the worker that answers where it was saved.

The version of a site is the hash of that list, so that the same site has the same version wherever it is built.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from explorer.address import EMBEDS
from explorer.headers import FILE as HEADERS

SCRIPTS = Path(__file__).parent / "scripts"
LIST, WORKER = "data/offline.json", "sw.js"
NOT_FOR_READERS = {".nojekyll", HEADERS, "robots.txt", "sitemap.xml", "report/index.html"}
PACKED_ALREADY = (".png", ".jpg", ".webp", ".woff2", ".zip", ".pdf")


@dataclass(frozen=True, slots=True)
class File:
    """A file of the output: its name, a hash of its content, its size, and its size as a server sends it."""

    name: str
    hash: str
    size: int
    packed: int


def measured(name: str, content: bytes) -> File:
    """A file as the list has it."""
    packed = len(content) if name.endswith(PACKED_ALREADY) else len(zlib.compress(content))
    return File(name, hashed(content), len(content), packed)


def hashed(content: bytes) -> str:
    """The hash of a file as the list has it."""
    return hashlib.sha256(content).hexdigest()[:16]


def files(output: Iterable[File], saved: str) -> Mapping[str, bytes]:
    """The list and the worker. `saved`: the text of static/js/saved.js, which the worker and the pages share."""
    kept = sorted((file for file in output if for_readers(file.name)), key=lambda file: file.name)
    listed = {file.name: [file.hash, file.size] for file in kept}
    version = hashlib.sha256(json.dumps(listed).encode()).hexdigest()[:16]
    sizes = {"bytes": sum(file.size for file in kept), "packed": sum(file.packed for file in kept)}
    text = json.dumps({"version": version, **sizes, "files": listed}, ensure_ascii=False, separators=(",", ":"))
    return {LIST: text.encode(), WORKER: worker(saved, version).encode()}


def for_readers(name: str) -> bool:
    """Whether a file of the output is of use to who reads the site, and not only to search engines and other websites."""
    return name not in NOT_FOR_READERS and not name.startswith(EMBEDS)


def worker(saved: str, version: str) -> str:
    """The worker as one classic script: not every browser can load a worker that is a module."""
    shared = re.sub(r"^export (?=const )", "", saved, flags=re.MULTILINE)
    own = re.sub(r"^import .*\n", "", (SCRIPTS / "worker.js").read_text(encoding="utf-8"), flags=re.MULTILINE)
    return f"{shared}\n{own.replace('{version}', version)}"
