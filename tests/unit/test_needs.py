"""What a need asks for, in parts."""

from explorer.models import Need
from explorer.needs import parted


def test_what_every_choice_asks_for_is_said_once() -> None:
    need = Need.model_validate(
        {"any_of": [["maths", "a-levels"], ["maths", "t-level"], ["maths", "btec", "interview"]], "strength": "usual"}
    )
    assert parted(need) == (["maths"], [["a-levels"], ["t-level"], ["btec", "interview"]])


def test_a_choice_is_never_left_with_nothing() -> None:
    need = Need.model_validate({"any_of": ["maths", ["maths", "t-level"]], "strength": "usual"})
    assert parted(need) == ([], [["maths"], ["maths", "t-level"]])


def test_one_qualification_is_one_choice_and_experience_is_none() -> None:
    assert parted(Need.model_validate({"qualification": "maths", "strength": "required"})) == ([], [["maths"]])
    assert parted(Need.model_validate({"experience": "A year on a ward", "strength": "usual"})) == ([], [])
