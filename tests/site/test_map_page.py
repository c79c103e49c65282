"""The map of the small site."""

from __future__ import annotations

import re

from sites import Site


def test_the_map_is_a_whole_list_without_a_script(small: Site) -> None:
    page = small.page("map/")
    assert page.words("h1") == "Map of all roles"
    headings = [(node.tag, " ".join(node.text().split())) for node in page.all(".map-sheet :is(h2, h3, h4)")]
    assert headings[:3] == [("h2", "Kitchen"), ("h3", "Kitchen"), ("h4", "Helpers")]
    moves = page.words("[data-lane=kitchen] [data-role=kitchen-helper] .map-moves")
    assert moves.startswith("Step up to Cook, 1 to 2 years Sideways to Waiter (Dining room), 1 to 3 months")
    assert all("hidden" in node.attributes for node in page.all("[data-map] :is(form, .map-foot)"))


def test_every_role_stands_on_each_of_its_ladders(small: Site) -> None:
    page = small.page("map/")
    standing = [(lane.attributes["data-lane"], stop.attributes["data-role"]) for lane in page.all("[data-lane]") for stop in lane.css("[data-role]")]
    on_ladders = [
        (ladder, address.split("/")[-2])
        for ladder in ("kitchen", "dining-room")
        for address in small.page(f"ladders/{ladder}/").links(".board").values()
    ]
    assert sorted(standing) == sorted(on_ladders)


def test_a_guest_says_where_its_moves_are_told(small: Site) -> None:
    guests = [" ".join(node.text().split()) for node in small.page("map/").all(".is-guest")]
    assert guests
    assert all("See its moves in" in words for words in guests)


def test_every_move_is_drawn(small: Site) -> None:
    page = small.page("map/")
    drawn = {node.attributes["data-step"] for node in page.all("[data-step]")}
    told = page.all(".map-moves > li")
    assert len(drawn) == len(told)
    for node in page.all("[data-step]"):
        assert re.fullmatch(r"M[\d.]+ [\d.]+([LQ][\d. ]+)+", str(node.attributes["d"]))
