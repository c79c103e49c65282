"""Short addresses and QR codes: for paper, so they must go on working."""

from __future__ import annotations

import io
import re

import pytest
import zxingcpp
from PIL import Image
from sites import Site

from explorer.pages import short
from explorer.pages.short import ALPHABET, LENGTH, short_address


def test_a_short_address_never_changes() -> None:
    assert short_address("roles/care-worker/") == "r/9r9pg/", "it stands on paper"


def test_a_short_address_leads_to_the_page_and_an_old_one_to_its_new_page(small: Site) -> None:
    for old in ("roles/cook/", "ladders/kitchen/", "qualifications/food-safety/", "guidance/starting/"):
        page = small.page(short_address(old))
        assert set(page.links().values()) == {f"../../{old}"}
        assert page.all("meta[http-equiv=refresh]")[0].attributes["content"] == f"0; url=../../{old}"
    assert list(small.page(short_address("roles/scullion/")).links().values()) == ["../../roles/kitchen-helper/"]


def test_a_short_address_is_easy_to_type(small: Site) -> None:
    short = [name for name in small.files() if name.startswith("r/")]
    assert short
    assert all(re.fullmatch(f"r/[{ALPHABET}]{{{LENGTH}}}/index.html", name) for name in short)
    assert not set(ALPHABET) & set("aeiou01l")


def test_short_addresses_are_not_offered_to_search_engines(small: Site) -> None:
    assert "/r/" not in (small.out / "sitemap.xml").read_text()
    assert small.page(short_address("roles/cook/")).all("meta[name=robots][content=noindex]")


def test_a_short_address_of_two_pages_asks_which_is_meant(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(short, "LENGTH", 1)
    assert not site.build().failed
    asking = 0
    for name in site.files():
        where = name.removesuffix("index.html")
        if re.fullmatch(r"(roles|qualifications)/[^/]+/", where) and site.page(where).all("main article"):
            page = site.page(short_address(where))
            assert f"../../{where}" in page.links().values()
            moves = page.all("meta[http-equiv=refresh]")
            assert bool(moves) == (len(page.links()) == 1)
            asking += not moves
    assert asking > 1


def test_every_page_with_a_short_address_has_its_code_as_svg_and_png(small: Site) -> None:
    pictures = [name for name in small.files() if name.startswith("qr/") and name.endswith(".png")]
    assert len(pictures) == len([name for name in small.files() if name.startswith("r/")]) - 3, "old addresses need no new codes"
    for name in pictures:
        page = name.removeprefix("qr/").removesuffix(".png") + "/"
        read = zxingcpp.read_barcodes(Image.open(io.BytesIO((small.out / name).read_bytes())))
        assert [code.text for code in read] == [f"https://kitchen.example/careers/{short_address(page)}"]
        assert read[0].ec_level in "MQH"
        assert (small.out / name.replace(".png", ".svg")).read_text().startswith('<svg xmlns="http://www.w3.org/2000/svg" width="34mm"')
