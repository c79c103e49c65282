"""JSON Schemas of the files that people write, for completion, hover texts and red lines in editors.

They are made from the models, so that the format is described once. The ids to choose from stand in a file of their own, `ids.json`:
a new role changes that file only. JSON Schema draft 7 is what editors know best.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema

from explorer import check, local
from explorer.fields import SLUG
from explorer.read import translated_file
from explorer.swap import new_file

DRAFT = "http://json-schema.org/draft-07/schema#"
FOLDER = "schemas"
IDS = "ids.json"
TRANSLATION = "translation"
LISTS = check.LISTS | local.LISTS
SINGLES = check.SINGLES | local.SINGLES
# Lists that change so seldom that a word outside them is a mistake. Of the other kinds an id may be newer than the schemas.
CLOSED = ("stage", "group", "nation", "setting", "pattern", "interest", "scale")
OPEN = ("ladder", "role", "qualification", "skill", "body", "funding", "article")
# What a schema says beside these is for people, or about Python.
KEPT = ("type", "enum", "const", "pattern", "format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength",
        "maxLength", "minItems", "maxItems", "required", "description", "examples")  # fmt: skip

Schema = dict[str, Any]
Ids = Mapping[str, list[str]]


def files() -> dict[str, str]:
    """Which schema describes which files: the schema's name to a pattern of file names."""
    lists = {Path(name).stem: name for name in LISTS}
    singles = {kind: name for name, (kind, _) in SINGLES.items()}
    written = {"article": "*.md", "page": "*.md", "local": "*.md"}
    return {
        schema: f"{name}**/{written.get(schema, '*.yaml')}" if name.endswith("/") else name for schema, name in (lists | singles).items()
    }


def schemas(ids: Ids) -> dict[str, str]:
    """The content of each schema file by its name. ids: those of the site by kind, in the order of the files."""
    made = {Path(name).stem: _of_lists(lists) for name, lists in LISTS.items()}
    made |= {kind: _of(model) for kind, model in SINGLES.values()}
    made[TRANSLATION] = {
        "title": "Translation",
        "description": "Words of another language for the file beside it, in its shape; english: the mark that build.py report gives",
        "type": "object",
    }
    texts = {f"{name}.json": _text(schema, ids) for name, schema in made.items()}
    return texts | {IDS: json.dumps(_of_ids(ids), ensure_ascii=False, indent=1) + "\n"}


def of_file(file: str) -> str | None:
    """The schema of a file by its name, relative to the root."""
    if translated_file(file)[1]:
        return TRANSLATION
    for schema, pattern in files().items():
        folder, _, name = pattern.partition("**/*")
        if file == pattern or (name and file.startswith(folder) and file.endswith(name)):
            return schema
    return None


def out_of_date(folder: Path, ids: Ids) -> tuple[list[str], int]:
    """The files in the folder that are not as they should be; and how many ids of open kinds are newer than the schemas, or gone."""
    wanted = schemas(ids)
    found = {file.name: file.read_text(encoding="utf-8") for file in folder.glob("*.json")} if folder.is_dir() else {}
    wrong = sorted(name for name in wanted.keys() | found.keys() if name != IDS and wanted.get(name) != found.get(name))
    now, then = _known(wanted[IDS]), _known(found.get(IDS, "{}"))
    if any(now[kind] != then[kind] for kind in CLOSED):
        wrong.append(IDS)
    return wrong, sum(len(set(now[kind]) ^ set(then[kind])) for kind in OPEN)


def write(folder: Path, ids: Ids) -> list[str]:
    """Writes the schemas and takes away those of files that there are no longer. Gives the names of the files that changed."""
    folder.mkdir(exist_ok=True)
    wanted = schemas(ids)
    changed = []
    for file in folder.glob("*.json"):
        if file.name not in wanted:
            file.unlink()
            changed.append(file.name)
    for name, text in wanted.items():
        file = folder / name
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            with new_file(file) as new:
                new.write_text(text, encoding="utf-8")
            changed.append(name)
    return sorted(changed)


def _known(text: str) -> dict[str, list[str]]:
    """The ids in the text of `ids.json`."""
    made = json.loads(text).get("definitions", {})
    return {kind: next(iter(_enums(made.get(kind, {}))), []) for kind in (*CLOSED, *OPEN)}


def _enums(schema: Schema) -> Iterator[list[str]]:
    for part in (schema, *schema.get("anyOf", ())):
        if "enum" in part:
            yield part["enum"]


def _of_ids(ids: Ids) -> Schema:
    """The ids that a reference may name. An id of an open kind may be one that is not listed yet; `check` says whether there is one."""
    definitions: dict[str, Schema] = {kind: {"enum": ids.get(kind, [])} for kind in CLOSED}
    for kind in OPEN:
        definitions[kind] = {"anyOf": [{"enum": ids.get(kind, [])}, {"type": "string", "pattern": SLUG}]}
    definitions["source"] = {"type": "string", "pattern": SLUG}
    return {"$schema": DRAFT, "title": "Ids to choose from", "definitions": definitions}


def _of_lists(lists: Mapping[str, tuple[str, type[BaseModel]]]) -> Schema:
    """The schema of a file that holds lists of entries."""
    adapters = [(name, "validation", TypeAdapter(list[model])) for name, (_, model) in lists.items()]  # type: ignore[valid-type]
    made, shared = TypeAdapter.json_schemas(adapters)  # type: ignore[arg-type]
    properties = {str(name): {**schema, "description": lists[str(name)][1].__doc__} for (name, _), schema in made.items()}
    title = " and ".join(", ".join(properties).rsplit(", ", 1)).capitalize()
    return {"title": title, "type": "object", "properties": properties, "additionalProperties": False, **shared}


def _of(model: type[BaseModel]) -> Schema:
    """The schema of a file that holds one entry."""
    return {**model.model_json_schema(schema_generator=GenerateJsonSchema), "title": model.__name__}


def _text(schema: Schema, ids: Ids) -> str:
    made = {"$schema": DRAFT, "title": schema["title"], **_simple(schema, ids)}
    if "$defs" in schema:
        made["definitions"] = {name: _simple(part, ids) for name, part in sorted(schema["$defs"].items())}
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"


def _simple(schema: Schema, ids: Ids) -> Schema:
    """A schema of pydantic as an editor shows it best: without names of Python, without null, with ids to choose from."""
    if "refers" in schema:
        return {"$ref": f"{IDS}#/definitions/{schema['refers']}", **_for_people(schema)}
    made: Schema = {key: schema[key] for key in KEPT if key in schema}
    if made.get("type") == "string" and not made.keys() & {"enum", "const", "format"}:
        made["type"] = ["string", "number"]  # 2 may stand for '2'
    if "description" in made:
        made["description"] = " ".join(made["description"].split())
    if "$ref" in schema:
        made["$ref"] = schema["$ref"].replace("#/$defs/", "#/definitions/")
    if "anyOf" in schema:
        branches = [_simple(branch, ids) for branch in schema["anyOf"] if branch != {"type": "null"}]
        made |= branches[0] if len(branches) == 1 else {"anyOf": branches}
        made |= _for_people(schema)
    if "items" in schema:
        made["items"] = _simple(schema["items"], ids)
    if schema.get("default") not in (None, [], {}) and not isinstance(schema.get("default"), dict):
        made["default"] = schema["default"]
    if "properties" in schema:
        made["properties"] = {name: _simple(part, ids) for name, part in schema["properties"].items()}
        made["additionalProperties"] = False
    elif isinstance(schema.get("additionalProperties"), dict):
        made |= _by_key(schema, ids)
    return made


def _by_key(schema: Schema, ids: Ids) -> Schema:
    """A set of fields whose names are ids: one field for each, so that an editor can offer them."""
    value = _simple(schema["additionalProperties"], ids)
    kind = schema.get("propertyNames", {}).get("refers")
    if kind is None:
        return {"additionalProperties": value}
    named = {id_: {**value, "description": f"{schema['description']}: '{id_}'"} for id_ in ids.get(kind, [])}
    return {"properties": named, "additionalProperties": False}


def _for_people(schema: Schema) -> Schema:
    return {
        key: " ".join(schema[key].split()) if key == "description" else schema[key] for key in ("description", "examples") if key in schema
    }
