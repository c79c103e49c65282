"""The schemas by which editors help: they accept what `check` accepts, refuse typical mistakes, and are up to date."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT7
from sites import PROJECT, Site

from explorer import schemas
from explorer.cli import main
from explorer.read import Document, read_file, walk_files
from explorer.site import SOURCES, Options, gather

KITCHEN = "pathways/ladders/kitchen.yaml"


def validator(folder: Path, name: str) -> Draft7Validator:
    """A schema, as an editor uses it."""
    made = {file.name: json.loads(file.read_text()) for file in folder.glob("*.json")}
    Draft7Validator.check_schema(made[f"{name}.json"])
    registry: Registry[Any] = Registry().with_resources((file, DRAFT7.create_resource(schema)) for file, schema in made.items())
    return Draft7Validator(made[f"{name}.json"], registry=registry, format_checker=FormatChecker())


def sources(root: Path) -> list[str]:
    """The files that people write."""
    return [file.relative_to(root).as_posix() for folder, suffixes in SOURCES for file in walk_files(root / folder, suffixes)]


def value_of(root: Path, file: str) -> dict[str, Any]:
    document = read_file(root, root / file)
    assert isinstance(document, Document)
    return document.value


@pytest.fixture
def written(site: Site) -> Site:
    """The small site with its schemas."""
    assert main(["schema", "--root", str(site.root)]) == 0
    return site


def test_the_projects_schemas_are_up_to_date() -> None:
    wrong, _ = schemas.out_of_date(PROJECT / schemas.FOLDER, gather(Options(PROJECT, PROJECT, cache=False)).ids)
    assert not wrong, "Run: python3 build.py schema"


@pytest.mark.parametrize("file", sources(PROJECT))
def test_all_content_is_what_its_schema_says(file: str) -> None:
    name = schemas.of_file(file)
    assert name, f"{file} has no schema"
    errors = [f"{list(error.path)}: {error.message}" for error in validator(PROJECT / schemas.FOLDER, name).iter_errors(value_of(PROJECT, file))]
    assert not errors


MISTAKES = {
    "an unknown field": (KITCHEN, "    summary: You cook", "    sumary: You cook"),
    "a missing field": (KITCHEN, "    where: At the stove.\n", ""),
    "a word that is not on the list": (KITCHEN, "kind: sideways", "kind: sidewards"),
    "words where a list belongs": (KITCHEN, "also_called: [porter, pot washer]", "also_called: porter"),
    "a wrong type": (KITCHEN, "no_set_requirements: true", "no_set_requirements: perhaps"),
    "a stage that there is not": (KITCHEN, "stage: entry", "stage: begining"),
    "an id in capitals": (KITCHEN, "- id: cook\n", "- id: Cook\n"),
    "one month only": (KITCHEN, "months: [", "months: [0, "),
    "a date that is none": (KITCHEN, "reviewed: 2026-01-15", "reviewed: soon"),
    "an unknown setting": (KITCHEN, "settings: [restaurant]", "settings: [resturant]"),
    "a reference that is no id": (KITCHEN, "to: cook", "to: The Cook"),
    "a list of another file": ("pathways/stages.yaml", "stages:", "groups:"),
    "a level above the highest": ("pathways/qualifications/food.yaml", "level: 2", "level: 9"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_an_editor_marks_a_typical_mistake(written: Site, mistake: str) -> None:
    file, old, new = MISTAKES[mistake]
    check = validator(written.root / schemas.FOLDER, str(schemas.of_file(file)))
    assert check.is_valid(value_of(written.root, file))
    written.change(file, old, new)
    assert not check.is_valid(value_of(written.root, file))


def test_an_id_that_is_newer_than_the_schemas_is_not_marked(written: Site, capsys: pytest.CaptureFixture[str]) -> None:
    written.change(KITCHEN, "- id: cook\n", "- id: chef\n")
    written.change(KITCHEN, "to: cook", "to: chef")
    assert validator(written.root / schemas.FOLDER, "ladder").is_valid(value_of(written.root, KITCHEN))
    assert main(["schema", "--check", "--root", str(written.root)]) == 0
    assert "2 ids have come or gone" in capsys.readouterr().out


def test_ids_are_offered(written: Site) -> None:
    ids = json.loads((written.root / "schemas/ids.json").read_text())["definitions"]
    assert "cook" in ids["role"]["anyOf"][0]["enum"]
    assert ids["stage"]["enum"] == ["entry", "senior"]


def test_a_schema_that_is_out_of_date_fails_the_check(written: Site, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--check", "--root", str(written.root)]) == 0
    written.change("pathways/vocabulary.yaml", "{id: wales, title: Wales}", "{id: cymru, title: Cymru}")
    (written.root / "schemas/skills.json").write_text("{}")
    assert main(["schema", "--check", "--root", str(written.root)]) == 1
    said = capsys.readouterr().err
    assert "schemas/ids.json is out of date. Run: python3 build.py schema" in said
    assert "schemas/skills.json is out of date" in said
    assert main(["schema", "--root", str(written.root)]) == 0
    assert main(["schema", "--check", "--root", str(written.root)]) == 0


def test_schemas_are_missed_when_there_are_none(written: Site) -> None:
    shutil.rmtree(written.root / "schemas")
    assert main(["schema", "--check", "--root", str(written.root)]) == 1


def parts(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field that a schema describes, by name."""
    if isinstance(schema, dict):
        yield from schema.get("properties", {}).items() if isinstance(schema.get("properties"), dict) else ()
        for part in schema.values():
            yield from parts(part)


@pytest.mark.parametrize("name", schemas.files())
def test_every_field_says_what_it_is_for(name: str) -> None:
    schema = json.loads((PROJECT / schemas.FOLDER / f"{name}.json").read_text())
    assert not [field for field, part in parts(schema) if not part.get("description")]


def test_vs_code_knows_which_schema_is_for_which_file() -> None:
    settings = json.loads((PROJECT / ".vscode/settings.json").read_text())["yaml.schemas"]
    wanted = {f"./schemas/{name}.json": f"/{pattern}" for name, pattern in schemas.files().items() if pattern.endswith(".yaml")}
    assert settings == wanted
    assert "redhat.vscode-yaml" in (PROJECT / ".vscode/extensions.json").read_text()


def test_nothing_in_a_schema_is_about_python() -> None:
    for file in (PROJECT / schemas.FOLDER).glob("*.json"):
        assert not re.search(r"pydantic|\bNone\b|\$defs|refers", file.read_text()), file.name
