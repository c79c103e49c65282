"""What the browser is told to refuse: the policy in every page, and `_headers` for hosts that read it.

A page says what it can say itself. Only a header can say who may show a page in a frame. docs/hosting.md has the same for other hosts.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from explorer.address import EMBEDS

FILE = "_headers"
# Nothing but the one policy of static/js/trusted.js makes HTML or scripts from texts.
TRUSTED_TYPES = "; require-trusted-types-for 'script'; trusted-types pathway-explorer"
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "browsing-topics=(), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
NO_FRAMES = {"Content-Security-Policy": "frame-ancestors 'none'"}


def content_policy(counting: str = "") -> str:
    """The Content-Security-Policy of a page. counting: the origin of a script that counts visits; none may know of Trusted Types."""
    also = f" {counting}" if counting else ""
    return (
        f"default-src 'none'; style-src 'self'; script-src 'self'{also}; img-src 'self' data:; font-src 'self'; connect-src 'self'{also}; "
        f"worker-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'{'' if counting else TRUSTED_TYPES}"
    )


def headers_file(names: Iterable[str], base_url: str) -> str:
    """The text of `_headers` for the files of these names.

    Hosts differ in what a narrow rule does to a wide one. So each folder at the top refuses frames, but that of the pages for frames.
    """
    path = urlsplit(base_url).path
    tops = {name.partition("/")[0] + ("/*" if "/" in name else "") for name in names if name.endswith(".html")}
    tops = {"", *tops} - {f"{EMBEDS}*"}
    rules = [(f"{path}*", EVERYWHERE), *((path + top, NO_FRAMES) for top in sorted(tops))]
    return "".join(f"{where}\n" + "".join(f"  {name}: {value}\n" for name, value in said.items()) for where, said in rules)
