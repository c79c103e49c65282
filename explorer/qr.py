"""QR codes of the site's short addresses, as SVG and PNG, made at build time."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import segno

from explorer.cache import Cache
from explorer.parallel import spread

QUIET = 4  # modules around a code that stay white, as the standard asks
CORRECTION = "m"
DOT = 8  # pixels of a module in the PNG


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
    picture = io.BytesIO()
    made.save(picture, kind="png", scale=DOT, border=QUIET, compresslevel=6)
    return Code(size, drawn[1] if drawn else "", picture.getvalue())
