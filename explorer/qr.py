"""QR codes of the site's short addresses, as SVG and PNG, made at build time."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import segno

from explorer.cache import Cache
from explorer.parallel import spread

QUIET = 4  # modules around a code that stay white, as the standard asks
CORRECTION = "m"
DOT = 8  # pixels of a module in the PNG; eight, as `_png` writes a byte for each
PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Code:
    """One code. `size` counts modules along a side with the quiet zone; `path` draws the dark ones as strokes one module wide."""

    size: int
    path: str
    png: bytes

    @property
    def svg(self) -> bytes:
        """The code as a file."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="34mm" height="34mm" viewBox="0 0 {self.size} {self.size}" '
            f'shape-rendering="crispEdges"><path fill="#fff" d="M0 0h{self.size}v{self.size}H0z"/>'
            f'<path stroke="#000" d="{self.path}"/></svg>\n'
        ).encode()


def codes(addresses: Iterable[str], cache: Cache, jobs: int) -> Mapping[str, Code]:
    """The code of each public address."""
    addresses = list(addresses)
    made = spread(lambda address: cache.get(b"qr\0" + address.encode(), lambda: code(address)), addresses, jobs, least=50)
    return dict(zip(addresses, made, strict=True))


def code(address: str) -> Code:
    """The code of one public address."""
    made = segno.make_qr(address, error=CORRECTION)
    size = int(made.symbol_size(border=QUIET)[0])
    drawn = re.search(r' d="([^"]+)"', made.svg_inline(border=QUIET))
    return Code(size, drawn[1] if drawn else "", _png(size, made.matrix_iter(border=QUIET)))


def _png(size: int, rows: Iterable[Iterable[int]]) -> bytes:
    """Black and white, one bit for each pixel, so that a byte is one module of eight pixels. Each row starts with its filter, none."""
    pixels = b"".join((b"\0" + bytes(0 if dark else 255 for dark in row)) * DOT for row in rows)
    head = struct.pack(">IIBBBBB", size * DOT, size * DOT, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(pixels)), (b"IEND", b""))
    return PNG + b"".join(struct.pack(">I", len(part)) + name + part + struct.pack(">I", zlib.crc32(name + part)) for name, part in parts)
