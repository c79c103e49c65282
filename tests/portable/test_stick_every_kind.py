"""Tasks of `tests/browser/test_every_kind.py`, from a folder."""

from browser.test_every_kind import (  # noqa: F401
    context,
    test_a_reader_in_wales_sees_wales_first_on_every_page_and_loses_nothing,
    test_pointing_at_a_role_in_a_diagram_lights_up_where_it_leads,
    test_the_first_key_leads_to_the_content,
)
