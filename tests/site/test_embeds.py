"""Pages for frames of other websites, and counting of visits, as files."""

from __future__ import annotations

import json

from sites import Site

from explorer import published
from explorer.pages import pages
from explorer.site import Options, load


def test_embedded_pages_stay_out_of_search_lists_and_saved_copies(small: Site) -> None:
    html = (small.out / "embed/roles/cook/index.html").read_text()
    assert '<meta name="robots" content="noindex">' in html
    assert '<link rel="canonical" href="https://kitchen.example/careers/roles/cook/">' in html
    for name in ("sitemap.xml", "feed.xml", "data/offline.json", "data/search.json"):
        assert "embed/" not in (small.out / name).read_text(), name
    assert "for-advisers/" in (small.out / "sitemap.xml").read_text()


def test_an_address_of_an_embedded_page_is_not_kept_for_good(site: Site) -> None:
    catalogue, _ = load(Options(site.root, site.out))
    assert catalogue is not None
    kept = published.addresses(pages(catalogue, {}))
    assert "for-advisers/" in kept
    assert not any(address.startswith("embed/") for address in kept)


def test_a_frame_of_a_role_with_a_new_id_goes_on_working(small: Site) -> None:
    page = small.page("embed/roles/scullion/")
    assert page.all("meta[http-equiv=refresh]")[0].attributes["content"] == "0; url=../../../embed/roles/kitchen-helper/"
    assert page.links() == {"Kitchen helper": "../../../embed/roles/kitchen-helper/"}


def test_a_title_with_quotes_stays_a_title_in_the_snippet(site: Site) -> None:
    site.change("pathways/ladders/kitchen.yaml", "title: Cook", "title: 'Cook \"<b>&'")
    assert not site.build().failed
    answer = json.loads((site.out / "embed/roles/cook/oembed.json").read_text())
    assert 'title="Cook &quot;&lt;b&gt;&amp; – ' in answer["html"]


def test_nothing_counts_visits_unless_the_site_says_so(site: Site) -> None:
    assert not site.build().failed
    before = (site.out / "index.html").read_text()
    assert "script-src 'self';" in before
    assert "connect-src 'self';" in before
    site.write(
        "templates/parts/analytics.html",
        '{% set origin = "https://count.example" %}{% macro analytics() %}<script defer src="https://count.example/a.js"></script>{% endmacro %}',
    )
    assert not site.build().failed
    after = (site.out / "index.html").read_text()
    assert "script-src 'self' https://count.example;" in after
    assert "connect-src 'self' https://count.example;" in after
    assert after.count('<script defer src="https://count.example/a.js"></script>') == 1
    assert "count.example" not in (site.out / "embed/roles/cook/index.html").read_text()
