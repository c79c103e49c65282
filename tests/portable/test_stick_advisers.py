"""Tasks of `tests/browser/test_advisers.py`, from a folder. Links that are made there lead to the published site."""

from browser.test_advisers import (  # noqa: F401
    test_without_javascript_forms_lead_to_pages_whose_address_holds_the_choice,
)
