"""References and Markdown found by annotation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sites import FIXTURES

from explorer import models
from explorer.fields import Markup, Model, Refers
from explorer.settings import Site
from explorer.site import Options, gather
from explorer.walk import marked, marked_in


def found(model: object) -> set[tuple[str, str, str]]:
    """Path, mark and value of everything that `marked` finds."""
    marks = {True: "block", False: "line"}
    return {
        ("/".join(map(str, path)), mark.kind if isinstance(mark, Refers) else marks[mark.block], value)
        for path, mark, value in marked(model)  # type: ignore[arg-type]
    }


def test_a_need_names_qualifications_in_all_its_forms() -> None:
    need = models.Need.model_validate({"any_of": ["a", ["b", "c"]], "strength": "usual", "nations": ["wales"], "note": "Ask."})
    assert found(need) == {
        ("any_of/0", "qualification", "a"),
        ("any_of/1/0", "qualification", "b"),
        ("any_of/1/1", "qualification", "c"),
        ("nations/0", "nation", "wales"),
        ("note", "line", "Ask."),
    }


def test_what_is_left_out_is_not_found() -> None:
    assert found(models.Need.model_validate({"experience": "A year", "strength": "usual"})) == {("experience", "line", "A year")}


def test_the_keys_of_a_table_may_be_references() -> None:
    fields = {"id": "a", "title": "A", "group": "g", "summary": "S", "intro": "I", "stages": {"entry": "E"}, "reviewed": "2026-01-01"}
    assert ("stages/entry", "stage", "entry") in found(models.Ladder.model_validate(fields))


@pytest.mark.parametrize("model", [models.Role, models.Qualification, models.Article, Site, models.Funding, models.Body, models.Scale])
def test_every_field_that_looks_like_a_reference_is_one(model: type[Model]) -> None:
    """A field of the same name means the same everywhere, so a plain string under such a name is a forgotten mark."""
    names = {"stage", "group", "role", "qualification", "skill", "body", "scale", "source", "to", "replaced_by", "instead_of"}
    for name, field in model.model_fields.items():
        if name in names:
            assert any(isinstance(mark, Refers | Markup) for mark in field.metadata) or "Refers" in str(field.annotation), name


def test_the_same_is_found_in_fields_as_the_files_have_them() -> None:
    """An entry that failed its check has the marks that it would have otherwise."""
    drafts = gather(Options(FIXTURES / "small", Path("site"), cache=False)).drafts
    kinds = {draft.kind for draft in drafts if [*draft.marks()]}
    assert {"role", "ladder", "qualification", "skill", "body", "funding", "article", "word"} <= kinds
    for draft in drafts:
        assert [*replace(draft, model=None).marks()] == [*draft.marks()], draft.id


@pytest.mark.parametrize("odd", [None, True, 3, "words", [], ["words"], [["words"]], [{}], {}, {"words": 1}, {"to": ["words"]}])
def test_fields_that_are_all_wrong_are_passed_over(odd: object) -> None:
    for model in (models.Role, models.Ladder, models.Qualification, Site):
        fields = dict.fromkeys(model.model_fields, odd)
        for path, _, text in marked_in(fields, model):
            assert path[0] in fields
            assert text in ("words", "to")
