"""Finds the references and the Markdown in a model by its annotations, so that each format is described once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cache
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel

from explorer.fields import Markup, Refers
from explorer.read import Path_

Mark = Refers | Markup
Found = tuple[Path_, Mark, str]
Finder = Callable[[list[Found], Any, Path_], None]  # adds to the list what stands in a value, which has this path


def marked(value: BaseModel, path: Path_ = ()) -> list[Found]:
    """Every reference and every Markdown text in the value: its path, its mark and what stands there."""
    found: list[Found] = []
    _in_model(type(value))(found, value, path)
    return found


def marked_in(raw: Mapping[str, Any], model: type[BaseModel]) -> list[Found]:
    """The same in fields as a file has them, right or not. What has no form in which a mark could stand is passed over."""
    found: list[Found] = []
    _in_model(model)(found, raw, ())
    return found


@cache
def _in_model(model: type[BaseModel]) -> Finder:
    fields = _fields(model)

    def find(found: list[Found], value: Any, path: Path_) -> None:
        if isinstance(value, model):
            for name, in_field in fields:
                if part := getattr(value, name):
                    in_field(found, part, (*path, name))
        elif isinstance(value, dict):
            for name, in_field in fields:
                if part := value.get(name):
                    in_field(found, part, (*path, name))

    return find


@cache
def _fields(model: type[BaseModel]) -> list[tuple[str, Finder]]:
    """The fields of a model that may hold something marked, at any depth, and how it is found there."""
    finders = ((name, _finder(info.annotation, _marks(info.metadata))) for name, info in model.model_fields.items())
    return [(name, find) for name, find in finders if find]


def _finder(annotation: Any, marks: tuple[Mark, ...] = ()) -> Finder | None:
    """How to find what is marked in a value of this annotation; None where nothing can be. marks: those of the value as a whole."""
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _finder(parts[0], _marks(parts[1:]))
    if origin in (Union, UnionType):
        return _in_union({find: None for part in parts if (find := _finder(part, marks))})
    if origin is list:
        return _in_list(_finder(parts[0]))
    if origin is dict:
        return _in_dict(*map(_finder, parts))
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _in_model(annotation) if _fields(annotation) else None
    return _in_text(marks) if annotation is str and marks else None


def _marks(metadata: Any) -> tuple[Mark, ...]:
    return tuple(mark for mark in metadata if isinstance(mark, Mark))


def _in_text(marks: tuple[Mark, ...]) -> Finder:
    def find(found: list[Found], value: Any, path: Path_) -> None:
        if isinstance(value, str):
            found.extend((path, mark, value) for mark in marks)

    return find


def _in_list(item: Finder | None) -> Finder | None:
    if item is None:
        return None

    def find(found: list[Found], value: Any, path: Path_) -> None:
        if isinstance(value, list):
            for index, element in enumerate(value):
                item(found, element, (*path, index))

    return find


def _in_dict(key_finder: Finder | None, item: Finder | None) -> Finder | None:
    if key_finder is None and item is None:
        return None

    def find(found: list[Found], value: Any, path: Path_) -> None:
        if isinstance(value, dict):
            for key, element in value.items():
                if key_finder:
                    key_finder(found, key, (*path, key))
                if item:
                    item(found, element, (*path, key))

    return find


def _in_union(finders: Collection[Finder]) -> Finder | None:
    """What finds the parts of a union, each of which passes over what is not its own."""

    def find(found: list[Found], value: Any, path: Path_) -> None:
        for one in finders:
            one(found, value, path)

    return find if finders else None
